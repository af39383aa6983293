"""Events that the model sees where the trigger lexicon has no word for them, or too little beside it.

They have a root type and parties, and no frame: that something is a transfer, aid, a sanction or a
training is told only where the rules know who does what to whom.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportedly.lexicon.events import Sense, event_lexicon
from reportedly.reading.frames import slots_of
from reportedly.reading.learned.opinions import Opinion, Opinions
from reportedly.reading.marks import EventMention, Mentions
from reportedly.reading.parse import Parse
from reportedly.reading.participants import Cast
from reportedly.reading.roles import fill

# How likely it must be that a token is an event before it is told as one.
_LIKELY = 0.6
_CARRIERS = frozenset({"VERB", "NOUN", "ADJ", "PROPN"})


def proposed(
    parse: Parse, mentions: Mentions, told: Sequence[EventMention], opinions: Opinions
) -> Iterator[EventMention]:
    """Events with a root type at tokens of no trigger in ``told``, with the parties that syntax gives."""
    taken = {token for event in told for token in (event.head, *range(event.first, event.last))}
    cast = Cast(parse, mentions)
    for token in opinions.likely(_LIKELY):
        opinion = opinions.at(token)
        if token not in taken and opinion.type is not None and parse.pos[token] in _CARRIERS:
            yield _event(cast, token, opinion)


def _event(cast: Cast, token: int, opinion: Opinion) -> EventMention:
    noun = cast.parse.pos[token] != "VERB"
    filling = fill(
        cast, token, slots_of(cast.parse, token), _sense(cast.parse.lemmas[token], opinion, noun=noun)
    )
    return EventMention(
        head=token,
        first=token,
        last=token + 1,
        type=opinion.type,
        mode=None,
        frame=None,
        participants=filling.participants,
    )


def _sense(lemma: str, opinion: Opinion, *, noun: bool) -> Sense:
    return Sense(
        lemma=lemma,
        noun=noun,
        particles=(),
        objects=(),
        preps=(),
        modifiers=(),
        under=(),
        needs=(),
        type=opinion.type,
        mode=None,
        frame=None,
        stage=None,
        arguments=event_lexicon().plain,
    )
