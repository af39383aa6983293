"""Whatever is asked of the API is answered as its description says, over claims that were really read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    allow_header_conformance,
    content_type_conformance,
    ignored_auth,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)
from tests.served import BEARER, Server, served
from tools.api_page import api_page

from reportedly.faces.cli import main
from reportedly.serving.api.app import description

ROOT = Path(__file__).parents[2]
TRANSCRIPT = next((ROOT / "demo" / "transcripts").glob("2022-07-12-*.md"))
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
    unsupported_method,
    allow_header_conformance,
    ignored_auth,
]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    path = tmp_path_factory.mktemp("schema") / "l.db"
    done = CliRunner().invoke(main, ["add", str(TRANSCRIPT), "--ledger", str(path)])
    assert done.exit_code == 0, done.output
    with served(path) as running:
        yield running


def operations() -> Iterator[tuple[str, Any]]:
    for found in schemathesis.openapi.from_dict(description()).get_all_operations():
        assert isinstance(found, Ok), found
        operation = found.ok()
        yield operation.label, operation


OPERATIONS = dict(operations())


@pytest.mark.slow
@pytest.mark.parametrize("label", sorted(OPERATIONS))
def test_answers_are_as_described(label: str, server: Server) -> None:
    @given(OPERATIONS[label].as_strategy())
    @settings(max_examples=15, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    def ask(case: schemathesis.Case[Any]) -> None:
        base = f"http://127.0.0.1:{server.port}/api/v1"
        case.call_and_validate(base_url=base, headers=BEARER, checks=CHECKS)

    ask()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("listed", "field", "one"),
    [
        ("claims", "id", "claim"),
        ("claims", "article", "article"),
        ("threads", "id", "thread"),
        ("actors", "id", "actor"),
    ],
)
def test_what_is_there_is_as_described(server: Server, listed: str, field: str, one: str) -> None:
    for found in server.get(f"/{listed}?limit=5").json["items"]:
        case = OPERATIONS[f"GET /{one}s/{{{one}}}"].Case(path_parameters={one: found[field]})
        answer = case.call_and_validate(base_url=f"http://127.0.0.1:{server.port}/api/v1", checks=CHECKS[:4])
        assert answer.status_code == 200


@pytest.mark.slow
def test_claims_of_a_transcript_are_as_read(server: Server) -> None:
    done = CliRunner().invoke(main, ["read", "--json", str(TRANSCRIPT)])
    read = {one["id"]: one for one in map(json.loads, filter(None, done.stdout.split("\n")))}
    told = server.get("/claims?limit=500").json["items"]
    more = {"story", "recorded", "postings"}
    assert len(told) > 100
    assert all({name: one[name] for name in one.keys() - more} == read[one["id"]] for one in told)


def test_the_description_is_the_one_in_the_docs() -> None:
    written = json.loads((ROOT / "docs" / "reference" / "openapi.json").read_text("utf-8"))
    assert written == json.loads(json.dumps(description())), "make schemas writes it anew"
    page = (ROOT / "docs" / "reference" / "api.md").read_text("utf-8")
    assert page == api_page(description()), "make schemas writes it anew"
