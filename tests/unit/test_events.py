"""Tiny stories and the events in them: frame, participants, item, stage, what points back."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.model import Actor, ActorKind, Passage, PassageKind, Span
from reportedly.reading.events import find_events
from reportedly.reading.marks import EventMention
from reportedly.reading.mentions import find_mentions
from reportedly.reading.nlp import parse
from reportedly.reading.parse import Parse


@dataclass(frozen=True)
class Read:
    """A story's parse and events."""

    parsed: Parse
    events: tuple[EventMention, ...]

    def at(self, word: str) -> EventMention:
        """The last event whose trigger's head is ``word``."""
        found = [event for event in self.events if self.parsed.words[event.head] == word]
        assert found, [self.parsed.words[event.head] for event in self.events]
        return found[-1]


def read(story: str, speaker: Actor | None = None) -> Read:
    kind = PassageKind.TURN if speaker else PassageKind.BODY
    span = Span(0, len(story), story)
    parsed = parse(story, (Passage(kind, span, span, speaker=speaker),))
    return Read(parsed, find_events(parsed, find_mentions(parsed)))


def roles(event: EventMention) -> str:
    """Participants as ``role=ACTOR``, inferred ones with an asterisk, in order of role."""
    said = [f"{who.role}={who.actor or who.name}{'*' if who.inferred else ''}" for who in event.participants]
    return " ".join(sorted(said))


TRANSFERS = [
    # what arms are like is not who gives them
    ("Ukraine received Soviet-era tanks.", "received", "recipient=UKR"),
    ("Ukraine received Russian tanks.", "received", "recipient=UKR supplier=RUS"),
    ("Ukraine received former Russian tanks.", "received", "recipient=UKR"),
    # active
    ("France supplied Egypt with missiles.", "supplied", "recipient=EGY supplier=FRA"),
    ("Norway sold 12 tanks to Chile.", "sold", "recipient=CHL supplier=NOR"),
    ("Peru bought drones from Turkey.", "bought", "recipient=PER supplier=TUR"),
    ("Sweden gave Ukraine artillery shells.", "gave", "recipient=UKR supplier=SWE"),
    ("Kenya has received helicopters from India.", "received", "recipient=KEN supplier=IND"),
    ("Spain handed over tanks to Ukraine.", "handed", "recipient=UKR supplier=ESP"),
    # passive
    ("Missiles were shipped to Syria by North Korea.", "shipped", "recipient=SYR supplier=PRK"),
    ("Mali was given drones by Turkey.", "given", "recipient=MLI supplier=TUR"),
    # relative clauses and participles
    ("Libya used drones that it had purchased from Turkey.", "purchased", "recipient=LBY supplier=TUR"),
    ("Missiles acquired by Syria from North Korea were destroyed.", "acquired", "recipient=SYR supplier=PRK"),
    # control and raising
    ("Iran is preparing to provide Russia with drones.", "provide", "recipient=RUS supplier=IRN"),
    ("Brazil has not been seen to buy missiles from Sweden.", "buy", "recipient=BRA supplier=SWE"),
    ("Berlin accused Tehran of supplying drones to Sudan.", "supplying", "recipient=SDN supplier=IRN"),
    ("Poland is in talks to buy tanks from South Korea.", "buy", "recipient=POL supplier=KOR"),
    ("Rome disclosed Egypt's plan to import frigates from Italy.", "import", "recipient=EGY supplier=ITA"),
    ("Iran promised Russia it will provide missiles.", "provide", "recipient=RUS supplier=IRN"),
    # nouns
    ("The delivery of Iranian drones to Russia began.", "delivery", "recipient=RUS supplier=IRN"),
    ("Iran's drone sales to Russia grew.", "sales", "recipient=RUS supplier=IRN"),
    ("Lawmakers opposed arms sales to Taiwan.", "sales", "recipient=TWN"),
    ("The production and sale of Swedish jets to Brazil grew.", "sale", "recipient=BRA supplier=SWE"),
]


@pytest.mark.parametrize(("story", "trigger", "expected"), TRANSFERS)
def test_transfer_roles(story: str, trigger: str, expected: str) -> None:
    event = read(story).at(trigger)
    assert event.frame == "transfer"
    assert roles(event) == expected
    assert event.item is not None


