"""Short names that mean the same mention in many articles, taken together.

"Jake" is said of Jake Sullivan in a thousand articles; what one article more costs must not depend on
how many there were. A mention that a judgement names stands for itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from reportedly.actormodel import Mention, Sameness
from reportedly.actors.collecting import add_up
from reportedly.model import content_id


def judged_mentions(judgements: Iterable[Sameness]) -> frozenset[str]:
    """The mentions that judgements name."""
    return frozenset(end for judged in judgements for end in (judged.one, judged.other))


def bundle_id(mention: Mention, judged: Collection[str]) -> str:
    """The id under which a mention is settled: its own, or that of all uses like it."""
    if mention.within is None or mention.id in judged:
        return mention.id
    key = mention.key
    return content_id("bundle", key.block, key.form, key.code, mention.within)


def bundled(mentions: Iterable[Mention], judged: Collection[str]) -> dict[str, Mention]:
    """Mentions by the id under which they are settled, those with one id added up."""
    found: dict[str, Mention] = {}
    for mention in mentions:
        name = bundle_id(mention, judged)
        key = mention.key if name == mention.id else replace(mention.key, article=None)
        add_up(found, {name: replace(mention, id=name, key=key)})
    return found
