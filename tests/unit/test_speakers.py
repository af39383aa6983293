"""Who the sources are, in tiny invented stories: each speaker as "name, role, country, kind"."""

from __future__ import annotations

import pytest

from reportedly.model import Actor, ActorKind, Article, Attribution, Passage, PassageKind, Span
from reportedly.reading.attribution import find_attributions
from reportedly.reading.mentions import find_mentions
from reportedly.reading.nlp import parse
from reportedly.reading.parse import Parse
from reportedly.reading.passages import split
from reportedly.reading.speakers import resolve_speakers


def resolved(parsed: Parse) -> tuple[Attribution, ...]:
    return resolve_speakers(parsed, find_attributions(parsed, "a"), find_mentions(parsed))


def told(actor: Actor) -> str:
    known = (actor.name, actor.role, actor.actor, actor.kind)
    return ", ".join(part for part in known if part)


def speakers(text: str) -> list[str]:
    """The speakers of every attribution, in the order of their cues, joined where several."""
    parsed = parse(text, split(Article(id="a", external_id="a", text=text)))
    return [" + ".join(map(told, one.speakers)) for one in resolved(parsed)]


@pytest.mark.parametrize(
    ("story", "expected"),
    [
        (
            "Serbian Defence Minister Milan Petrov said the radars were old.",
            "Milan Petrov, Serbian Defence Minister, SRB, person",
        ),
        (
            "Milan Petrov, a spokesman for the Serbian government, said the radars were old.",
            "Milan Petrov, spokesman for the Serbian government, SRB, person",
        ),
        ("Serbia said the radars were old.", "Serbia, SRB, government"),
        ("Belgrade said the radars were old.", "Belgrade, SRB, government"),
        ("Serbian officials said the radars were old.", "Serbian officials, SRB, unnamed"),
        (
            "A senior Serbian official said the radars were old.",
            "senior Serbian official, SRB, unnamed",
        ),
        (
            "People familiar with the matter said the radars were old.",
            "People familiar with the matter, unnamed",
        ),
        (
            "Serbia and Croatia said the radars were old.",
            "Serbia, SRB, government + Croatia, HRV, government",
        ),
        ("Serbia was reportedly looking for radars.", "unnamed, unnamed"),
        ("Anna said the radars were old.", "Anna, person"),
        ("Telmex said the radars were old.", "Telmex, organisation"),
        (
            "Anna Kovac said the radars were old.",
            "Anna Kovac, person",
        ),
    ],
)  # fmt: skip
def test_named_and_unnamed(story: str, expected: str) -> None:
    assert speakers(story)[-1] == expected


def test_a_surname_is_the_whole_person_everywhere() -> None:
    story = (
        "Petrov says radars are old.\n\n"
        "Serbian Defence Minister Milan Petrov told editors that the radars were old. "
        "Petrov added that new ones would come."
    )
    assert set(speakers(story)) == {"Milan Petrov, Serbian Defence Minister, SRB, person"}


@pytest.mark.parametrize(
    ("then", "who"),
    [
        ("He said new ones would come.", "Milan Petrov"),
        ("She said new ones would come.", "Ana Horvat"),
        ("The minister said new ones would come.", "Milan Petrov"),
        ("The spokeswoman said new ones would come.", "Ana Horvat"),
    ],
)
def test_pronouns_and_offices_mean_the_last_who_fits(then: str, who: str) -> None:
    story = (
        "Serbian Defence Minister Milan Petrov said the radars were old. "
        f"Croatian government spokeswoman Ana Horvat said Croatia had none. {then}"
    )
    assert speakers(story)[-1].startswith(who)


def test_they_are_the_last_group() -> None:
    story = "Serbian officials said the radars were old. They said new ones would come."
    assert speakers(story)[-1] == "Serbian officials, SRB, unnamed"


def test_it_is_the_government_that_speaks() -> None:
    assert speakers("Serbia said it has not seen Croatia buy radars.")[-1] == "Serbia, SRB, government"


def test_the_first_person_of_a_quotation_is_its_speaker() -> None:
    story = "“We believe that the radars are old,” Serbian Defence Minister Milan Petrov said."
    assert {who.split(",")[0] for who in speakers(story)} == {"Milan Petrov"}


def test_he_in_a_quotation_is_not_its_speaker() -> None:
    story = (
        "Croatian President Ivan Horvat said the radars were good. "
        "“He knows that the radars are old,” Serbian Defence Minister Milan Petrov said."
    )
    assert [who.split(",")[0] for who in speakers(story)] == ["Ivan Horvat", "Ivan Horvat", "Milan Petrov"]


def test_the_first_person_of_a_turn_is_its_speaker() -> None:
    text = "We believe that the radars are old. Our information indicates that Croatia bought them."
    span = Span(0, len(text), text)
    minister = Actor("SRB", "Milan Petrov", ActorKind.PERSON, role="Defence Minister", sector="GOV")
    parsed = parse(text, (Passage(PassageKind.TURN, span, span, speaker=minister),))
    assert [one.speakers for one in resolved(parsed)] == [(minister,), (minister,)]


def test_who_is_whoever_the_clause_describes() -> None:
    story = "Milan Petrov, who said the radars were old, resigned."
    assert speakers(story)[-1].startswith("Milan Petrov")


def test_a_noun_that_reports_is_named_by_itself() -> None:
    story = "Serbia ordered radars despite earlier assessments that the radars were old."
    assert speakers(story)[-1] == "earlier assessments, unnamed"


def test_every_attribution_has_a_speaker_and_keeps_its_id() -> None:
    story = "It said that they said that he said it was so. Who said that she said so? We say so."
    parsed = parse(story, split(Article(id="a", external_id="a", text=story)))
    found = find_attributions(parsed, "a")
    after = resolve_speakers(parsed, found, find_mentions(parsed))
    assert [one.id for one in after] == [one.id for one in found]
    assert all(one.speakers for one in after)


def test_who_points_to_evidence_is_its_speaker() -> None:
    story = "Serbian Defence Minister Milan Petrov said this shows that the radars were old."
    assert {who.split(",")[0] for who in speakers(story)} == {"Milan Petrov"}


@pytest.mark.parametrize(
    ("story", "who"),
    [
        ("Mayor Jan de Groot said it rained.", "Jan de Groot, Mayor, person"),
        (
            "South Korean President Cho Min-ho said it rained.",
            "Cho Min-ho, South Korean President, KOR, person",
        ),
        ("Mayor James O’Hara said it rained. O'Hara said it snowed.", "James O’Hara, Mayor, person"),
        ("Jane Smith, a Croatia scholar at a college, said it rained.", "Jane Smith, person"),
        ("Serbs said it rained.", "Serbs, SRB, unnamed"),
        ("Experts on Serbia said it rained.", "Experts on Serbia, unnamed"),
    ],
)  # fmt: skip
def test_names_in_full_and_observers_speak_for_nobody(story: str, who: str) -> None:
    assert speakers(story)[-1] == who


def test_we_of_no_quotation_and_no_turn_is_the_text_itself() -> None:
    text = "We believe that the radars are old."
    outlet = Actor(None, "The Daily Radar", ActorKind.OUTLET)
    parsed = parse(text, split(Article(id="a", external_id="a", text=text)))
    [one] = resolve_speakers(parsed, find_attributions(parsed, "a"), find_mentions(parsed), outlet)
    assert one.speakers == (outlet,)
