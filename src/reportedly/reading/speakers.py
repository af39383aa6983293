"""Who the sources of attributions are: names, offices, bodies, pronouns, first persons, nobody.

source span -> naming / pronoun / common noun -> cast of the article so far -> actors
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportedly.lexicon.forenames import is_given_name
from reportedly.lexicon.names import person
from reportedly.model import Actor, ActorKind, Attribution, CueKind, Mode, PassageKind
from reportedly.reading.cast import Cast
from reportedly.reading.marks import Mentions
from reportedly.reading.naming import Naming, affiliation, given_names, is_office, naming_of
from reportedly.reading.parse import Parse, token_ranges
from reportedly.reading.quotes import Range
from reportedly.reading.scope import cue_head
from reportedly.reading.sourcespan import verb_source

_FIRST_PERSON = frozenset({"i", "we", "us", "me", "our", "my"})
_THIRD_PERSON = {"he": "he", "she": "she", "they": "they", "it": "it", "his": "he", "her": "she"}
_THIRD_PERSON |= {"their": "they", "its": "it"}
_POINTING = frozenset({"this", "that", "these", "those"})
_RELATIVE = frozenset({"who", "which", "that"})
_UNNAMED = Actor(actor=None, name="unnamed", kind=ActorKind.UNNAMED)
# How far back in its sentence a pronoun looks, and how far up a relative clause.
_REACH = 60
_CLIMB = 5
_MOST_MEMBERS = 8
_PLURAL_TAGS = frozenset({"NNS", "NNPS"})


def resolve_speakers(
    parse: Parse,
    attributions: Sequence[Attribution],
    mentions: Mentions,
    own: Actor | None = None,
) -> tuple[Attribution, ...]:
    """The attributions with ``speakers``, resolved in text order.

    Names are remembered with office and country, so "Kirby" later is all that "National Security
    Council spokesman John Kirby" was. First persons are the speaker of the quotation or turn they
    stand in, else ``own``, the text's own voice. A source that is nowhere named has one speaker of
    kind ``unnamed``.
    """
    resolver = _Resolver(parse, mentions, _introduced(parse), own)
    resolver.meet_everybody(attributions)
    found: dict[str, Attribution] = {}
    for attribution in _outer_first(attributions):
        outer = found.get(attribution.parent) if attribution.parent else None
        found[attribution.id] = replace(attribution, speakers=resolver.speakers(attribution, outer))
    return tuple(found[attribution.id] for attribution in attributions)


def _outer_first(attributions: Sequence[Attribution]) -> list[Attribution]:
    """Text order by source, a parent always before its children."""
    by_id = {attribution.id: attribution for attribution in attributions}
    done: dict[str, Attribution] = {}
    for attribution in sorted(attributions, key=_place):
        line = [attribution]
        while (parent := line[-1].parent) in by_id and parent not in done:
            line.append(by_id[parent])
        for one in reversed(line):
            done.setdefault(one.id, one)
    return list(done.values())


def _place(attribution: Attribution) -> int:
    return min(span.start for span in (*attribution.source, *attribution.cue, *attribution.content))


def _introduced(parse: Parse) -> Cast:
    """A cast that knows the full names in the text, with what the lexicon knows of them."""
    cast = Cast()
    for words in given_names(parse):
        naming = Naming(words=words, role=None, affiliation=None, pronoun=None, body=False)
        cast.name(naming, person(" ".join(words)))
    return cast


@dataclass(slots=True)
class _Resolver:
    parse: Parse
    mentions: Mentions
    cast: Cast
    own: Actor | None

    def meet_everybody(self, attributions: Sequence[Attribution]) -> None:
        """Learn names and offices from every source, so that a surname in the headline has its owner."""
        for attribution in attributions:
            for phrase in token_ranges(self.parse, attribution.source):
                for head in self._heads(phrase):
                    self._named(phrase, head)

    def speakers(self, attribution: Attribution, outer: Attribution | None) -> tuple[Actor, ...]:
        """Who speaks, one for each member of a coordination; somebody unnamed where nobody is."""
        found: list[Actor] = []
        for phrase in self._phrases(attribution):
            for head in self._heads(phrase):
                actor = self._who(phrase, head, outer)
                if actor is not None and actor not in found:
                    found.append(actor)
        if not found and outer is not None and attribution.cue_kind is CueKind.EVIDENCE:
            # "This shows that ...": whoever says so takes it for evidence.
            return outer.speakers
        if not found:
            found.append(self._nobody(attribution))
        elif attribution.cue_kind is not CueKind.INTENTION:
            plural = len(found) > 1 or self._is_plural(attribution)
            for actor in found:
                self.cast.spoke(actor, plural=plural)
        return tuple(found)

    def _phrases(self, attribution: Attribution) -> Sequence[Range]:
        """The source; of a cue without one the subject it shares: "He said so and added that"."""
        told = token_ranges(self.parse, attribution.source)
        cue = None if told else cue_head(self.parse, attribution)
        if cue is None or self.parse.pos[cue] != "VERB":
            return told
        return verb_source(self.parse, cue)

    def _heads(self, phrase: Range) -> Iterator[int]:
        """The head of a phrase, then the other members where it is a coordination."""
        first, last = phrase
        inside = range(first, last)
        head = next((token for token in inside if self.parse.heads[token] not in inside), None)
        head = next((token for token in inside if self.parse.heads[token] == token), head)
        for _ in range(_MOST_MEMBERS):
            if head is None:
                return
            yield head
            members = [child for child in self.parse.children_by(head, "conj") if child in inside]
            head = members[0] if members else None

    def _who(self, phrase: Range, head: int, outer: Attribution | None) -> Actor | None:
        parse = self.parse
        word = parse.lowers[head]
        if word in _FIRST_PERSON and parse.words[head] != "US":
            return self._first_person(head, outer)
        if word in _THIRD_PERSON and parse.pos[head] == "PRON":
            spoken = outer is not None and outer.mode is Mode.DIRECT
            others = outer.speakers if outer is not None and spoken else ()
            subject = self._subject_before(head, None if spoken else outer)
            return self.cast.meant_by(_THIRD_PERSON[word], subject, others)
        if word in _RELATIVE and parse.pos[head] in {"PRON", "SCONJ", "DET"}:
            return self._antecedent(head, outer)
        if word in _POINTING and parse.pos[head] in {"PRON", "DET"}:
            return None
        named = self._named(phrase, head)
        return named if named is not None else self._described(phrase, head, outer)

    def _named(self, phrase: Range, head: int) -> Actor | None:
        """Somebody by a proper name; the country itself, as a speaker, is its government."""
        mention = self.mentions.actor_at.get(head)
        known = mention.actor if mention is not None and not mention.adjectival else None
        if known is not None and (known.kind is ActorKind.UNNAMED or self._is_people(known, head)):
            return None
        if known is not None and known.kind is not ActorKind.PERSON:
            if known.kind is ActorKind.COUNTRY:
                return replace(known, kind=ActorKind.GOVERNMENT, sector=known.sector or "GOV")
            return known
        naming = naming_of(self.parse, self.mentions, self._part(phrase, head), head)
        if naming is None:
            return known
        alone = len(naming.words) == 1 and naming.role is None and naming.pronoun is None
        unknown = alone and naming.surname not in self.cast.people and not is_given_name(naming.surname)
        if known is None and (naming.body or unknown):
            return Actor(actor=None, name=" ".join(naming.words), kind=ActorKind.ORGANISATION)
        return self.cast.name(naming, known)

    def _is_people(self, known: Actor, head: int) -> bool:
        """Whether people are named rather than their country: "Americans", but not "the Americans"."""
        if self.parse.tags[head] != "NNPS" or known.kind is not ActorKind.COUNTRY:
            return False
        return not self.parse.children_by(head, "det", "compound", "amod")

    def _part(self, phrase: Range, head: int) -> Range:
        """The member of a coordination that ``head`` stands for."""
        first, last = self.parse.edges[head]
        for child in self.parse.children_by(head, "conj", "cc"):
            if child > head:
                last = min(last, self.parse.edges[child][0])
        return max(first, phrase[0]), max(min(last, phrase[1]), head + 1)

    def _described(self, phrase: Range, head: int, outer: Attribution | None) -> Actor | None:
        """Somebody by a common noun: "the spokesman", "US officials", "our information"."""
        parse = self.parse
        part = self._part(phrase, head)
        office = parse.lemmas[head]
        definite = parse.lowers[part[0]] in {"the", "this", "that"}
        if is_office(office) and definite and parse.tags[head] not in _PLURAL_TAGS:
            holder = self.cast.holder_of(_spelled(parse, *part).lower())
            if holder is not None:
                return holder
        owner = self._owner(head, outer)
        if owner is not None and not is_office(office):
            return owner
        group = affiliation(parse, self.mentions, part) or owner
        name = _spelled(parse, *part)
        if group is None:
            return Actor(actor=None, name=name, kind=ActorKind.UNNAMED)
        return Actor(actor=group.actor, name=name, kind=ActorKind.UNNAMED, sector=group.sector or "GOV")

    def _owner(self, head: int, outer: Attribution | None) -> Actor | None:
        """Whose report, information or comments they are: "his comments", "a report by Amnesty"."""
        parse = self.parse
        owners = list(parse.children_by(head, "poss"))
        for by in parse.children_by(head, "prep", "agent"):
            if parse.lowers[by] in {"by", "from"}:
                owners.extend(parse.children_by(by, "pobj"))
        for owner in owners:
            if parse.pos[owner] in {"PRON", "PROPN"}:
                return self._who(parse.edges[owner], owner, outer)
        return None

    def _first_person(self, head: int, outer: Attribution | None) -> Actor | None:
        if outer is not None and outer.speakers:
            return outer.speakers[0]
        passage = self.parse.passages[self.parse.passage_of[head]]
        if passage.kind is PassageKind.TURN and passage.speaker is not None:
            return passage.speaker
        return self.own

    def _antecedent(self, head: int, outer: Attribution | None) -> Actor | None:
        """The noun that a relative clause hangs on."""
        verb = self.parse.heads[head]
        for _ in range(_CLIMB):
            if self.parse.deps[verb] not in {"conj", "xcomp", "ccomp"}:
                break
            verb = self.parse.heads[verb]
        noun = self.parse.heads[verb]
        if self.parse.deps[verb] not in {"relcl", "acl"} or noun == verb:
            return None
        first, last = self.parse.edges[noun]
        return self._who((first, max(noun + 1, min(last, self.parse.edges[verb][0]))), noun, outer)

    def _subject_before(self, pronoun: int, outer: Attribution | None) -> Actor | None:
        """A subject earlier in the pronoun's sentence, the enclosing speaker first."""
        parse = self.parse
        first = max(parse.sentences[parse.sentence_of[pronoun]][0], pronoun - _REACH)
        if outer is not None and outer.speakers and _starts_in(parse, outer, first, pronoun):
            return outer.speakers[0]
        for token in range(pronoun - 1, first - 1, -1):
            if parse.deps[token] in {"nsubj", "nsubjpass"} and parse.pos[token] == "PROPN":
                return self._named(parse.edges[token], token)
        return None

    def _is_plural(self, attribution: Attribution) -> bool:
        return any(
            self.parse.tags[head] in _PLURAL_TAGS or self.parse.lowers[head] == "they"
            for phrase in token_ranges(self.parse, attribution.source)
            for head in self._heads(phrase)
        )

    def _nobody(self, attribution: Attribution) -> Actor:
        """Nobody in particular; a noun cue gives its own name ("earlier assessments")."""
        for _, last in token_ranges(self.parse, attribution.cue):
            if self.parse.pos[last - 1] == "NOUN" and not attribution.source:
                low = self.parse.edges[last - 1][0]
                name = _spelled(self.parse, low, last)
                return replace(_UNNAMED, name=name)
        return _UNNAMED


def _starts_in(parse: Parse, outer: Attribution, first: int, pronoun: int) -> bool:
    """Whether the source of ``outer`` stands in the sentence before the pronoun."""
    return any(parse.starts[first] <= span.start < parse.starts[pronoun] for span in outer.source)


def _spelled(parse: Parse, first: int, last: int) -> str:
    """The words of a phrase on one line, without its article and an editor's brackets."""
    while first + 1 < last and parse.pos[first] in {"DET", "PUNCT", "PRON"}:
        first += 1
    return " ".join(parse.span(first, last).text.split()).strip("[]\\ ")
