"""The model that ships: what it weighs, what it needs, and how well it does on data it never saw."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from reportedly.scoring.run import score_file

ROOT = Path(__file__).parents[2]
CARD = (ROOT / "docs" / "model-card.md").read_text(encoding="utf-8")
OWN_TEST = ROOT / "data" / "gold" / "test.jsonl"
MODELS = [Path(str(files(name))) for name in ("reportedly_reader_en", "reportedly_reader_en_fast")]

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("model", MODELS)
def test_it_is_no_larger_than_promised(model: Path) -> None:
    assert sum(file.stat().st_size for file in model.iterdir() if file.is_file()) <= 30 * 2**20


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("name", ["model.onnx", "model.json", "vocabulary.txt"])
def test_its_card_is_the_card_of_these_files(model: Path, name: str) -> None:
    assert hashlib.sha256((model / name).read_bytes()).hexdigest() in CARD


def test_reading_needs_neither_torch_nor_a_hub() -> None:
    code = (
        "import sys, reportedly; reportedly.read('Norway has sent 12 tanks to Finland, officials said.');"
        "sys.exit(sorted({'torch', 'transformers', 'huggingface_hub'} & set(sys.modules)) != [])"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.data
def test_attribution_on_polnear(gold: Path) -> None:
    found = score_file("attribution", str(gold / "data/polnear/dev.jsonl.gz")).values()
    assert float(found["f1"]) >= 75.5
    assert float(found["all three overlapping F1"]) >= 73.5


@pytest.mark.data
@pytest.mark.parametrize("name", ["uds_ih2_dev", "uw_dev"])
def test_factuality_on_both_scales(gold: Path, name: str) -> None:
    found = score_file("factuality", str(gold / f"data/factuality/{name}.jsonl.gz")).values()
    assert float(found["Pearson's r"]) >= 0.80


def test_claims_on_our_own_test_months() -> None:
    found = score_file("claims", str(OWN_TEST)).values()
    assert float(found["status accuracy"]) >= 72
    assert found["occurred on transfers, unmatched"] == 0
    assert float(found["occurred on transfers, precision"]) >= 95
