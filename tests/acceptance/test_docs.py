"""What README, docs and docstrings show is what happens: their commands and examples are run here.

In a fenced ``console`` block every line that starts with ``$`` is a command, run from the root of
the checkout. It has to exit 0, or as its comment says (``# exits 1``). The lines below it are its
output, where white space counts as one blank and ``...`` stands for anything; with no lines the
output is not checked. Of ``make`` only the target's existence is checked. ``pycon`` blocks are
doctests. The commands of the tutorial are run one after the other, with one ledger.
"""

from __future__ import annotations

import doctest
import importlib
import os
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import reportedly

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted(ROOT.glob("demo/*.md")), *sorted(ROOT.glob("docs/**/*.md"))]
FENCE = re.compile(r"^```(console|pycon)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MODULES = sorted(module.name for module in pkgutil.walk_packages(reportedly.__path__, "reportedly."))


@dataclass(frozen=True, slots=True)
class Command:
    """One command of a page, and what the page says comes of it."""

    where: str
    line: str
    output: str
    exits: int


def commands_in(text: str, page: str) -> Iterator[Command]:
    for language, block in FENCE.findall(text):
        if language == "console":
            for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                line, _, output = part.partition("\n")
                exits = re.search(r"# exits (\d+)$", line)
                yield Command(page, line, output, int(exits[1]) if exits else 0)


def matches(output: str, shown: str) -> bool:
    """Whether output is as shown, with ``...`` for anything."""
    parts = (re.escape(" ".join(part.split())) for part in shown.split("..."))
    return re.fullmatch(r"\s*.*\s*".join(parts), " ".join(output.split()), re.DOTALL) is not None


def run(line: str, ledger: Path | None = None) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "NO_COLOR": "1", "COLUMNS": "100"}
    if ledger is not None:
        environment["REPORTEDLY_LEDGER"] = str(ledger)
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", line],
        cwd=ROOT,
        env=environment,
        check=False,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=300,
    )


def check(command: Command, done: subprocess.CompletedProcess[str]) -> None:
    assert done.returncode == command.exits, (command.line, done.stdout)
    if command.output.strip():
        assert matches(done.stdout, command.output), (command.line, done.stdout)


COMMANDS = [
    command for page in PAGES for command in commands_in(page.read_text("utf-8"), str(page.relative_to(ROOT)))
]
TUTORIAL = [command for command in COMMANDS if command.where == "docs/tutorial.md"]
OURS = [
    command for command in COMMANDS if command not in TUTORIAL and re.search(r"\breportedly\b", command.line)
]
MAKES = [command for command in COMMANDS if command.line.startswith("make ")]


@pytest.mark.slow
@pytest.mark.parametrize("command", OURS, ids=lambda command: f"{command.where}: {command.line}")
def test_command_does_what_its_page_shows(command: Command) -> None:
    check(command, run(command.line))


@pytest.mark.slow
def test_the_tutorial_from_its_beginning_to_its_end(tmp_path: Path) -> None:
    assert TUTORIAL
    for command in TUTORIAL:
        check(command, run(command.line, tmp_path / "ledger.db"))


@pytest.mark.parametrize("command", MAKES, ids=lambda command: f"{command.where}: {command.line}")
def test_make_has_the_target(command: Command) -> None:
    target = command.line.split()[1]
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)


def test_every_command_is_checked() -> None:
    assert [command for command in COMMANDS if command not in OURS + MAKES + TUTORIAL] == []


def test_every_page_is_in_the_navigation() -> None:
    told = (ROOT / "zensical.toml").read_text("utf-8")
    pages = {page.relative_to(ROOT / "docs").as_posix() for page in ROOT.glob("docs/**/*.md")}
    assert set(re.findall(r'"([\w/.-]+\.md)"', told)) == pages


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_of_a_page_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)", page.read_text("utf-8"))
    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_sessions_of_a_page(page: Path) -> None:
    for number, (language, block) in enumerate(FENCE.findall(page.read_text("utf-8"))):
        if language == "pycon":
            test = doctest.DocTestParser().get_doctest(block, {}, f"{page.name}:{number}", str(page), 0)
            assert doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test).failed == 0


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


@pytest.mark.parametrize(
    ("output", "shown", "expected"),
    [
        ("a\tb\nc\n", "a b\nc\n", True),
        ("a\nanything\nat all\nc\n", "a\n...\nc\n", True),
        ("claim 3f2a said\n", "claim ... said\n", True),
        ("a\nb\n", "a\n", False),
        ("a (b)\n", "a .b.\n", False),
    ],
)
def test_shown_output(output: str, shown: str, expected: bool) -> None:
    assert matches(output, shown) is expected
