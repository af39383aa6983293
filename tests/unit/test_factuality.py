"""Invented sentences and what a careful reader says of the event in each: status and stage."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.model import (
    Certainty,
    CueKind,
    Factuality,
    Passage,
    PassageKind,
    Polarity,
    Span,
    Stage,
)
from reportedly.reading.factuality import assess, under_cue
from reportedly.reading.marks import Assessment
from reportedly.reading.nlp import parse
from reportedly.reading.parse import Parse
from reportedly.reading.status import status


def parsed(text: str, kind: PassageKind = PassageKind.BODY) -> Parse:
    whole = Span(0, len(text), text)
    return parse(text, (Passage(kind, whole, whole),))


def at(reading: Parse, word: str) -> int:
    return reading.lowers.index(word.lower())


def read(text: str, word: str, own: Stage | None = None) -> Assessment:
    reading = parsed(text)
    return assess(reading, at(reading, word), own_stage=own)


def called(found: Assessment) -> str:
    return status(found.factuality, found.stage, asked=found.asked, declined=found.declined).value


HAPPENED = [
    ("Norland delivered forty trucks to Suvia on Monday.", "delivered"),
    ("Forty trucks were delivered to Suvia.", "delivered"),
    ("Suvia has received the trucks.", "received"),
    ("The delivery of the trucks took place in March.", "delivery"),
    ("The delivery angered its neighbours.", "delivery"),
    ("Norland managed to deliver the trucks.", "deliver"),
    ("Norland was forced to sell the ships.", "sell"),
    ("Norland helped train the recruits.", "train"),
    ("Suvia did not fail to pay for the trucks.", "pay"),
    ("Norland regrets that it sold the ships.", "sold"),
    ("Norland did not know that its dealer had sold the ships.", "sold"),
    ("After delivering the trucks, the convoy went home.", "delivering"),
    ("Norland completed the delivery in March.", "delivery"),
    ("Officials confirmed that Norland delivered the trucks.", "delivered"),
    ("What we are assessing is that Suvia has received both types of truck.", "received"),
    ("I can confirm that Norland has delivered the trucks.", "delivered"),
    ("I would note that Norland has delivered the trucks.", "delivered"),
    ("The trucks that Norland delivered were old.", "delivered"),
    ("Because Norland sold the ships, the talks ended.", "sold"),
    ("Not only did Norland deliver the trucks, it also sent drivers.", "deliver"),
    ("Norland stopped delivering fuel in March.", "delivering"),
    ("Norland no longer supplies fuel.", "supplies"),
    ("Norland was able to deliver the trucks.", "deliver"),
    ("The ships, which Norland sold last year, need repairs.", "sold"),
    ("Critics condemned the sale.", "sale"),
    ("Norland rejected the offer.", "offer"),
    ("Selling the ships shows every sign of despair.", "selling"),
    ("Norland barely managed to deliver the trucks.", "deliver"),
    ("According to officials, Norland sold the ships.", "sold"),
    ("The training of recruits has ended.", "training"),
    ("Norland, which has sold ships before, will sell more.", "sold"),
    ("Norland announced it had delivered forty trucks.", "delivered"),
    ("Norland failed to win the bid and filed for bankruptcy.", "filed"),
    ("Suvia was criticised for selling the ships.", "selling"),
    ("Norland has supplied no fewer than forty trucks.", "supplied"),
]

UNDER_WAY = [
    ("Norland is delivering trucks to Suvia.", "delivering"),
    ("Norland has been shipping trucks to Suvia.", "shipping"),
    ("Norland has begun to ship the trucks.", "ship"),
    ("Norland began shipping trucks in May.", "shipping"),
    ("Norland continues to ship trucks.", "ship"),
    ("Norland has resumed deliveries of fuel.", "deliveries"),
    ("The training began on Monday.", "training"),
    ("Trucks are being delivered to Suvia.", "delivered"),
    ("Norland did not stop shipping trucks.", "shipping"),
    ("Norland will continue to ship trucks.", "ship"),
    ("The training of recruits is under way.", "training"),
    ("Norland is helping train the recruits.", "train"),
    ("Deliveries of trucks have begun.", "deliveries"),
    ("Norland supplies Suvia with trucks.", "supplies"),
]

PLANNED = [
    ("Norland would supply Suvia with trucks.", "supply"),
    ("The minister said Norland would supply Suvia with trucks.", "supply"),
    ("Norland will supply Suvia with trucks.", "supply"),
    ("Norland is preparing to supply Suvia with trucks.", "supply"),
    ("Norland plans to supply Suvia with trucks.", "supply"),
    ("Norland was planning to do so.", "do"),
    ("Norland agreed to supply Suvia with trucks.", "supply"),
    ("Norland is expected to supply Suvia with trucks.", "supply"),
    ("The training is set to begin in June.", "training"),
    ("Sessions set to begin in June will be short.", "sessions"),
    ("The delivery is slated for June.", "delivery"),
    ("The delivery is expected to take place in June.", "delivery"),
    ("Norland is ready to supply trucks.", "supply"),
    ("Norland wants to buy the trucks.", "buy"),
    ("Norland sought to buy the trucks.", "buy"),
    ("Norland is going to supply trucks.", "supply"),
    ("Norland is about to ship the trucks.", "ship"),
    ("Norland is delivering the trucks next week.", "delivering"),
    ("Norland pledged to send trucks.", "send"),
    ("Norland promised a delivery of trucks.", "delivery"),
    ("Plans for the sale are far along.", "sale"),
    ("Talks on the sale went well.", "sale"),
    ("The planned sale of ships drew protests.", "sale"),
    ("Norland delayed the delivery until June.", "delivery"),
    ("The deal to sell ships was signed in May.", "sell"),
    ("Norland has decided to send trucks.", "send"),
    ("Norland tried to buy the trucks.", "buy"),
    ("The army is to receive forty trucks.", "receive"),
    ("Norland announced the delivery of forty trucks.", "delivery"),
    ("Parliament approved the sale of forty ships.", "sale"),
    ("Norland signed a contract for the sale of forty ships.", "sale"),
    ("Norland and Suvia are negotiating the sale of ships.", "sale"),
    ("Norland was due to deliver the trucks on Friday.", "deliver"),
    ("Deliveries of trucks will begin in June.", "deliveries"),
    ("Norland will resume deliveries.", "deliveries"),
    ("Norland may sell the ships, with sessions set to begin in June.", "sessions"),
    ("Norland warned that Suvia was planning to sell the ships.", "sell"),
    ("Norland will deliver and install the pumps.", "install"),
    ("We have not seen a sale, despite reports that Norland was planning to sell.", "sell"),
    ("Norland had been expected to deliver the trucks but did not.", "deliver"),
]

POSSIBLE = [
    ("Norland might supply Suvia with trucks.", "supply"),
    ("Norland reportedly received the trucks.", "received"),
    ("Suvia appears to have received the trucks.", "received"),
    ("Officials believe that Suvia has received the trucks.", "received"),
    ("Intelligence suggests that Suvia has received the trucks.", "received"),
    ("We have seen evidence of a delivery.", "delivery"),
    ("Norland is considering selling the ships.", "selling"),
    ("Norland offered to sell the ships.", "sell"),
    ("Norland threatened to sell the ships.", "sell"),
    ("Norland is suspected of selling the ships.", "selling"),
    ("Norland allegedly sold the ships.", "sold"),
    ("If Norland sells the ships, prices will fall.", "sells"),
    ("If Norland sells the ships, prices will fall.", "fall"),
    ("Unless Norland sells the ships, it will go broke.", "sells"),
    ("Should Norland sell the ships, the talks would end.", "sell"),
    ("In case of a sale, the talks would end.", "sale"),
    ("Norland was allowed to sell the ships.", "sell"),
    ("The proposed sale drew protests.", "sale"),
    ("A possible sale of ships drew protests.", "sale"),
    ("The alleged sale drew protests.", "sale"),
    ("Suvia called for a delivery of trucks.", "delivery"),
    ("The delivery of trucks could follow.", "delivery"),
    ("Suvia asked Norland to deliver the trucks.", "deliver"),
    ("There is a risk of a sale to Suvia.", "sale"),
    ("Suvia urged Norland to sell the ships.", "sell"),
    ("Norland can deliver the trucks.", "deliver"),
    ("Norland should deliver the trucks.", "deliver"),
    ("Norland has to deliver the trucks.", "deliver"),
    ("Norland and Suvia discussed the sale of ships.", "sale"),
    ("Norland is deciding what to send.", "send"),
    ("Norland puts the priority on delivering trucks.", "delivering"),
    ("Norland is said to have sold the ships.", "sold"),
    ("Norland must have sold the ships.", "sold"),
    ("Norland could have sold the ships.", "sold"),
    ("If Norland had sold the ships, it would be rich.", "sold"),
    ("Norland would have sold the ships if asked.", "sold"),
    ("Without a sale, the yard will close.", "sale"),
    ("Any sale of ships would break the law.", "sale"),
    ("Deliver the trucks now.", "deliver"),
    ("Suvia cannot win through the purchase of trucks.", "purchase"),
    ("Norland sent a team to train the recruits.", "train"),
    ("Norland is accused of selling ships.", "selling"),
    ("Norland fears that Suvia will sell the ships.", "sell"),
]

NOT_OBSERVED = [
    ("We have seen no indications of any delivery.", "delivery"),
    ("We’ve seen no indications of any sort of actual delivery or purchase.", "delivery"),
    ("We’ve seen no indications of any sort of actual delivery or purchase.", "purchase"),
    ("Norland has not seen Suvia buy any trucks.", "buy"),
    ("We haven't seen evidence that Suvia bought trucks.", "bought"),
    ("We have no evidence of a sale.", "sale"),
    ("There is no evidence that Norland sold the ships.", "sold"),
    ("There's been no indication that Norland sold the ships.", "sold"),
    ("We don't have any indications that the sale has actually occurred.", "sale"),
    ("We don't have any indications that the sale has actually occurred.", "occurred"),
    ("We have yet to see Norland sell the ships.", "sell"),
    ("I cannot confirm that Norland sold the ships.", "sold"),
    ("We are not aware of any sale.", "sale"),
    ("I'm not aware that Norland sold the ships.", "sold"),
    ("The ministry had not seen anything that has been delivered.", "delivered"),
    ("The ministry has seen nothing that has been delivered.", "delivered"),
    ("Inspectors found no trace of a delivery.", "delivery"),
    ("The purchases appear not to have materialized.", "materialized"),
    ("The purchases appear not to have materialized.", "purchases"),
    ("Norland doesn't appear to have delivered the trucks.", "delivered"),
    ("The minister warned against the purchases, which appear not to have materialized.", "purchases"),
    ("We have not observed deliveries of trucks.", "deliveries"),
    ("We have seen no movement and no deliveries.", "deliveries"),
    ("Officials have found no proof of any sale.", "sale"),
    ("We are not in a position to confirm that Norland sold the ships.", "sold"),
    ("There is nothing to suggest that Norland sold the ships.", "sold"),
    ("We have not seen any evidence to suggest that Suvia received the trucks.", "received"),
    ("We have no information about the delivery.", "delivery"),
    ("There is little evidence that Norland sold the ships.", "sold"),
    ("I haven't seen the report that Norland sold the ships.", "sold"),
    ("We don't see any sign of Norland delivering trucks.", "delivering"),
]

DENIED = [
    ("Norland did not deliver the trucks.", "deliver"),
    ("Norland has not delivered the trucks.", "delivered"),
    ("Norland never delivered the trucks.", "delivered"),
    ("Norland denied that it sold the ships.", "sold"),
    ("Norland denied selling the ships.", "selling"),
    ("Norland failed to deliver the trucks.", "deliver"),
    ("Norland refused to deliver the trucks.", "deliver"),
    ("Norland was prevented from delivering the trucks.", "delivering"),
    ("Norland avoided selling the ships.", "selling"),
    ("Norland forgot to deliver the trucks.", "deliver"),
    ("No trucks were delivered.", "delivered"),
    ("Norland delivered no trucks.", "delivered"),
    ("There was no delivery.", "delivery"),
    ("Norland has yet to deliver the trucks.", "deliver"),
    ("Norland left without delivering the trucks.", "delivering"),
    ("Norland will not deliver the trucks.", "deliver"),
    ("Norland cannot deliver the trucks.", "deliver"),
    ("Norland has no plans to sell the ships.", "sell"),
    ("Norland has no intention of selling the ships.", "selling"),
    ("Norland did not plan to sell the ships.", "sell"),
    ("We do not believe that Norland sold the ships.", "sold"),
    ("Neither Norland nor Suvia delivered trucks.", "delivered"),
    ("Norland did not buy or lease the ships.", "lease"),
    ("The lack of deliveries angered Suvia.", "deliveries"),
    ("Norland almost sold the ships.", "sold"),
    ("Norland was unable to deliver the trucks.", "deliver"),
    ("It's not true that Norland sold the ships.", "sold"),
    ("Reports that Norland sold the ships are false.", "sold"),
    ("Norland rejected the report that it had sold the ships.", "sold"),
    ("Deliveries of trucks have not begun.", "deliveries"),
    ("Nobody has delivered anything.", "delivered"),
    ("Norland denied the sale.", "sale"),
    ("The sale fell through.", "sale"),
    ("Parliament blocked the sale.", "sale"),
    ("The delivery never took place.", "delivery"),
    ("Norland is unlikely to deliver the trucks.", "deliver"),
]

UNCLEAR = [
    ("It is unclear whether Norland has delivered the trucks.", "delivered"),
    ("The minister declined to comment on the sale.", "sale"),
    ("The minister declined to say whether Norland sold the ships.", "sold"),
    ("We do not know if Norland sold the ships.", "sold"),
    ("The minister would not say whether Norland sold the ships.", "sold"),
    ("I can't speak to whether the transfer took place.", "transfer"),
    ("I can't speak to the transfer.", "transfer"),
    ("It remains to be seen whether Norland delivers the trucks.", "delivers"),
    ("Whether Norland delivered the trucks is not known.", "delivered"),
    ("The minister did not say that Norland sold the ships.", "sold"),
    ("Norland acted as if it had sold the ships.", "sold"),
    ("Norland may not have delivered the trucks.", "delivered"),
    ("Parliament banned the sale of ships.", "sale"),
    ("Norland has neither confirmed nor denied selling the ships.", "selling"),
    ("Norland would not confirm or deny the sale.", "sale"),
    ("I have nothing to announce on the sale.", "sale"),
    ("I don't have anything to share on the transfer of trucks.", "transfer"),
    ("I'm not going to speculate about whether Norland sold the ships.", "sold"),
    ("We'll see if Norland sells the ships.", "sells"),
    ("It depends on whether Norland sells the ships.", "sells"),
    ("Norland has agreed not to sell ships.", "sell"),
    ("Our goal is to prevent Suvia from selling the ships.", "selling"),
    ("Norland opposes the sale.", "sale"),
    ("Our goal is to make sure that Suvia never obtains the missiles.", "obtains"),
    ("We will ensure that Suvia does not obtain the missiles.", "obtain"),
]

ASKED = [
    ("Did Norland deliver the trucks?", "deliver"),
    ("Norland sold the ships, didn't it?", "sold"),
    ("Have you seen any evidence that Norland sold the ships?", "sold"),
    ("Does the ministry have an indication that the sessions have started?", "started"),
    ("The reporter asked whether Norland sold the ships.", "sold"),
    ("She wondered if Norland sold the ships.", "sold"),
    ("“Is Norland selling ships?” the reporter asked.", "selling"),
]

CANCELLED = [
    ("Norland cancelled the sale.", "sale"),
    ("The sale was called off.", "sale"),
    ("They scrapped the delivery.", "delivery"),
    ("Norland halted deliveries of fuel.", "deliveries"),
    ("Norland suspended arms sales.", "sales"),
    ("The cancelled sale cost millions.", "sale"),
]

TABLES = {
    "occurred": HAPPENED,
    "under way": UNDER_WAY,
    "planned": PLANNED,
    "possible": POSSIBLE,
    "not observed": NOT_OBSERVED,
    "denied": DENIED,
    "unclear": UNCLEAR,
    "asked": ASKED,
    "cancelled": CANCELLED,
}


@pytest.mark.parametrize(
    ("expected", "text", "word"),
    [(expected, text, word) for expected, rows in TABLES.items() for text, word in rows],
)
def test_status_of_an_event_in_its_sentence(expected: str, text: str, word: str) -> None:
    found = read(text, word)
    assert called(found) == expected, found


STAGES = [
    ("Norland wants to buy the ships.", "buy", Stage.SOUGHT),
    ("Norland is negotiating the sale of ships.", "sale", Stage.NEGOTIATED),
    ("Norland agreed to sell the ships.", "sell", Stage.AGREED),
    ("Norland is preparing to sell the ships.", "sell", Stage.PREPARED),
    ("Norland is selling ships.", "selling", Stage.UNDER_WAY),
    ("Norland has sold the ships.", "sold", Stage.COMPLETED),
    ("Norland stopped selling ships.", "selling", Stage.ENDED),
    ("Norland cancelled the sale.", "sale", Stage.CANCELLED),
    ("Norland did not sell the ships.", "sell", None),
    ("It is unclear whether Norland sold the ships.", "sold", None),
]


@pytest.mark.parametrize(("text", "word", "stage"), STAGES)
def test_stage_of_an_event_in_its_sentence(text: str, word: str, stage: Stage | None) -> None:
    assert read(text, word).stage is stage


OWN_STAGES = [
    ("Suvia is looking to Norland for trucks.", "looking", Stage.SOUGHT, "occurred"),
    ("Suvia was reportedly looking to Norland for trucks.", "looking", Stage.SOUGHT, "possible"),
    ("Suvia is not looking for trucks.", "looking", Stage.SOUGHT, "denied"),
    ("Suvia will seek trucks.", "seek", Stage.SOUGHT, "planned"),
    ("Norland pledged forty trucks.", "pledged", Stage.AGREED, "planned"),
    ("Norland may pledge forty trucks.", "pledge", Stage.AGREED, "possible"),
    ("Norland is preparing a shipment.", "preparing", Stage.PREPARED, "planned"),
    ("Norland cancelled the order.", "cancelled", Stage.CANCELLED, "cancelled"),
    ("Norland has not cancelled the order.", "cancelled", Stage.CANCELLED, "planned"),
    ("Norland may cancel the order.", "cancel", Stage.CANCELLED, "unclear"),
]


@pytest.mark.parametrize(("text", "word", "own", "expected"), OWN_STAGES)
def test_what_the_trigger_itself_names(text: str, word: str, own: Stage, expected: str) -> None:
    assert called(read(text, word, own)) == expected


def test_a_headline_tells_the_past_in_the_present_tense() -> None:
    reading = parsed("Norland sells ships to Suvia", PassageKind.HEADLINE)
    assert called(assess(reading, at(reading, "sells"))) == "occurred"


def test_nothing_outside_the_content_is_read() -> None:
    reading = parsed("The minister denied that Norland had sold the ships.")
    content = (at(reading, "that"), at(reading, "ships") + 1)
    assert called(assess(reading, at(reading, "sold"))) == "denied"
    assert called(assess(reading, at(reading, "sold"), content=content)) == "occurred"


TOPS = [
    ("The ministry has not seen Norland buy trucks.", "buy", "seen"),
    ("We have no indications of a sale.", "sale", "have"),
    ("It is unclear whether Norland sold the ships.", "sold", "is"),
    ("Norland probably sold the ships.", "sold", "sold"),
    ("Norland is preparing to sell the ships.", "sell", "preparing"),
]


@pytest.mark.parametrize(("text", "word", "top"), TOPS)
def test_the_top_heads_the_clause_that_decides(text: str, word: str, top: str) -> None:
    reading = parsed(text)
    assert reading.lowers[assess(reading, at(reading, word)).top] == top


def test_reasons_name_the_word_that_decided() -> None:
    assert read("Norland is preparing to sell the ships.", "sell").reasons == (
        "preparing: a plan, not a deed",
    )


CUES = [
    ("Norland sold the ships.", "sold", CueKind.REPORT, False, "occurred"),
    ("Norland sold the ships.", "sold", CueKind.REPORT, True, "unclear"),
    ("Norland sold the ships.", "sold", CueKind.OWN, False, "occurred"),
    ("Norland sold the ships.", "sold", CueKind.BELIEF, False, "possible"),
    ("Norland sold the ships.", "sold", CueKind.BELIEF, True, "denied"),
    ("Norland sold the ships.", "sold", CueKind.EVIDENCE, False, "possible"),
    ("Norland sold the ships.", "sold", CueKind.EVIDENCE, True, "not observed"),
    ("Norland sold the ships.", "sold", CueKind.PERCEPTION, False, "occurred"),
    ("Norland sold the ships.", "sold", CueKind.PERCEPTION, True, "not observed"),
    ("Norland sold the ships.", "sold", CueKind.HEARSAY, False, "possible"),
    ("Norland sold the ships.", "sold", CueKind.QUESTION, False, "asked"),
    ("Norland sold the ships.", "sold", CueKind.DENIAL, False, "denied"),
    ("Norland sold the ships.", "sold", CueKind.DENIAL, True, "unclear"),
    ("Norland sold the ships.", "sold", CueKind.DECLINED, False, "unclear"),
    ("Norland sold the ships.", "sold", CueKind.DECLINED, True, "unclear"),
    ("Norland sells the ships.", "sells", CueKind.INTENTION, False, "planned"),
    ("Norland did not sell the ships.", "sell", CueKind.DENIAL, False, "unclear"),
    ("Norland plans to sell the ships.", "sell", CueKind.EVIDENCE, False, "planned"),
    ("Norland plans to sell the ships.", "sell", CueKind.DENIAL, False, "denied"),
    ("We have not seen a sale.", "sale", CueKind.BELIEF, False, "not observed"),
]


@pytest.mark.parametrize(("text", "word", "cue", "negated", "expected"), CUES)
def test_what_a_cue_makes_of_its_content(
    text: str, word: str, cue: CueKind, negated: bool, expected: str
) -> None:
    found = under_cue(read(text, word), cue, cue_negated=negated)
    assert called(found) == expected, found


@pytest.mark.parametrize("cue", list(CueKind))
@pytest.mark.parametrize("negated", [False, True])
def test_no_cue_makes_a_deed_of_a_plan(cue: CueKind, negated: bool) -> None:
    plan = read("Norland plans to sell the ships.", "sell")
    assert called(under_cue(plan, cue, cue_negated=negated)) not in ("occurred", "under way")


@pytest.mark.parametrize("stage", [None, *Stage])
@pytest.mark.parametrize("certainty", [c for c in Certainty if c is not Certainty.CERTAIN])
@pytest.mark.parametrize("polarity", list(Polarity))
def test_only_what_is_certain_occurred(stage: Stage | None, certainty: Certainty, polarity: Polarity) -> None:
    found = status(Factuality(certainty, polarity, 0.0), stage)
    assert found.value not in ("occurred", "under way")


def test_a_sentence_of_thousands_of_words_is_read_all_the_same() -> None:
    reading = parsed("Norland said that " * 3000 + "it sold ships")
    assert assess(reading, at(reading, "sold")).reasons == ()


DEEDS = frozenset(
    {"buy", "deliver", "delivery", "materialize", "purchase", "receive"}
    | {"sale", "sell", "ship", "supply", "train", "transfer"}
)


def documented() -> list[tuple[str, str]]:
    """Every example in the tables of docs/factuality.md, with the status that it stands for."""
    page = Path(__file__).parents[2] / "docs" / "factuality.md"
    rows = [line for line in page.read_text("utf-8").splitlines() if line.startswith("| ")]
    found = [(re.search(r"\*(.+?)\*", row), re.search(r"`([a-z ]+)`", row)) for row in rows]
    return [(text[1], word[1]) for text, word in found if text and word]


@pytest.mark.parametrize(("text", "expected"), documented())
def test_every_documented_example_is_read_as_documented(text: str, expected: str) -> None:
    reading = parsed(text)
    deeds = [
        token
        for token in range(len(reading))
        if reading.lemmas[token] in DEEDS and reading.pos[token] in ("VERB", "NOUN")
    ]
    assert expected in {called(assess(reading, token)) for token in deeds}


WORDS = re.findall(
    r"\S+",
    "Norland did not no any if whether will would may have has had been to sell sold selling the sale of "
    "and or that , seen evidence plans for refused ? “ ” with without never but is be said deny confirm",
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=25), st.sampled_from([None, *Stage]))
def test_any_words_in_any_order_are_read(words: list[str], own: Stage | None) -> None:
    reading = parsed(" ".join(words))
    for token in range(len(reading)):
        found = assess(reading, token, own_stage=own)
        assert -3 <= found.factuality.value <= 3
        assert 0 <= found.top < len(reading)
        assert not found.asked or called(found) == "asked"
        ahead = found.stage in (Stage.NEGOTIATED, Stage.AGREED, Stage.PREPARED)
        assert not (ahead and called(found) in ("occurred", "under way"))
