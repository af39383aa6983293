"""How a source phrase names somebody: name, office and the country or body spoken for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.lexicon.forenames import names
from reportedly.lexicon.titles import titles
from reportedly.model import Actor, ActorKind
from reportedly.reading.marks import Mentions
from reportedly.reading.parse import Parse
from reportedly.reading.quotes import Range

_LONGEST_NAME = 6


@dataclass(frozen=True, slots=True)
class Naming:
    """A proper name in a source phrase; ``pronoun`` is "he" or "she" where the words tell."""

    words: tuple[str, ...]
    role: str | None
    affiliation: Actor | None
    pronoun: str | None
    body: bool

    @property
    def surname(self) -> str:
        """The last word of the name, its apostrophe straight."""
        return self.words[-1].replace("’", "'")


def naming_of(parse: Parse, mentions: Mentions, phrase: Range, head: int) -> Naming | None:
    """What the phrase around ``head`` calls somebody, or ``None`` where it gives no proper name."""
    token = _name_token(parse, head)
    if token is None:
        return None
    first = _name_start(parse, mentions, token, phrase[0])
    if first > token:
        return None
    before, after = (phrase[0], first), _apposition(parse, token, phrase)
    role = _role(parse, before) or (_role(parse, after) if after else None)
    words = tuple(parse.span(first, token + 1).text.split())
    clues = [parse.lowers[at].rstrip(".") for at in range(*before)]
    return Naming(
        words=words,
        role=role,
        affiliation=affiliation(parse, mentions, before)
        or (affiliation(parse, mentions, after) if after else None),
        pronoun=_pronoun(clues, words),
        body=role is None and _is_body(parse, mentions, first, token),
    )


def affiliation(parse: Parse, mentions: Mentions, phrase: Range) -> Actor | None:
    """The first country, government or organisation named in the phrase, unless by an observer of it."""
    if any(parse.lowers[token] in names().observers for token in range(*phrase)):
        return None
    for token in range(*phrase):
        mention = mentions.actor_at.get(token)
        if mention is not None and mention.actor.actor and mention.actor.kind is not ActorKind.PERSON:
            return mention.actor
    return None


def is_office(word: str) -> bool:
    """Whether a word ends the name of an office ("spokesman", "minister")."""
    return word in titles().heads or word in titles().ranks


def given_names(parse: Parse) -> Iterator[tuple[str, ...]]:
    """Every run of proper nouns that opens with a known given name, as words."""
    known = names().given
    token = 0
    while token < len(parse) - 1:
        last = token + 1
        if parse.pos[token] == "PROPN" and parse.lowers[token] in known:
            while last < len(parse) and last - token < _LONGEST_NAME and _is_name_word(parse, last):
                last += 1
            if last - token > 1:
                yield parse.words[token:last]
        token = last


def _name_token(parse: Parse, head: int) -> int | None:
    """The head itself, or the name in apposition to an office: "the spokesman, John Kirby"."""
    if parse.pos[head] == "PROPN" and not is_office(parse.lowers[head]):
        return head
    for child in parse.children_by(head, "appos"):
        if parse.pos[child] == "PROPN" and is_office(parse.lemmas[head]):
            return child
    return None


def _name_start(parse: Parse, mentions: Mentions, token: int, lowest: int) -> int:
    named = mentions.actor_at.get(token)
    if named is not None and named.actor.kind is not ActorKind.PERSON:
        return max(lowest, named.first)
    first = token
    while first - 1 >= lowest and token - first + 1 < _LONGEST_NAME and _extends_name(parse, first - 1):
        mention = mentions.actor_at.get(first - 1)
        if mention is not None and mention.actor.kind is not ActorKind.PERSON:
            break
        first -= 1
    return first


def _extends_name(parse: Parse, token: int) -> bool:
    """A word of a name, or what joins two: the hyphen of "Geun-hye", the "de" of "Bill de Blasio"."""
    if _is_name_word(parse, token):
        return True
    joins = parse.words[token] == "-" or parse.words[token] in titles().particles
    return joins and token > 0 and _is_name_word(parse, token - 1)


def _is_name_word(parse: Parse, token: int) -> bool:
    word = parse.lowers[token].rstrip(".")
    title = titles()
    if parse.pos[token] != "PROPN" or not parse.words[token][0].isupper():
        return False
    return not any(word in words for words in (title.heads, title.fields, title.ranks, title.address))


def _role(parse: Parse, words: Range) -> str | None:
    """The office that a stretch of words names, if it has a word for one, without its article."""
    first, last = words
    while first < last and parse.pos[first] in {"DET", "PUNCT", "PRON", "CCONJ"}:
        first += 1
    while first < last and parse.pos[last - 1] in {"PUNCT", "CCONJ"}:
        last -= 1
    if not any(is_office(parse.lowers[token].rstrip(".")) for token in range(first, last)):
        return None
    return parse.span(first, last).text


def _apposition(parse: Parse, token: int, phrase: Range) -> Range | None:
    for child in parse.children_by(token, "appos"):
        first, last = parse.edges[child]
        if child > token:
            return max(first, token + 1), min(last, max(phrase[1], token + 1))
    return None


def _pronoun(clues: list[str], name: tuple[str, ...]) -> str | None:
    for clue in clues:
        if clue in names().address:
            return names().address[clue]
    return names().given.get(name[0].lower()) if len(name) > 1 else None


def _is_body(parse: Parse, mentions: Mentions, first: int, token: int) -> bool:
    mention = mentions.actor_at.get(token)
    if mention is not None:
        return mention.actor.kind is not ActorKind.PERSON
    if parse.lowers[first] in names().given:
        return False
    article = any(parse.deps[child] == "det" for child in parse.children[token])
    return article or any(parse.lowers[at] in names().bodies for at in range(first, token + 1))