def test_coordinated_delivery_and_purchase_share_their_parties() -> None:
    found = read("We saw no delivery and/or purchase of Iranian drones by the Russian Ministry of Defense.")
    assert roles(found.at("purchase")) == "recipient=RUS supplier=IRN"
    assert roles(found.at("delivery")) == "recipient=RUS supplier=IRN"


STAGES = [
    ("Russia was looking to China for weapons.", "looking", "sought", "recipient=RUS supplier=CHN"),
    ("Ghana sought drones from Turkey.", "sought", "sought", "recipient=GHA supplier=TUR"),
    ("India ordered 36 fighter jets from France.", "ordered", "agreed", "recipient=IND supplier=FRA"),
    (
        "Turkey signed a contract for 40 fighter jets with Spain.",
        "signed",
        "agreed",
        "recipient=TUR supplier=ESP",
    ),
    (
        "Denmark cancelled the sale of missiles to Chad.",
        "cancelled",
        "cancelled",
        "recipient=TCD supplier=DNK",
    ),
    ("Germany halted deliveries of tanks to Turkey.", "halted", "cancelled", "recipient=TUR supplier=DEU"),
]


@pytest.mark.parametrize(("story", "trigger", "stage", "expected"), STAGES)
def test_triggers_that_name_a_stage(story: str, trigger: str, stage: str, expected: str) -> None:
    event = read(story).at(trigger)
    assert (event.frame, event.own_stage) == ("transfer", stage)
    assert roles(event) == expected


OTHER_FRAMES = [
    (
        "The US and Japan have imposed severe sanctions on Russia.",
        "imposed",
        "sanction",
        "sender=JPN sender=USA target=RUS",
    ),
    ("Canada sanctioned Belarus.", "sanctioned", "sanction", "sender=CAN target=BLR"),
    ("Officials know that the sanctions are having an effect.", "sanctions", "sanction", ""),
    ("US pledges $400 million in new weapons for Ukraine.", "pledges", "aid", "recipient=UKR sender=USA"),
    (
        "Japan provided $2 billion in economic assistance to Ukraine.",
        "provided",
        "aid",
        "recipient=UKR sender=JPN",
    ),
    ("Norway trains Ukrainian forces to use the missiles.", "trains", "training", "trainee=UKR trainer=NOR"),
    ("Finland warned China against such moves.", "warned", "statement", "speaker=FIN target=CHN"),
    ("Berlin condemned Iran.", "condemned", "statement", "speaker=DEU target=IRN"),
]


@pytest.mark.parametrize(("story", "trigger", "frame", "expected"), OTHER_FRAMES)
def test_other_frames(story: str, trigger: str, frame: str, expected: str) -> None:
    event = read(story).at(trigger)
    assert event.frame == frame
    assert roles(event) == expected


NO_TRANSFER = [
    "Norway gave a speech to the parliament of Chile.",
    "Kenya provided information to Uganda.",
    "Italy will send troops to Latvia.",
    "Iranian drones hit a bridge in Ukraine.",
    "Japan delivered vaccines to Peru.",
    "A firm took part in the research, development, production and procurement of Iranian drones.",
    "A firm took part in the testing and sale of Swedish jets.",
]


@pytest.mark.parametrize("story", NO_TRANSFER)
def test_only_traded_items_make_a_transfer(story: str) -> None:
    assert not [event for event in read(story).events if event.frame == "transfer"]


POINTING_BACK = [
    (
        "The US has not seen Russia buy drones from Iran, though the Kremlin was planning to do so.",
        "do",
        "recipient=RUS supplier=IRN*",
    ),
    (
        "Iran may give drones to Russia. We have not seen evidence of delivery.",
        "delivery",
        "recipient=RUS* supplier=IRN*",
    ),
    (
        "Iran offered Russia drones. It gave those drones to Russia. The sale has occurred.",
        "sale",
        "recipient=RUS* supplier=IRN*",
    ),
    (
        "Russia looked to China for weapons. Officials warned against such moves.",
        "moves",
        "recipient=RUS* supplier=CHN*",
    ),
    (
        "Russia looked to China for weapons. Berlin warned against such moves, which have not materialized.",
        "materialized",
        "recipient=RUS* supplier=CHN*",
    ),
    (
        "Iran will provide Russia with drones. Nobody has seen anything that has been effected.",
        "effected",
        "recipient=RUS* supplier=IRN*",
    ),
    (
        "Putin was looking to Tehran for drones. Looking to Iran for drones shows weakness.",
        "Looking",
        "recipient=RUS* supplier=IRN",
    ),
]


