"""Claims against our own gold: is the event found, and are its type, parties, stage and status right?

    excerpt -> whole reading -> claims -+-> pairs by trigger -> counts by document -> figures
    gold row -----------------> events -+                    -> lines, mistakes

What is asked of an event (its status first of all) is asked of the matched ones; what is missed is
told by recall, and by the macro-F1 that counts missed events as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from reportedly.model import Frame, Status
from reportedly.scoring.bootstrap import Counts, Measure, Tally
from reportedly.scoring.claim_pairs import (
    EventPair,
    match_events,
    match_participants,
    read_claims,
    told_claims,
    without_statements,
    written_event,
)
from reportedly.scoring.gold import Row
from reportedly.scoring.measures import (
    MISSED,
    NONE,
    accuracy,
    confusion,
    count,
    count_values,
    f1,
    macro_f1,
    mean_error,
    pearson,
    share,
)
from reportedly.scoring.own_gold import GoldDocument, GoldEvent, read_own_gold
from reportedly.scoring.reliability import count_reliability
from reportedly.scoring.scores import Mistake, Options, Scores, Table, scores_of, write_lines
from reportedly.scoring.spans import piece, surroundings

_TABLES = ("type", "frame", "status", "stage")
_DONE = "occurred on transfers"


def judge(file: Path, options: Options) -> Scores:
    """Figures, confusion of statuses, mistakes, and lines of predictions where they are asked for.

    Raises `reportedly.errors.GoldError` for a file that is not in our own form.
    """
    documents = read_own_gold(file)
    told = None if options.against is None else told_claims(options.against, documents)
    judged = []
    for document in documents:
        found = read_claims(document, options.reading) if told is None else told[document.id]
        kept = [one for one in without_statements(found, documents) if options.keeps(one.confidence)]
        judged.append((document, match_events(document, kept)))
    write_lines(options, (_line(document, pair) for document, pairs in judged for pair in pairs))
    tallies = [_counts(pairs) for _, pairs in judged]
    mistakes = (each for document, pairs in judged for pair in pairs for each in _mistakes(document, pair))
    table = Table("status", confusion(tallies, "status", (*Status, NONE, MISSED)))
    return scores_of(list(_measures(tallies)), tallies, mistakes, [table] if tallies else [])


def _counts(pairs: Sequence[EventPair]) -> Tally:
    tally = Tally()
    tally.add("documents")
    for pair in pairs:
        gold, told = pair.gold, pair.predicted
        tally.add("gold", by=gold is not None)
        tally.add("predicted", by=told is not None)
        if gold is not None:
            for table in _TABLES:
                tally.add(table, _label(gold, table), MISSED if told is None else _label(told.event, table))
        if gold is not None and told is not None:
            tally.add("matched")
            _count_matched(tally, gold, told.event)
        if told is not None:
            _count_done(tally, gold, told.event)
            right = gold is not None and gold.status == told.event.status
            count_reliability(tally, [(told.confidence, right)])
    return tally


def _label(event: GoldEvent, table: str) -> str:
    return getattr(event, table) or NONE


def _count_matched(tally: Tally, gold: GoldEvent, told: GoldEvent) -> None:
    if gold.factuality is not None and told.factuality is not None:
        count_values(tally, gold.factuality, told.factuality)
    if gold.mode is not None:
        tally.add("mode", "gold")
        tally.add("mode", "right", by=gold.mode == told.mode)
    if gold.item is not None:
        tally.add("item", "gold")
        tally.add("item", "right", by=told.item is not None and told.item.cls == gold.item.cls)
    for side, event in (("gold", gold), ("predicted", told)):
        for one in event.participants:
            tally.add("parties", side)
            tally.add("role", one.role, side)
    for one, two in match_participants(gold.participants, told.participants):
        tally.add("parties", "matched")
        tally.add("role", one.role, "matched")
        tally.add("parties", "right actor", by=one.actor == two.actor)


def _count_done(tally: Tally, gold: GoldEvent | None, told: GoldEvent) -> None:
    """The worst error: a transfer told as having occurred."""
    if told.frame is not Frame.TRANSFER or told.status is not Status.OCCURRED:
        return
    if gold is None:
        tally.add("done", "unmatched")
    else:
        tally.add("done", "matched")
        tally.add("done", "right", by=gold.status is Status.OCCURRED)


def _measures(documents: Sequence[Counts]) -> Iterator[Measure]:
    yield count("documents", "documents")
    yield count("events", "gold")
    yield count("predicted", "predicted")
    yield count("matched", "matched")
    yield share("trigger precision", ("matched",), ("predicted",))
    yield share("trigger recall", ("matched",), ("gold",))
    yield f1("trigger F1", ("matched",), ("gold",), ("predicted",))
    for table in _TABLES:
        yield accuracy(f"{table} accuracy", table, missed=False)
        yield macro_f1(f"{table} macro-F1", table, missed=False)
    yield macro_f1("status macro-F1, missed counted", "status")
    yield share("mode accuracy", ("mode", "right"), ("mode", "gold"))
    yield mean_error("factuality mean absolute error")
    yield pearson("factuality Pearson's r")
    yield count(f"{_DONE}, matched", "done", "matched")
    yield count(f"{_DONE}, unmatched", "done", "unmatched")
    yield share(f"{_DONE}, precision", ("done", "right"), ("done", "matched"))
    yield f1("participants F1", ("parties", "matched"), ("parties", "gold"), ("parties", "predicted"))
    roles = sorted({key[1] for counts in documents for key in counts if key[0] == "role"})
    for role in roles:
        yield f1(f"{role} F1", ("role", role, "matched"), ("role", role, "gold"), ("role", role, "predicted"))
    yield share("actor accuracy", ("parties", "right actor"), ("parties", "matched"))
    yield share("item class accuracy", ("item", "right"), ("item", "gold"))


def _line(document: GoldDocument, pair: EventPair) -> Row:
    told = pair.predicted
    return {
        "id": pair.id,
        "article": document.id,
        "gold": pair.gold and written_event(document.text, pair.gold),
        "predicted": told and written_event(document.text, told.event, told.confidence),
    }


def _mistakes(document: GoldDocument, pair: EventPair) -> Iterator[Mistake]:
    gold, told = pair.gold, pair.predicted.event if pair.predicted else None
    event = gold or told
    if event is None:
        return
    context = surroundings(document.text, [event.trigger])
    if gold is None or told is None:
        kind = "spurious" if gold is None else "missed"
        yield Mistake(kind, pair.id, context, _in_words(document, gold), _in_words(document, told))
        return
    word = piece(document.text, [gold.trigger])
    for table in _TABLES:
        known, said = _label(gold, table), _label(told, table)
        if known != said:
            yield Mistake(f"wrong {table}", pair.id, context, f"{known} ({word})", said)


def _in_words(document: GoldDocument, event: GoldEvent | None) -> str:
    if event is None:
        return "-"
    labels = [_label(event, table) for table in ("frame", "type", "status")]
    return f"{' / '.join(labels)} ({piece(document.text, [event.trigger])})"
