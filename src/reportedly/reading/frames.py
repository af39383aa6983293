"""Where a predicate's arguments stand: syntactic slots, seen through control and relative clauses.

A slot is named ``subj``, ``obj``, ``iobj``, by the lemma of a preposition (``to``), and for
nouns also ``poss`` and ``mod``. Slots are deep: the passive's subject is an ``obj``, its agent a
``subj``; the subject of an infinitive is found through what governs it ("Russia has not been
seen to buy"); a relative pronoun gives way to the noun it stands for.
"""

from __future__ import annotations

from typing import TypeAlias

from reportedly.lexicon.events import event_lexicon
from reportedly.reading.parse import Parse

Slots: TypeAlias = dict[str, list[int]]

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_CLIMBED = frozenset({"xcomp", "ccomp", "advcl", "acomp", "attr", "oprd", "conj", "dep", "parataxis"})
_RELATIVE = frozenset({"that", "which", "who", "whom"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
# Nothing grammatical is further away than this, however absurd the sentence.
_STEPS = 8


def slots_of(parse: Parse, head: int) -> Slots:
    """The slots of the verb or noun at ``head``, each a list of token indexes."""
    if is_predicate(parse, head):
        return _verb_slots(parse, head)
    if is_asked(parse, head):
        return _asked_slots(parse, head)
    return _noun_slots(parse, head)


def is_predicate(parse: Parse, token: int) -> bool:
    """Whether ``token`` is a verb, or taken for a noun and has a subject ("US pledges $400 mln")."""
    if parse.pos[token] in {"VERB", "AUX"}:
        return True
    return parse.pos[token] == "NOUN" and bool(parse.children_by(token, "nsubj"))


def is_asked(parse: Parse, token: int) -> bool:
    """Whether ``token`` is a verb that was taken for a noun: "Did Peru supply arms to Mali?"."""
    noun = parse.heads[token]
    above = parse.heads[noun]
    return (
        parse.deps[token] == "compound"
        and parse.deps[noun] in {"nsubj", "dobj"}
        and parse.lemmas[above] == "do"
        and above < token < noun
        and any(child < token for child in parse.children_by(noun, "compound", "nmod"))
    )


def _asked_slots(parse: Parse, verb: int) -> Slots:
    noun = parse.heads[verb]
    asked = [child for child in parse.children_by(noun, "compound", "nmod") if child < verb]
    slots: Slots = {"subj": asked[-1:], "obj": [noun]}
    for at in (parse.heads[noun], noun):
        add_prepositions(parse, at, slots, after=noun)
    return slots


def subjects_of(parse: Parse, verb: int) -> list[int]:
    """Who does what ``verb`` says, looked for through control, raising and coordination."""
    for _ in range(_STEPS):
        own = [child for child in parse.children[verb] if parse.deps[child] in _SUBJECTS]
        if not own:
            # "Peru has for the first time sent": the subject may hang on the auxiliary
            own = [who for aux in parse.children_by(verb, "aux") for who in parse.children_by(aux, "nsubj")]
        if not own and parse.tags[verb] == "VBG":
            own = parse.children_by(verb, "poss")
        if own or parse.heads[verb] == verb:
            return own[-1:]
        label, head = parse.deps[verb], parse.heads[verb]
        if label in {"acl", "relcl"}:
            return _subjects_from_noun(parse, verb, head)
        if label == "pcomp":
            head = _predicate_over(parse, head)
            if parse.pos[head] in {"NOUN", "PROPN"}:
                return _owners(parse, head)
        elif label not in _CLIMBED:
            return []
        if label in {"xcomp", "pcomp"} and (controlled := _controlled(parse, head, verb)):
            return controlled
        verb = head
    return []


def is_passive(parse: Parse, verb: int) -> bool:
    """Whether ``verb`` is in the passive, or a bare participle after its noun."""
    labels = {parse.deps[child] for child in parse.children[verb]}
    if "nsubjpass" in labels or "auxpass" in labels or ("agent" in labels and "aux" not in labels):
        return True
    return parse.tags[verb] == "VBN" and (
        (parse.deps[verb] == "acl" and not _is_complement(parse, verb))
        or (parse.deps[verb] == "conj" and _first_conjunct_passive(parse, verb))
    )


def _is_complement(parse: Parse, verb: int) -> bool:
    """Whether a clause after a noun says what the noun is about: "signs that Mali has sent tanks"."""
    return bool(parse.children_by(verb, "mark"))


def antecedent_of(parse: Parse, token: int) -> int | None:
    """The noun that the relative pronoun at ``token`` stands for, if it is one."""
    if parse.lowers[token] not in _RELATIVE or parse.tags[token] not in {"WDT", "WP", "IN"}:
        return None
    climber = token
    for _ in range(_STEPS):
        if parse.deps[climber] == "relcl":
            return parse.heads[climber]
        if parse.heads[climber] == climber:
            break
        climber = parse.heads[climber]
    first = parse.sentences[parse.sentence_of[token]][0]
    for before in range(token - 1, max(first, token - 5) - 1, -1):
        if parse.pos[before] in _NOMINAL:
            return before
    return None


def meant_by(parse: Parse, token: int) -> int:
    """The noun that a relative pronoun stands for, any other token itself."""
    antecedent = antecedent_of(parse, token)
    return token if antecedent is None else antecedent


def conjuncts(parse: Parse, token: int) -> list[int]:
    """``token`` and what is coordinated with it after it."""
    found = [token]
    for _ in range(_STEPS):
        more = parse.children_by(found[-1], "conj")
        if not more:
            break
        found.extend(more)
    return found


def _verb_slots(parse: Parse, verb: int) -> Slots:
    slots: Slots = {}
    passive = is_passive(parse, verb)
    for child in parse.children[verb]:
        _add_child(parse, child, passive, slots)
    if passive:
        _add_passive_subject(parse, verb, slots)
    elif "subj" in slots:
        slots["subj"] = slots["subj"][-1:]
    elif subjects := subjects_of(parse, verb):
        slots["subj"] = subjects
    if "obj" not in slots:
        _add_shared_object(parse, verb, slots)
    if _is_infinitive(parse, verb):
        _add_partner(parse, verb, slots)
    for slot in ("obj", "to", "in", "with"):
        for noun in list(slots.get(slot, ())):
            add_prepositions(parse, noun, slots, after=noun)
    return slots


def _add_child(parse: Parse, child: int, passive: bool, slots: Slots) -> None:
    label = parse.deps[child]
    if label in {"nsubj", "csubj"}:
        # A participle after its noun may be taken for the main verb: "missiles bought by Syria".
        _add(slots, "obj" if passive else "subj", child)
    elif label in {"dobj", "nsubjpass"}:
        _add(slots, "obj", child)
    elif label == "dative" and parse.pos[child] in _NOMINAL:
        _add(slots, "iobj", child)
    elif label in {"prep", "agent", "dative"}:
        for prep in (child, *parse.children_by(child, "conj")):
            slot = "subj" if passive and parse.lowers[prep] == "by" else parse.lemmas[prep]
            for noun in parse.children_by(prep, "pobj"):
                _add(slots, slot, noun)
    elif label in {"ccomp", "xcomp"} or (label == "advcl" and _is_infinitive(parse, child)):
        _add(slots, "comp", child)


def _add_passive_subject(parse: Parse, verb: int, slots: Slots) -> None:
    """Give the participle its deep object: the noun it follows, or the subject above it."""
    if "obj" in slots:
        return
    if parse.deps[verb] == "acl":
        _add(slots, "obj", parse.heads[verb])
        return
    for subject in subjects_of(parse, verb):
        _add(slots, "obj", subject)


def _add_shared_object(parse: Parse, verb: int, slots: Slots) -> None:
    """An object that stands elsewhere: before a relative clause, or at a coordinated verb."""
    head = parse.heads[verb]
    label = parse.deps[verb]
    gerund = parse.tags[verb] == "VBG"
    if label == "conj" and parse.deps[head] == "relcl" and (noun := _relative_object(parse, head)):
        slots["obj"] = [noun]
        return
    # "drones that it sold", "the sending drones to Russia"
    modifies = label == "relcl" or (label == "acl" and not _is_complement(parse, verb))
    if (modifies and not gerund and slots.get("subj") != [head]) or (label == "amod" and gerund):
        slots["obj"] = [head]
        return
    for other in parse.children_by(verb, "conj"):
        shared = parse.children_by(other, "dobj")
        if shared and not any(parse.deps[child] in _SUBJECTS for child in parse.children[other]):
            slots["obj"] = shared
            for child in parse.children_by(other, "prep", "dative"):
                _add_child(parse, child, False, slots)
            return
    before = verb - 1
    while before >= 0 and parse.heads[before] == verb and parse.deps[before] != "mark":
        before -= 1
    # "UAVs for Russia to acquire": what is to be acquired stands before "for".
    if before > 0 and parse.lowers[before] == "for" and parse.pos[before - 1] in {"NOUN", "PROPN"}:
        slots["obj"] = [before - 1]


def _add_partner(parse: Parse, verb: int, slots: Slots) -> None:
    """The other side of the talks or deal that an infinitive says the aim of: "talks with Oman to buy"."""
    intent = event_lexicon().words["intent"]
    above = parse.heads[verb]
    nouns = [above]
    if parse.deps[verb] in {"advcl", "xcomp"}:
        nouns = parse.children_by(above, "dobj")
        for prep in parse.children_by(above, "prep"):
            nouns.extend(parse.children_by(prep, "pobj"))
    for noun in nouns:
        if parse.lemmas[noun] in intent and noun < verb:
            for prep in parse.children_by(noun, "prep"):
                if parse.lowers[prep] == "with":
                    slots.setdefault("partner", parse.children_by(prep, "pobj"))


def _relative_object(parse: Parse, verb: int) -> int | None:
    """What a relative clause says of its noun, for the verbs joined in it: "which it made and sold"."""
    for child in parse.children_by(verb, "dobj"):
        if parse.lowers[child] in _RELATIVE:
            return parse.heads[verb]
    return None


def _noun_slots(parse: Parse, noun: int) -> Slots:
    slots: Slots = {}
    _add_modifiers(parse, noun, slots)
    add_prepositions(parse, noun, slots)
    for other in _coordinated(parse, noun):
        _share(parse, noun, other, slots)
    for slot in ("to", "of", "for"):
        for below in list(slots.get(slot, ())):
            add_prepositions(parse, below, slots, after=noun)
    if parse.deps[noun] in {"nsubj", "nsubjpass"}:
        _add_affected(parse, parse.heads[noun], slots)
    governor = _governor(parse, noun)
    if governor is not None:
        later: Slots = {}
        add_prepositions(parse, governor, later, after=noun)
        for slot in ("to", "from", "for", "by", "with", "against", "on"):
            # "The export from Poland was approved by Germany": who approves is not who gives.
            if slot in later and not (slot == "by" and ("from" in slots or "poss" in slots)):
                slots.setdefault(slot, later[slot])
    return slots


def _add_affected(parse: Parse, verb: int, slots: Slots) -> None:
    """Whose thing the event bears upon: "the sanctions have an effect on his industry"."""
    found: Slots = {}
    for at in (verb, *parse.children_by(verb, "dobj")):
        add_prepositions(parse, at, found)
    for noun in found.get("on", ()):
        slots.setdefault("affected", []).extend(parse.children_by(noun, "poss") or [noun])


def _share(parse: Parse, noun: int, other: int, slots: Slots) -> None:
    """What one of two coordinated nouns says for both: "Iran's sale and delivery of drones"."""
    bare = slots.keys() <= {"poss", "mod"}
    shared: Slots = {}
    _add_modifiers(parse, other, shared)
    if bare:
        add_prepositions(parse, other, shared)
    determined = any(parse.deps[child] == "det" for child in parse.children[noun])
    for slot, tokens in shared.items():
        if bare or (slot == "poss" and not determined):
            slots.setdefault(slot, tokens)


def _add_modifiers(parse: Parse, noun: int, slots: Slots) -> None:
    for child in parse.children[noun]:
        label = parse.deps[child]
        if label == "poss":
            _add(slots, "poss", child)
        elif label in {"amod", "compound", "nmod", "nummod"}:
            _add(slots, "mod", child)


def add_prepositions(parse: Parse, head: int, slots: Slots, after: int = -1) -> None:
    """Give each slot that is still empty what stands in it at ``head``, past token ``after``."""
    found: Slots = {}
    for child in parse.children[head]:
        if child > after and parse.deps[child] in {"prep", "agent", "dative"}:
            for prep in (child, *parse.children_by(child, "conj")):
                for noun in parse.children_by(prep, "pobj"):
                    _add(found, parse.lemmas[prep], noun)
    for slot, tokens in found.items():
        slots.setdefault(slot, tokens)


def _coordinated(parse: Parse, noun: int) -> list[int]:
    """Nouns that share their complements with ``noun``: "delivery and/or purchase of"."""
    top = noun
    for _ in range(_STEPS):
        head = parse.heads[top]
        joined = any(parse.deps[child] == "cc" for child in (*parse.children[top], *parse.children[head]))
        if not joined or parse.deps[top] not in {"conj", "nmod"} or parse.pos[head] != "NOUN":
            break
        top = head
    chain = [top, *parse.children_by(top, "nmod"), *conjuncts(parse, top)[1:]]
    return [each for each in chain if each != noun and parse.pos[each] == "NOUN"]


def _governor(parse: Parse, noun: int) -> int | None:
    """What may have taken over the prepositions of ``noun``: its verb, or "sort" in "sort of sale"."""
    top = noun
    for _ in range(_STEPS):
        if parse.deps[top] not in {"conj", "nmod"} or parse.pos[parse.heads[top]] != "NOUN":
            break
        top = parse.heads[top]
    head = parse.heads[top]
    if parse.deps[top] in {"dobj", "nsubjpass"}:
        return head
    above = parse.heads[head]
    partitive = event_lexicon().words["partitive"]
    if parse.deps[top] == "pobj" and parse.lowers[head] == "of" and parse.lowers[above] in partitive:
        return above
    return None


def _subjects_from_noun(parse: Parse, verb: int, noun: int) -> list[int]:
    if _is_infinitive(parse, verb):
        if parse.lemmas[noun] in event_lexicon().words["intent"]:
            return _owners(parse, noun)
        return []
    if parse.deps[verb] == "acl" and parse.tags[verb] == "VBN":
        return []
    return [noun]


def _predicate_over(parse: Parse, prep: int) -> int:
    """What a gerund's preposition belongs to: in "I will discuss Iran's help by sending", the help."""
    head = parse.heads[prep]
    if parse.lowers[prep] == "by" and any(
        parse.lowers[who] in {"i", "we"} for who in subjects_of(parse, head)
    ):
        for noun in parse.children_by(head, "dobj"):
            if parse.children_by(noun, "poss"):
                return noun
    return head


def _is_infinitive(parse: Parse, verb: int) -> bool:
    return any(parse.tags[child] == "TO" for child in parse.children[verb])


def _owners(parse: Parse, noun: int) -> list[int]:
    """Whose plan, role or effort ``noun`` is: its possessor, or the subject of its verb."""
    if owners := parse.children_by(noun, "poss"):
        return owners
    for child in parse.children_by(noun, "prep"):
        if parse.lowers[child] in {"of", "by"} and (owners := parse.children_by(child, "pobj")):
            return owners
    head = parse.heads[noun]
    if parse.deps[noun] == "pobj" and parse.lowers[head] in {"in", "into", "under", "on"}:
        # "Poland is in talks to buy jets"
        head = parse.heads[head]
        if owners := parse.children_by(head, "nsubj"):
            return owners
    if parse.deps[noun] in {"dobj", "attr"} and (owners := parse.children_by(head, "nsubj")):
        return owners
    return parse.children_by(noun, "amod", "compound", "nmod")


def _controlled(parse: Parse, governor: int, verb: int) -> list[int]:
    """The object of an object-control verb: "urged Berlin to send", "accused Iran of selling"."""
    words = event_lexicon().words["judged" if parse.deps[verb] == "pcomp" else "object_control"]
    if parse.lemmas[governor] in event_lexicon().words["control_on"]:
        # "called on China to stop selling"
        return [
            noun
            for child in parse.children_by(governor, "prep")
            if parse.lowers[child] == "on" and child < verb
            for noun in parse.children_by(child, "pobj")
        ]
    if parse.lemmas[governor] not in words:
        return []
    return [child for child in parse.children_by(governor, "dobj", "nsubjpass") if child < verb]


def _first_conjunct_passive(parse: Parse, verb: int) -> bool:
    head = parse.heads[verb]
    own = any(parse.deps[child] in _SUBJECTS or parse.deps[child] == "dobj" for child in parse.children[verb])
    return not own and any(parse.deps[child] in {"nsubjpass", "auxpass"} for child in parse.children[head])


def _add(slots: Slots, slot: str, token: int) -> None:
    slots.setdefault(slot, []).append(token)
