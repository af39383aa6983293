"""Who speaks in a transcript: label, title and introductions together say it."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from reportedly.model import ActorKind, Article, PassageKind
from reportedly.reading.occasion import said_on
from reportedly.reading.passages import split

SITE = "https://www.whitehouse.gov/briefing-room/1"

# title, text, name, role, actor, sector of the first turn's speaker
SPEAKERS = [
    (
        "Press Briefing by Press Secretary Ada Lind and NSC Coordinator for Ports Omar Vale",
        "MR. VALE:  Good afternoon.",
        ("Omar Vale", "NSC Coordinator for Ports", "USA", "GOV"),
    ),
    (
        "Press Briefing by Press Secretary Ada Lind and NSC Coordinator for Ports Omar Vale",
        "MS. LIND:  Good afternoon.",
        ("Ada Lind", "Press Secretary", "USA", "GOV"),
    ),
    (
        "Press Briefing",
        "MS. LIND:  Today we are joined by Omar Vale, our Deputy Port Advisor.\n\nMR. VALE:  Thanks.",
        ("Lind", None, "USA", None),
    ),
    (
        "Press Briefing",
        "MR. VALE:  Thanks.\n\nMS. LIND:  That was Omar Vale, our Deputy Port Advisor.",
        ("Omar Vale", "Deputy Port Advisor", "USA", "GOV"),
    ),
    (
        "Press Briefing",
        "MR. VALE:  Thanks.\n\nMS. LIND:  That was our Deputy Port Advisor, Omar Vale.",
        ("Omar Vale", "Deputy Port Advisor", "USA", "GOV"),
    ),
    (
        "Remarks by President Biden and Prime Minister Lind of Norway in Joint Press Conference",
        "PRIME MINISTER LIND:  Thank you.",
        ("Lind", "Prime Minister", "NOR", "GOV"),
    ),
    (
        "Remarks in Joint Press Conference",
        "PRESIDENT MORO:  (As interpreted.)  No.\n\nQ  President Paolo Moro of the Republic of Malta, why?",
        ("Paolo Moro", "President", "MLT", "GOV"),
    ),
    (
        "Remarks in Joint Press Conference",
        "PRESIDENT MORO:  Thank you.",
        ("Moro", "President", None, None),
    ),
    (
        "Remarks by President Biden on Ports",
        "THE PRESIDENT:  Thank you.",
        ("Joe Biden", "President", "USA", "GOV"),
    ),
    (
        "Remarks on Ports",
        "SECRETARY O’DELL:  Thank you.\n\nQ  Secretary of Fisheries Una O’Dell, why?",
        ("Una O’Dell", "Secretary of Fisheries", "USA", "GOV"),
    ),
    (
        "Remarks on Ports",
        "GENERAL MCROSS:  Thank you.",
        ("McRoss", "General", "USA", "MIL"),
    ),
    (
        "Remarks on Ports",
        "GOVERNOR LIND:  Thank you.\n\nQ  Governor Ada Lind of Georgia, why?",
        ("Ada Lind", "Governor", "USA", "GOV"),
    ),
    (
        "Remarks on Ports",
        "MS. LIND:  I run a bakery.\n\nTHE PRESIDENT:  Ada Lind, everybody.",
        ("Ada Lind", None, None, None),
    ),
]


def first_speaker(
    title: str, text: str, url: str | None = SITE
) -> tuple[str, str | None, str | None, str | None]:
    turns = [each for each in split(Article("a", "a", text, title, url=url)) if each.kind is PassageKind.TURN]
    speaker = turns[0].speaker
    assert speaker is not None
    return speaker.name, speaker.role, speaker.actor, speaker.sector


@pytest.mark.parametrize(
    ("title", "text", "expected"), SPEAKERS, ids=[f"{row[2][0]}, {row[2][1]}" for row in SPEAKERS]
)
def test_a_label_is_a_person(
    title: str, text: str, expected: tuple[str, str | None, str | None, str | None]
) -> None:
    assert first_speaker(title, text) == expected


def test_a_full_name_and_a_surname_are_one_person() -> None:
    text = "PRESS SECRETARY OMAR T. VALE:  Hello.\n\nQ  Hello.\n\nMR. VALE:  Go ahead."
    passages = split(Article("a", "a", text, "Press Secretary Omar T. Vale Holds a Press Briefing", url=SITE))
    assert {each.speaker.name for each in passages if each.speaker} == {"Omar T. Vale", "reporter"}


UNNAMED = [
    ("SENIOR ADMINISTRATION OFFICIAL", "Senior Administration Official", "USA", ActorKind.UNNAMED),
    ("SENIOR ADMINISTRATION OFFICIAL #2", "Senior Administration Official", "USA", ActorKind.UNNAMED),
    ("MODERATOR", "Moderator", "USA", ActorKind.UNNAMED),
    ("NORWEGIAN OFFICIAL", "Norwegian Official", "NOR", ActorKind.UNNAMED),
    ("PARTICIPANT", "Participant", None, ActorKind.UNNAMED),
    ("INTERPRETER", "Interpreter", None, ActorKind.UNNAMED),
    ("Q", "reporter", None, ActorKind.REPORTER),
    ("QUESTION", "reporter", None, ActorKind.REPORTER),
    ("REPORTER", "reporter", None, ActorKind.REPORTER),
]


@pytest.mark.parametrize(("label", "name", "actor", "kind"), UNNAMED, ids=[row[0] for row in UNNAMED])
def test_a_label_without_a_name(label: str, name: str, actor: str | None, kind: ActorKind) -> None:
    text = f"{label}:  We have seen two boats.\n\nMR. VALE:  Have we?"
    speaker = split(Article("a", "a", text, url=SITE))[0].speaker
    assert speaker is not None
    assert (speaker.name, speaker.actor, speaker.kind) == (name, actor, kind)


def test_without_a_known_site_nobody_is_given_a_country() -> None:
    assert first_speaker("Press Briefing", "MR. VALE:  Thanks.", url=None) == ("Vale", None, None, None)


OCCASIONS = [
    ("Press Briefing by Ada Lind, May 3, 2022", "MS. LIND:  Hello.", "2022-05-04", "2022-05-03"),
    ("Press Call", "Via Teleconference\n\n(May 3, 2022)\n\n2:05 P.M. EDT", "2022-05-04", "2022-05-03"),
    ("Press Call", "Tuesday, 3 May 2022\n\nAnna Moe: Hello.", None, "2022-05-03"),
    ("Press Call", "On May 3, 2022, the boats left.", "2022-05-04", None),
    ("Statement on the Anniversary of May 3, 2012", "Ten years ago boats left.", "2022-05-03", None),
    ("Press Call, June 31, 2022", "Hello.", None, None),
    ("Boats to leave on May 3, 2022", "They will leave.", "2022-01-03", None),
    ("Press Call", "3:50 P.M. EDT\n\nMS. LIND:  Hello.", "2022-05-04T09:47:20-04:00", "2022-05-03"),
    ("Press Call", "3:50 P.M. EDT\n\nMS. LIND:  Hello.", "2022-05-03T17:07:57-04:00", None),
    ("Press Call", "3:50 P.M. EDT\n\nMS. LIND:  Hello.", "2022-05-03T09:00:00-04:00", None),
    ("Press Call", "9:15 A.M. IDT\n\nMS. LIND:  Hello.", "2022-05-03T01:30:09-04:00", "2022-05-02"),
    ("Press Call", "3:50 P.M. XYZ\n\nMS. LIND:  Hello.", "2022-05-04T09:47:20-04:00", None),
]


@pytest.mark.parametrize(("title", "text", "published", "day"), OCCASIONS)
def test_the_day_of_the_talk(title: str, text: str, published: str | None, day: str | None) -> None:
    assert said_on(Article("a", "a", text, title, published=published)) == day


@pytest.mark.data
def test_most_speakers_of_briefings_have_a_full_name(gold: Path) -> None:
    found = full = 0
    with gzip.open(gold / "data" / "wh-briefings" / "2022.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if '"press-briefings"' in line]
    for row in rows[::8]:
        for passage in split(Article("a", "a", row["markdown"], row["title"], url=row["url"])):
            if passage.label and passage.speaker and passage.speaker.kind is ActorKind.PERSON:
                found += 1
                full += " " in passage.speaker.name
    assert full >= 0.9 * found
