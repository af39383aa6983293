"""One JSON form a type: it round-trips, says every unknown, and keeps to its published schema."""

from __future__ import annotations

import enum
import json
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

import jsonschema
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly import jsonform
from reportedly.model import (
    Article,
    Certainty,
    Event,
    Factuality,
    Frame,
    Item,
    Participant,
    Polarity,
    Span,
    Timex,
)

SCHEMAS = Path(__file__).parents[2] / "docs" / "schema"
PLAIN = {
    str: st.text(st.characters(), max_size=8),  # halves of surrogate pairs too
    int: st.integers(-(2**53), 2**53),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    NoneType: st.none(),
}


def things(kind: Any) -> st.SearchStrategy[Any]:
    """Every thing of a type of the model, built from the annotations of its fields."""
    if kind in PLAIN:
        return PLAIN[kind]
    if get_origin(kind) is tuple:
        return st.lists(things(get_args(kind)[0]), max_size=2).map(tuple)
    if isinstance(kind, UnionType):
        return st.one_of(*map(things, get_args(kind)))
    if issubclass(kind, enum.Enum):
        return st.sampled_from(kind)
    return st.builds(kind, **{name: things(hint) for name, hint in get_type_hints(kind).items()})


EVENT = Event(
    id="e1",
    article="a1",
    trigger=Span(8, 12, "sold"),
    type="AID",
    mode=None,
    frame=Frame.TRANSFER,
    participants=(Participant("supplier", "NOR", "Norway", Span(0, 6, "Norway")),),
    factuality=Factuality(Certainty.CERTAIN, Polarity.POSITIVE, 3.0),
    item=Item("missile", "NSM", Span(13, 16, "NSM")),
)


def test_an_event_as_documented() -> None:
    assert json.loads(jsonform.encode(EVENT)) == {
        "id": "e1",
        "article": "a1",
        "trigger": {"start": 8, "end": 12, "text": "sold"},
        "type": "AID",
        "mode": None,
        "frame": "transfer",
        "participants": [
            {
                "role": "supplier",
                "actor": "NOR",
                "name": "Norway",
                "span": {"start": 0, "end": 6, "text": "Norway"},
                "inferred": False,
            }
        ],
        "factuality": {"certainty": "certain", "polarity": "positive", "value": 3.0, "observed": True},
        "item": {"class": "missile", "designation": "NSM", "span": {"start": 13, "end": 16, "text": "NSM"}},
        "quantity": None,
        "money": None,
        "stage": None,
        "time": None,
    }


def test_builtins_are_the_same_form() -> None:
    assert json.dumps(jsonform.to_builtins(EVENT)) == json.dumps(json.loads(jsonform.encode(EVENT)))


def test_fields_that_a_reader_does_not_know_are_ignored() -> None:
    timex = Timex(Span(0, 7, "Tuesday"), "DATE", "2022-07-12", "2022-07-12")
    line = jsonform.encode({"article": "a1", "external_id": "x", **jsonform.to_builtins(timex)})
    assert jsonform.decode(Timex, line) == timex


@pytest.mark.parametrize("kind", jsonform.TOP_LEVEL)
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(data=st.data())
def test_round_trip_and_schema(kind: type, data: st.DataObject) -> None:
    thing = data.draw(things(kind))
    encoded = jsonform.encode(thing)
    assert b"\n" not in encoded
    assert jsonform.decode(kind, encoded) == thing
    jsonschema.Draft202012Validator(jsonform.schema(kind)).validate(json.loads(encoded))


@pytest.mark.parametrize("kind", jsonform.TOP_LEVEL)
def test_published_schema_is_the_one_of_the_types(kind: type) -> None:
    published = json.loads((SCHEMAS / f"{kind.__name__.lower()}.json").read_text("utf-8"))
    assert published == jsonform.schema(kind), "run make docs and commit docs/schema"
    jsonschema.Draft202012Validator.check_schema(published)


def test_nothing_else_is_published() -> None:
    assert {path.stem for path in SCHEMAS.iterdir()} == {kind.__name__.lower() for kind in jsonform.TOP_LEVEL}


@pytest.mark.parametrize("missing", ["title", "published"])
def test_schema_wants_unknowns_said(missing: str) -> None:
    form = jsonform.to_builtins(Article("a1", "x", "Text."))
    del form[missing]
    with pytest.raises(jsonschema.ValidationError, match=missing):
        jsonschema.validate(form, jsonform.schema(Article))


def test_wrong_type_names_its_place() -> None:
    with pytest.raises(msgspec.ValidationError, match=r"\$\.start"):
        jsonform.decode(Span, '{"start": "0", "end": 4, "text": "Iran"}')


def test_what_is_not_json_is_refused() -> None:
    with pytest.raises(json.JSONDecodeError):
        jsonform.decode(Span, '{"start": 0, "end"')
