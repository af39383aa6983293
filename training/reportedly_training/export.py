"""From a trained network to the files of the model package: ONNX, eight-bit weights, facts.

Weights are quantised to eight bits per channel with one bit to spare, so that processors without
wider accumulators give the same sums (onnxruntime's ``reduce_range``).
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from onnxruntime.transformers.fusion_options import FusionOptions

from reportedly.reading.learned.features import FEATURES
from reportedly.reading.learned.heads import HEADS
from reportedly_training.crf import ChainCrf
from reportedly_training.network import Reader

_INPUTS = ("pieces", "mask", "features")
_AXES = {name: {0: "windows", 1: "pieces"} for name in (*_INPUTS, "scores")}


def export(reader: Reader, vocabulary: Path, folder: Path, *, quantised: bool = True) -> None:
    """Write ``model.onnx`` and ``vocabulary.txt`` to ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as scratch:
        fused = _fused(reader, Path(scratch))
        if quantised:
            quantize_dynamic(
                fused,
                folder / "model.onnx",
                weight_type=QuantType.QInt8,
                per_channel=True,
                reduce_range=True,
                extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
            )
        else:
            shutil.copy(fused, folder / "model.onnx")
    shutil.copy(vocabulary, folder / "vocabulary.txt")


def write_facts(
    reader: Reader,
    folder: Path,
    named: tuple[str, str],
    temperature: Mapping[str, float],
    calibration: Mapping[str, tuple[float, float]],
) -> None:
    """Write what `reportedly.reading.learned.model.Facts` reads. ``named`` is name and version."""
    name, version = named
    facts = {
        "name": name,
        "version": version,
        "columns": HEADS,
        "outer": _field(reader.outer),
        "inner": _field(reader.inner),
        "temperature": {name: round(value, 4) for name, value in temperature.items()},
        "calibration": calibration,
    }
    (folder / "model.json").write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")


def _fused(reader: Reader, scratch: Path) -> Path:
    """The network as ONNX, attention and normalisation fused."""
    reader.eval()
    reader.bert.set_attn_implementation("eager")  # the form that the fusion knows
    shape = (2, 40)
    given = (
        torch.full(shape, 1000),
        torch.ones(shape, dtype=torch.long),
        torch.zeros((*shape, len(FEATURES)), dtype=torch.long),
    )
    plain, fused = scratch / "plain.onnx", scratch / "fused.onnx"
    torch.onnx.export(
        reader,
        given,
        str(plain),
        input_names=list(_INPUTS),
        output_names=["scores"],
        dynamic_axes=_AXES,
        dynamo=False,
        opset_version=17,
    )
    config = reader.bert.config
    found = optimizer.optimize_model(
        str(plain),
        "bert",
        num_heads=config.num_attention_heads,
        hidden_size=config.hidden_size,
        optimization_options=FusionOptions("bert"),
    )
    found.save_model_to_file(str(fused))
    return fused


def _field(crf: ChainCrf) -> tuple[list[list[float]], list[float]]:
    return _short(crf.allowed().tolist()), [round(one, 4) for one in crf.starts.tolist()]


def _short(rows: list[list[float]]) -> list[list[float]]:
    return [[round(one, 4) for one in row] for row in rows]
