"""What each export makes of claims: nothing planned becomes a fact, nothing unseen a denial."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.brief import claim, claims
from tests.exported import AGAIN, KOREA, PLANNED, UNSEEN, exported, ledger
from tests.made import posted

from reportedly.exportdesk import FORMS
from reportedly.exporting import tables
from reportedly.exporting.cited import Cited
from reportedly.exporting.citedthread import CitedThread
from reportedly.exporting.html import thread_html
from reportedly.exporting.plover import auxiliary_modes, plover_record
from reportedly.exporting.sipri import COLUMNS, register_rows, safe
from reportedly.exporting.stix import opinion_of
from reportedly.exporting.webannotations import target
from reportedly.ledger.entries import Accept
from reportedly.model import Article, Claim, Span
from reportedly.threads.build import threads_of

NOON = datetime(2022, 9, 1, 12, tzinfo=UTC)


def cited(one: Claim) -> Cited:
    """A claim in an article that is no more than its words."""
    article = Article(one.article, one.external_id, " ".join(span.text for span in one.evidence))
    return Cited(one, article, one.article, NOON)


def told(*lines: str) -> CitedThread:
    """The thread of a story in which each line is an article of its own."""
    made = [claim(f"a{number}: {line}", at=number) for number, line in enumerate(lines)]
    (thread,) = threads_of([(one,) for one in made])
    return CitedThread(thread, {one.id: cited(one) for one in made})


def register(*lines: str) -> list[dict[str, str]]:
    """The rows of the register that a story gives, what is empty left out."""
    found = register_rows(told(*lines))
    assert not isinstance(found, str), found
    shown = [dict(zip(COLUMNS, row, strict=True)) for row in found]
    return [{name: cell for name, cell in row.items() if cell and name != "Comments"} for row in shown]


PARTIES = {"Recipient": "Russia", "Supplier": "Iran", "Weapon description": "uav"}


@pytest.mark.parametrize(
    ("lines", "row"),
    [
        (
            ["2022-08-30 USA occurred IRN>RUS uav stage=completed"],
            {"Year(s) of delivery": "(2022)"},
        ),
        # Two sides say so, and the year is said: nothing is in brackets.
        (
            [
                "2022-08-30 USA occurred IRN>RUS uav happens=2022-08 many=six",
                "2022-08-31 GBR occurred IRN>RUS uav happens=2022-08",
            ],
            {"Year(s) of delivery": "2022", "Number delivered": "1"},
        ),
        # One that takes part says so itself.
        (["2022-11-05 IRN occurred IRN>RUS uav happens=2022"], {"Year(s) of delivery": "2022"}),
        # Contested.
        (
            [
                "2022-08-30 USA occurred IRN>RUS uav happens=2022-08",
                "2022-08-31 IRN denied IRN>RUS uav happens=2022-08",
            ],
            {"Year(s) of delivery": "(2022)"},
        ),
        # Deliveries have begun.
        (["2022-10-17 USA under-way IRN>RUS uav stage=under-way"], {"Year(s) of delivery": "(2022)"}),
        # Over a turn of the year: either may be the one.
        (
            ["2023-02-01 IRN occurred IRN>RUS uav happens=2022-11/2023-01"],
            {"Year(s) of delivery": "(2022); (2023)"},
        ),
        # Ordered, and nothing delivered as far as anybody says.
        (
            ["2022-07-11 IRN planned IRN>RUS uav stage=agreed happens=2022 many=one"],
            {"Year of order": "2022", "Number ordered": "1"},
        ),
        (
            [
                "2021-12-11 USA planned IRN>RUS uav stage=agreed",
                "2022-01-30 USA occurred IRN>RUS uav stage=completed",
            ],
            {"Year of order": "(2021)", "Year(s) of delivery": "(2022)"},
        ),
    ],
)
def test_register(lines: list[str], row: dict[str, str]) -> None:
    assert register(*lines) == [{**PARTIES, **row}]


@pytest.mark.parametrize(
    "lines",
    [
        ["2022-07-11 USA planned IRN>RUS uav stage=prepared"],
        ["2022-07-11 USA planned IRN>RUS uav stage=prepared", "2022-07-13 USA not-observed IRN>RUS uav"],
        ["2022-07-11 USA possible IRN>RUS uav stage=agreed"],
        ["2022-07-11 USA occurred IRN>RUS uav stage=sought"],
        ["2022-07-15 IRN denied IRN>RUS uav"],
        ["2022-07-19 Q asked IRN>RUS uav"],
        # Taken back by who said it.
        ["2022-08-30 USA occurred IRN>RUS uav", "2022-09-02 USA denied IRN>RUS uav | that was incorrect"],
        ["2022-07-11 USA planned IRN>RUS uav stage=agreed", "2022-08-01 USA cancelled IRN>RUS uav"],
    ],
)
def test_what_is_neither_ordered_nor_delivered_is_in_no_register(lines: list[str]) -> None:
    assert register_rows(told(*lines)) == "neither ordered nor delivered as far as anybody holds"


def test_a_row_for_each_designation_with_its_own_words() -> None:
    rows = register_rows(
        told(
            "2022-08-30 USA occurred IRN>RUS uav which=Mohajer-6 | Mohajer-6 drones arrived",
            "2022-08-31 USA occurred IRN>RUS uav which=Shahed | Shahed drones arrived",
            "2022-09-01 USA occurred IRN>RUS uav many=one | one arrived",
        )
    )
    shown = [
        (row[4], row[6], [name in row[9] for name in ("Mohajer-6 d", "Shahed d", "one arr")]) for row in rows
    ]
    assert shown == [
        ("", "(1)", [False, False, True]),
        ("Mohajer-6", "", [True, False, False]),
        ("Shahed", "", [False, True, False]),
    ]


def test_who_is_not_known_and_what_is_no_transfer() -> None:
    (row,) = register("2022-08-30 USA occurred ?>RUS uav")
    assert row["Supplier"] == "unknown supplier(s)"
    assert register_rows(told("2022-08-30 USA occurred USA>RUS ? frame=sanction")) == "no transfer"


@given(st.text())
def test_no_cell_is_a_formula(text: str) -> None:
    assert not safe(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert text in safe(text)


@pytest.mark.parametrize(
    ("line", "modes"),
    [
        ("2022-08-30 USA occurred IRN>RUS uav", ()),
        ("2022-08-30 USA under-way IRN>RUS uav", ()),
        ("2022-07-11 USA planned IRN>RUS uav", ("future",)),
        ("2022-07-11 USA occurred IRN>RUS uav stage=agreed", ("future",)),
        ("2022-07-11 USA occurred IRN>RUS uav happens=2022-09", ("future",)),
        ("2022-07-11 USA possible IRN>RUS uav", ("hypothetical",)),
        ("2022-07-11 Q asked IRN>RUS uav", ("hypothetical",)),
        ("2022-07-11 USA unclear IRN>RUS uav", ("hypothetical",)),
        ("2022-07-11 USA not-observed IRN>RUS uav", ("hypothetical",)),
        ("2022-07-11 IRN denied IRN>RUS uav", ("negated",)),
        ("2022-07-11 IRN cancelled IRN>RUS uav", ("negated",)),
        ("2022-07-11 IRN denied IRN>RUS uav happens=2023", ("negated", "future")),
        ("2022-07-11 USA occurred IRN>RUS uav happens=1985", ("historical",)),
        ("2022-07-11 USA occurred IRN>RUS uav happens=2022-01", ()),
    ],
)
def test_auxiliary_modes(line: str, modes: tuple[str, ...]) -> None:
    assert auxiliary_modes(claim(line)) == modes


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("2022-07-11 USA occurred IRN>RUS uav", "no PLOVER type"),
        ("2022-07-11 USA occurred ?>RUS ? type=AID", "nobody known to act"),
        ("? USA occurred IRN>RUS ? type=AID", "no day known"),
    ],
)
def test_what_plover_has_no_place_for(line: str, why: str) -> None:
    assert plover_record(cited(claim(line))) == why


PLOVER_REQUIRED = {"id", "date", "source", "event"}
PLOVER_KNOWN = {
    *PLOVER_REQUIRED,
    *("enddate", "recipient", "event_text", "quad_code", "mode", "context", "text", "text_info", "cite_info"),
    *("coder", "coded_date", "comment", "auxiliary_modes", "reportedly"),
}


def test_plover_records_have_the_fields_of_the_manual() -> None:
    with ledger() as store:
        records = [json.loads(line) for line in exported(store, "plover")[0].splitlines()]
    assert [record["context"] for record in records] == [["future"], ["hypothetical"], [], []]
    for record in records:
        assert set(record) >= PLOVER_REQUIRED
        assert set(record) <= PLOVER_KNOWN
        assert date.fromisoformat(record["date"])
        assert [actor["code"] for actor in record["recipient"]] == ["RUS"]
        assert (record["event"], record["quad_code"]) == (["AID"], 2)
        assert record["text"]
        assert record["reportedly"]["claim"] == record["id"]


@pytest.mark.parametrize(
    ("line", "opinion"),
    [
        ("2022-08-30 USA occurred IRN>RUS uav", "strongly-agree"),
        ("2022-08-30 USA under-way IRN>RUS uav", "agree"),
        ("2022-08-30 USA planned IRN>RUS uav", "neutral"),
        ("2022-08-30 USA occurred IRN>RUS uav stage=agreed", "neutral"),
        ("2022-08-30 USA possible IRN>RUS uav", "neutral"),
        ("2022-08-30 USA not-observed IRN>RUS uav", "neutral"),
        ("2022-08-30 USA unclear IRN>RUS uav", "neutral"),
        ("2022-08-30 IRN denied IRN>RUS uav", "strongly-disagree"),
        ("2022-08-30 IRN cancelled IRN>RUS uav", "disagree"),
        ("2022-08-30 Q asked IRN>RUS uav", None),
    ],
)
def test_opinion(line: str, opinion: str | None) -> None:
    assert opinion_of(claim(line)) == opinion


def test_as_of_a_day() -> None:
    """What was said later is in no claim, thread or row of it."""
    with ledger() as store:
        assert b"North Korea" in exported(store, "sipri")[0]
        early = exported(store, "sipri", as_of="2022-07-26")[0]
        assert len(list(csv.DictReader(io.StringIO(early.decode())))) == 0
        for form in set(FORMS) - {"sipri", "parquet", "jsonl"}:
            found = exported(store, form, as_of="2022-07-26")[0]
            assert PLANNED.claims[0].id.encode() in found
            assert AGAIN.claims[1].id.encode() not in found
            assert KOREA.claims[0].id.encode() not in found


def test_what_a_person_rejected_is_exported_by_none_but_the_record() -> None:
    with ledger() as store:
        for form in FORMS:
            found, _ = exported(store, form)
            assert (PLANNED.claims[1].id.encode() in found) is (form == "jsonl")


@pytest.mark.parametrize("form", FORMS)
def test_the_same_bytes_every_time(form: str) -> None:
    with ledger() as store:
        assert exported(store, form) == exported(store, form)


# Web Annotations: the rules of the model for what we use of it.
MOTIVATIONS = {"assessing", "classifying", "commenting", "describing", "identifying", "linking", "tagging"}


def test_annotations_keep_to_the_model() -> None:
    texts = {read.article.id: read.article.text for read in (PLANNED, UNSEEN, AGAIN, KOREA)}
    with ledger() as store:
        collection = json.loads(exported(store, "annotations")[0])
    assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert collection["type"] == "AnnotationCollection"
    items = collection["first"]["items"]
    assert collection["total"] == len(items) == 4
    assert len({item["id"] for item in items}) == 4
    for item in items:
        assert item["type"] == "Annotation"
        assert datetime.fromisoformat(item["created"]).tzinfo
        assert set(item["motivation"]) <= MOTIVATIONS
        assert {body["purpose"] for body in item["body"]} <= MOTIVATIONS
        assert item["target"]
        for each in item["target"]:
            quote, place = each["selector"]
            text = texts[each["source"]["id"].rpartition(":")[2]]
            assert text[place["start"] : place["end"]] == quote["exact"]
            assert quote["prefix"] + quote["exact"] + quote["suffix"] in text
    assert items[0]["target"][0]["scope"] == PLANNED.article.url


@given(text=st.text(min_size=1), data=st.data())
def test_selectors_reproduce_any_evidence(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote, place = target(Span(start, end, text[start:end]), Article("a", "a", text))["selector"]
    assert text[place["start"] : place["end"]] == quote["exact"]
    before = place["start"] - len(quote["prefix"])
    around = quote["prefix"] + quote["exact"] + quote["suffix"]
    assert text[before : before + len(around)] == around


def test_schema_org_claims_and_reviews_of_what_a_person_judged() -> None:
    with ledger() as store:
        graph = json.loads(exported(store, "schema-org")[0])
    assert graph["@context"] == "https://schema.org"
    claimed = {node["@id"]: node for node in graph["@graph"] if node["@type"] == "Claim"}
    reviews = [node for node in graph["@graph"] if node["@type"] == "ClaimReview"]
    assert len(claimed) + len(reviews) == len(graph["@graph"])
    assert [(one["author"]["name"], one["reviewRating"]["alternateName"]) for one in reviews] == [
        ("ann", "accepted"),
        ("ann", "corrected"),
    ]
    assert all(one["itemReviewed"]["@id"] in claimed for one in reviews)
    assert not any("ratingValue" in one["reviewRating"] for one in reviews), "it says nothing of truth"
    for node in claimed.values():
        assert node["text"]
        assert node["author"][0] == {"@type": "Person", "name": "John Kirby"}
        assert node["firstAppearance"] == node["appearance"][0]
        assert node["firstAppearance"]["@type"] == "NewsArticle"


def test_parquet_has_the_documented_columns_and_types() -> None:
    with ledger() as store:
        table = pq.read_table(io.BytesIO(exported(store, "parquet")[0]))
    assert table.schema.equals(tables.schema(tables.CLAIM_COLUMNS))
    assert table.column("status").to_pylist() == ["planned", "not observed", "occurred", "occurred"]
    assert table.column("item").to_pylist()[-1] == "missile", "as a person corrected it"
    assert table.column("judged_by").to_pylist() == [["ann"], [], [], ["ann"]]
    row: dict[str, Any] = table.slice(0, 1).to_pylist()[0]
    assert (row["said"], row["said_first"], row["said_last"]) == ("2022-07-11", *[date(2022, 7, 11)] * 2)
    assert row["evidence"] == [{"start": 0, "end": 19, "text": "IRN planned uav RUS"}]
    assert row["recorded"].tzinfo
    assert table.schema.field("said_first").type == pa.date32()


def test_bounds_of_dates_in_a_table() -> None:
    made = claims("2022-02/.. USA planned IRN>RUS uav\n? USA planned IRN>RUS uav happens=2023")
    rows = tables.batch(tables.CLAIM_COLUMNS, map(cited, made)).to_pylist()
    shown = [
        [row[name] for name in ("said_first", "said_last", "happens_first", "happens_last")] for row in rows
    ]
    assert shown == [
        [date(2022, 2, 1), None, None, None],
        [None, None, date(2023, 1, 1), date(2023, 12, 31)],
    ]


def test_the_reference_has_the_columns() -> None:
    """Written by ``make schemas``."""
    page = (Path(__file__).parents[2] / "docs/reference/tables.md").read_text("utf-8")
    assert tables.described(tables.CLAIM_COLUMNS) in page
    assert tables.described(tables.THREAD_COLUMNS) in page


ATTACK = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


def test_hostile_text_shows_as_text() -> None:
    made = [claim(f"2022-07-11 {who} planned IRN>RUS uav | {ATTACK}") for who in ("USA", "<b>x</b>")]
    for one in made:
        (thread,) = threads_of([(one,)])
        shown = thread_html(thread)
        assert "<script" not in shown
        assert "<img" not in shown
        assert "<b>" not in shown
        assert "&lt;script&gt;" in shown


@settings(max_examples=10, deadline=None)
@given(text=st.text(min_size=1, max_size=20), by=st.text(min_size=1))
def test_whatever_stands_in_an_article_every_export_is_whole(text: str, by: str) -> None:
    read = posted(f"{text} IRN occurred uav RUS {text}", outlet=text, url=f"https://a.example/{text}")
    with ledger((read, Accept(read.claims[0].id, by))) as store:
        for form in ("stix", "annotations", "schema-org"):
            assert json.loads(exported(store, form)[0])
        for form in ("jsonl", "plover", "ftm"):
            assert all(map(json.loads, exported(store, form)[0].split(b"\n")[:-1]))
        rows = list(csv.reader(io.StringIO(exported(store, "sipri")[0].decode(), newline="")))
        assert {len(row) for row in rows} == {len(COLUMNS)}
