"""A headline beside a claim: does it agree, disagree, or only discuss?"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.threads.signs import sentences_of, signs_between, signs_in_article, words_in
from reportedly.threads.stance import Stance, stance_of

CLAIM = "Norland sold twelve ships to Westland"

STANCES = [
    ("Norland sold twelve ships to Westland", Stance.AGREES),
    ("Norland sells Westland twelve ships", Stance.AGREES),
    ("Norland denies it sold ships to Westland", Stance.DISAGREES),
    ("No, Norland did not sell Westland any ships", Stance.DISAGREES),
    ("Story of ships sold to Westland is a hoax", Stance.DISAGREES),
    ("Norland reportedly sold ships to Westland", Stance.DISCUSSES),
    ("Did Norland sell ships to Westland?", Stance.DISCUSSES),
    ("Report: Norland may have sold twelve ships to Westland", Stance.DISCUSSES),
]


@pytest.mark.parametrize(("headline", "stance"), STANCES)
def test_a_headline_beside_a_claim(headline: str, stance: Stance) -> None:
    assert stance_of(headline, CLAIM).stance is stance


def test_a_stance_has_reasons() -> None:
    assert any("refuting" in reason for reason in stance_of("Norland denies ship sale", CLAIM).reasons)


SIGNS = [
    ("Norland denies it sold ships", CLAIM, "refuting", 1.0),
    ("Norland denies it sold ships", CLAIM, "refuting at once", 1.0),
    ("They were sold, which Norland denies", CLAIM, "refuting at once", None),
    ("Norland denies it", "Norland denies the sale", "refuting", None),
    ("Norland didn’t sell them", CLAIM, "only one of them is negated", 1.0),
    ("Norland didn't sell", "Norland never sold", "only one of them is negated", 0.0),
    ("Norland sold ten ships in 2014", "Norland sold ships in 2015", "other numbers", 1.0),
    ("Ships sold?", CLAIM, "a question", 1.0),
    ("Norland selling of ships", "Norland ships", "share of the claim", 1.0),
    ("", "Norland ships", "share of the claim", 0.0),
]


@pytest.mark.parametrize(("text", "claim", "sign", "strength"), SIGNS)
def test_signs(text: str, claim: str, sign: str, strength: float | None) -> None:
    assert signs_between(text, claim).get(sign) == strength


def test_an_article_is_judged_by_the_sentences_about_the_claim() -> None:
    far = [f"Nothing of that kind was in week {week}." for week in range(5)]
    article = ["The harbour was busy.", *far, "Westland denies that Norland sold twelve ships."]
    assert signs_in_article(article, CLAIM)["refuting, and about the same"] == 1.0


def test_sentences_end_at_their_marks() -> None:
    assert sentences_of("They came. “Why?” he asked.\nNobody knew") == [
        "They came.",
        "“Why?",
        "he asked.",
        "Nobody knew",
    ]


@settings(max_examples=40, deadline=None)
@given(st.text(), st.text())
def test_any_two_texts_have_shares_that_sum_to_one(text: str, claim: str) -> None:
    judged = stance_of(text, claim)
    assert sum(judged.shares.values()) == pytest.approx(1)
    assert judged.shares[judged.stance] == max(judged.shares.values())


@settings(max_examples=40, deadline=None)
@given(st.text())
def test_strengths_are_from_0_to_1(text: str) -> None:
    assert all(0 <= value <= 1 for value in signs_between(text, CLAIM).values())
    assert all(word == word.lower() for word in words_in(text.upper()) if word.isascii())
