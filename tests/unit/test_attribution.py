"""Acts of reporting in tiny invented stories: who, cue, what, how."""

from __future__ import annotations

import pytest

from reportedly.model import Article, Attribution, CueKind, Mode
from reportedly.reading.attribution import find_attributions
from reportedly.reading.nlp import parse
from reportedly.reading.passages import split


def attributions(text: str) -> tuple[Attribution, ...]:
    return find_attributions(parse(text, split(Article(id="a", external_id="a", text=text))), "a")


def texts(found: Attribution, part: str) -> str:
    return " | ".join(span.text for span in getattr(found, part))


def by_cue(text: str, cue: str) -> Attribution:
    [found] = [one for one in attributions(text) if cue in texts(one, "cue").split()]
    return found


@pytest.mark.parametrize(
    ("story", "source", "cue", "content", "mode"),
    [
        (
            "Belgrade said on Monday that it had ordered twelve radars.",
            "Belgrade", "said", "that it had ordered twelve radars", Mode.INDIRECT,
        ),
        (
            "Belgrade had ordered twelve radars, the minister said.",
            "the minister", "said", "Belgrade had ordered twelve radars", Mode.INDIRECT,
        ),
        (
            "The radars, the minister said, would arrive in May.",
            "the minister", "said", "The radars | would arrive in May", Mode.INDIRECT,
        ),
        (
            "“We ordered twelve radars,” the minister said.",
            "the minister", "said", "“We ordered twelve radars,”", Mode.DIRECT,
        ),
        (
            "The minister said: “We ordered twelve radars.”",
            "The minister", "said", "“We ordered twelve radars.”", Mode.DIRECT,
        ),
        (
            "“The radars are old,” the minister said, “and we want new ones.”",
            "the minister", "said", "“The radars are old,” | “and we want new ones.”", Mode.DIRECT,
        ),
        (
            "The minister said the radars were “a very bad bargain” for the army.",
            "The minister", "said", "the radars were “a very bad bargain” for the army", Mode.MIXED,
        ),
        (
            "“The radars came. They do not work,” the minister said.",
            "the minister", "said", "“The radars came. They do not work,”", Mode.DIRECT,
        ),
        (
            "“The radars came,” the minister said of the deal. “They do not work at all.”",
            "the minister", "said", "“The radars came,” | “They do not work at all.”", Mode.DIRECT,
        ),
    ],
)  # fmt: skip
def test_source_cue_and_content(story: str, source: str, cue: str, content: str, mode: Mode) -> None:
    found = by_cue(story, cue)
    assert (texts(found, "source"), texts(found, "content"), found.mode) == (source, content, mode)


@pytest.mark.parametrize(
    ("story", "cue", "source", "kind"),
    [
        ("According to the ministry, twelve radars arrived.", "According", "the ministry", CueKind.REPORT),
        ("Serbia was reportedly looking for radars.", "reportedly", "", CueKind.HEARSAY),
        ("Serbia is believed to own twelve radars.", "believed", "", CueKind.HEARSAY),
        ("Serbia believes that the radars are old.", "believes", "Serbia", CueKind.BELIEF),
        ("Serbia has not seen Croatia buy any radars.", "seen", "Serbia", CueKind.PERCEPTION),
        ("The data show that Croatia bought radars.", "show", "The data", CueKind.EVIDENCE),
        (
            "A report by Amnesty found that radars were sold.",
            "found",
            "A report by Amnesty",
            CueKind.REPORT,
        ),
        ("Serbia denied that it had bought radars.", "denied", "Serbia", CueKind.DENIAL),
        ("Serbia declined to say whether it had bought radars.", "declined", "Serbia", CueKind.DECLINED),
        ("The minister would not say whether radars were bought.", "say", "The minister", CueKind.DECLINED),
        ("Reporters asked whether Serbia had bought radars.", "asked", "Reporters", CueKind.QUESTION),
        ("Serbia plans to buy twelve radars.", "plans", "Serbia", CueKind.INTENTION),
        ("Serbia repeated its warning that the radars would fail.", "warning", "its", CueKind.REPORT),
        ("Croatia's claims that radars were sold surprised us.", "claims", "Croatia's", CueKind.REPORT),
    ],
)
def test_what_a_cue_does(story: str, cue: str, source: str, kind: CueKind) -> None:
    found = by_cue(story, cue)
    assert (texts(found, "source"), found.cue_kind) == (source, kind)


def chain(text: str, cue: str) -> list[str]:
    found = {one.id: one for one in attributions(text)}
    step: Attribution | None = by_cue(text, cue)
    line = []
    while step is not None:
        line.append(f"{texts(step, 'source')}/{texts(step, 'cue')}")
        step = found.get(step.parent) if step.parent else None
    return line[::-1]


def test_sources_within_sources() -> None:
    story = "The minister revealed that Serbia had evidence suggesting that Croatia was buying radars."
    assert chain(story, "suggesting") == ["The minister/revealed", "Serbia/had evidence suggesting"]


def test_what_is_not_seen_leaves_out_what_others_said() -> None:
    story = "Serbia said it has not seen Croatia buy radars despite earlier claims that it was about to."
    assert chain(story, "claims") == ["Serbia/said", "/claims"]
    assert texts(by_cue(story, "seen"), "content") == "Croatia buy radars"


def test_audience_and_occasion() -> None:
    found = by_cue("The minister told Radio Novi Sad during a call with editors that he was ill.", "told")
    assert found.audience is not None
    assert found.occasion is not None
    assert (found.audience.text, found.occasion.text) == ("Radio Novi Sad", "a call with editors")


def test_a_mark_left_open_does_not_swallow_the_next_paragraph() -> None:
    story = "“The radars are old, the minister said.\n\nThe army denied that the radars had failed."
    assert texts(by_cue(story, "denied"), "content") == "that the radars had failed"


def test_ids_are_of_what_was_found() -> None:
    story = "Serbia said it bought radars. Serbia said it bought radars."
    one, two = attributions(story)
    assert one.id != two.id
    assert [found.id for found in attributions(story)] == [one.id, two.id]


def test_a_sentence_without_end_is_read() -> None:
    story = "she said that " * 3000
    assert all(found.content for found in attributions(story))


def test_a_text_without_words() -> None:
    assert attributions("") == ()
    assert attributions("“ ” “") == ()