@pytest.mark.parametrize(("story", "trigger", "expected"), POINTING_BACK)
def test_pointing_back(story: str, trigger: str, expected: str) -> None:
    event = read(story).at(trigger)
    assert event.frame == "transfer"
    assert roles(event) == expected
    assert event.item is not None
    assert event.antecedent is not None


NOT_INHERITED = [
    # another supplier is named
    (
        "Iran sold drones to Russia. The American delivery of missiles to Poland came later.",
        "delivery",
        "recipient=POL supplier=USA",
    ),
    # another item
    ("Iran sold drones to Russia. Norway spoke of the sale of tanks to Chile.", "sale", "recipient=CHL"),
]


@pytest.mark.parametrize(("story", "trigger", "expected"), NOT_INHERITED)
def test_a_wrong_deal_is_never_inherited(story: str, trigger: str, expected: str) -> None:
    event = read(story).at(trigger)
    assert roles(event) == expected
    assert event.antecedent is None


@pytest.mark.parametrize(
    "story",
    [
        "Iran sold drones to Russia. The sale of the house took a year.",
        "Iran sold drones to Russia. The vaccine delivery was late.",
        "The sale was cancelled. Nobody knows why.",
    ],
)
def test_a_sale_of_something_else_points_nowhere(story: str) -> None:
    last = [event for event in read(story).events if event.frame == "transfer"][1:]
    assert not last


def test_we_in_a_turn_is_the_speakers_country() -> None:
    speaker = Actor("USA", "Jane Roe", ActorKind.PERSON)
    event = read("We gave Poland missiles.", speaker).at("gave")
    assert roles(event) == "recipient=POL supplier=USA"


def test_we_of_a_reporter_is_nobody() -> None:
    speaker = Actor(None, "Q", ActorKind.REPORTER)
    event = read("Have we given Poland missiles?", speaker).at("given")
    assert "supplier=we" in roles(event)


def test_spans_are_the_texts_own() -> None:
    story = "France supplied Egypt\nwith  missiles, and Egypt wanted to do so."
    for event in read(story).events:
        for who in event.participants:
            assert story[who.span.start : who.span.end] == who.span.text


PRONOUNS = [
    ("Norway said that it had sent missiles to Mali.", "sent", "recipient=MLI supplier=NOR"),
    ("Ghana praised Peru's promise that it would send drones to Mali.", "send", "recipient=MLI supplier=PER"),
    ("China helped Russia by providing them with drones.", "providing", "recipient=RUS supplier=CHN"),
    (
        "The US and Japan met. Mali won and it bought drones from Peru.",
        "bought",
        "recipient=MLI supplier=PER",
    ),
]


@pytest.mark.parametrize(("story", "trigger", "expected"), PRONOUNS)
def test_pronouns(story: str, trigger: str, expected: str) -> None:
    assert roles(read(story).at(trigger)) == expected


WORDS = st.sampled_from(
    [
        *("Iran", "Russia", "we", "it", "that", "the", "drones", "sale", "aid", "sanctions", "such", "moves"),
        *("sold", "been", "has", "do", "so", "to", "of", "by", "not", ",", "."),
    ]
)


@settings(max_examples=40, deadline=None)
@given(st.lists(WORDS, max_size=40))
def test_any_words_give_events_whose_spans_are_the_texts_own(words: list[str]) -> None:
    story = " ".join(words)
    found = read(story)
    heads = [event.head for event in found.events]
    assert heads == sorted(set(heads))
    for event in found.events:
        assert event.first <= event.head < event.last
        assert event.antecedent is None or event.antecedent < event.head
        for who in event.participants:
            assert story[who.span.start : who.span.end] == who.span.text


def test_a_long_sentence_is_read_in_linear_time() -> None:
    story = "Iran sold drones to Russia and " * 3000 + "stopped."
    assert read(story).events
