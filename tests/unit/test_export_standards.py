"""Exports as the standards' own libraries take them."""

from __future__ import annotations

import io
from itertools import groupby
from typing import Any

import pytest
import stix2
from tests.exported import KOREA, PLANNED, UNSEEN, exported, ledger


def test_stix_as_its_library_parses_it() -> None:
    with ledger() as store:
        bundle = stix2.parse(exported(store, "stix")[0], allow_custom=False)
    assert bundle.type == "bundle"
    kinds = [each.type for each in bundle.objects]
    assert {kind: kinds.count(kind) for kind in ("report", "note", "opinion")} == {
        "report": 2,
        "note": 5,
        "opinion": 5,
    }
    known = {each.id for each in bundle.objects}
    assert len(known) == len(bundle.objects)
    for each in bundle.objects:
        assert set(each.get("object_refs", ())) <= known
    noted = {each.external_references[0].external_id for each in bundle.objects if each.type == "note"}
    assert noted > {KOREA.claims[0].id, PLANNED.claims[0].id, UNSEEN.claims[0].id}


def test_an_opinion_is_on_the_report_and_is_its_authors() -> None:
    with ledger() as store:
        bundle = stix2.parse(exported(store, "stix", about="IRN uav")[0])
    (report,) = (each for each in bundle.objects if each.type == "report")
    opinions = [each for each in bundle.objects if each.type == "opinion"]
    assert [one.opinion for one in opinions] == ["neutral", "neutral", "neutral", "strongly-agree"]
    assert {tuple(one.object_refs) for one in opinions} == {(report.id,)}
    assert {tuple(one.authors) for one in opinions} == {("John Kirby",)}


def test_followthemoney_statements_as_its_library_takes_them() -> None:
    ftm = pytest.importorskip(
        "followthemoney", reason="followthemoney is not installed (constraints-standards.txt)"
    )
    statement = pytest.importorskip("followthemoney.statement")
    serialize = pytest.importorskip("followthemoney.statement.serialize")
    with ledger() as store:
        lines, tally = exported(store, "ftm")
    found: list[Any] = list(serialize.read_json_statements(io.BytesIO(lines)))
    assert len(found) == tally.written
    assert len({one.id for one in found}) == len(found)
    for one in found:
        assert one.id == one.generate_key()
        if one.prop != "id":
            kind = ftm.model.get(one.schema).get(one.prop).type
            assert kind.clean(one.value) == one.value, one.to_dict()
    dataset = ftm.Dataset.make({"name": "reportedly", "title": "reportedly"})
    by_entity = groupby(sorted(found, key=lambda one: str(one.entity_id)), key=lambda one: one.entity_id)
    entities = [statement.StatementEntity.from_statements(dataset, list(own)) for _, own in by_entity]
    for entity in entities:
        entity.schema.validate(entity.to_dict())
    notes = [entity for entity in entities if entity.schema.name == "Note"]
    assert len(notes) == 4
    known = {entity.id for entity in entities}
    assert all(set(note.get("entity")) <= known for note in notes)
    assert {entity.schema.name for entity in entities} == {"Article", "LegalEntity", "Note", "Person"}


def test_every_record_has_its_evidence_and_claim() -> None:
    claim = PLANNED.claims[0]
    with ledger() as store:
        for form in ("plover", "stix", "ftm", "annotations", "schema-org"):
            text = exported(store, form)[0].decode()
            assert claim.id in text
            assert claim.evidence[0].text in text
            assert "certain, positive" in text
