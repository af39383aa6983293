"""Invented sentences and what a careful reader says of the event in each: status and stage."""

from __future__ import annotations

import pytest

from reportedly.model import Passage, PassageKind, Span, Stage
from reportedly.reading.factuality import assess
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
    ("Norland postponed the sale.", "sale"),
    ("The deal to sell ships was signed in May.", "sell"),
    ("Norland intends to train the recruits.", "train"),
    ("Norland has decided to send trucks.", "send"),
    ("Norland tried to buy the trucks.", "buy"),
    ("The army is to receive forty trucks.", "receive"),
]

POSSIBLE = [
    ("Norland may have delivered the trucks.", "delivered"),
    ("Norland might supply Suvia with trucks.", "supply"),
    ("Norland reportedly received the trucks.", "received"),
    ("Suvia appears to have received the trucks.", "received"),
    ("Suvia seems to have received the trucks.", "received"),
    ("Officials believe that Suvia has received the trucks.", "received"),
    ("Intelligence suggests that Suvia has received the trucks.", "received"),
    ("We have seen evidence of a delivery.", "delivery"),
    ("Norland is considering selling the ships.", "selling"),
    ("Norland offered to sell the ships.", "sell"),
    ("Norland threatened to sell the ships.", "sell"),
    ("Norland possibly sold the ships.", "sold"),
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
    ("There is no sign that Norland sold the ships.", "sold"),
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
    ("Norland won't deliver the trucks.", "deliver"),
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
]

UNCLEAR = [
    ("It is unclear whether Norland has delivered the trucks.", "delivered"),
    ("It’s unclear whether Norland has delivered any of these trucks already.", "delivered"),
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
