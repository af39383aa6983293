"""Claims as W3C Web Annotations (JSON-LD, https://www.w3.org/TR/annotation-model/).

Each stretch of evidence is a target with two selectors into the article's text as the ledger holds
it: the words with a little of what stands around them (TextQuoteSelector), and half-open offsets in
code points (TextPositionSelector). ``source`` is that text, ``scope`` the page that it was seen on.
"""

from __future__ import annotations

from typing import Any

from reportedly.exporting.cited import Cited, described, said_of, stamp, urn
from reportedly.model import Article, Span

CONTEXT = "http://www.w3.org/ns/anno.jsonld"

AROUND = 32
"""How many code points of what stands around a quotation are given with it, at most, on either side."""


def annotation(one: Cited) -> dict[str, Any]:
    """A claim as an annotation of the article that it was read in."""
    claim = one.claim
    return {
        "id": urn("claim", claim.id),
        "type": "Annotation",
        "motivation": ["classifying", "describing"],
        "created": stamp(one.recorded),
        "generator": {"type": "Software", "name": claim.reader},
        "body": [
            _body("classifying", claim.status.value),
            _body("describing", f"{described(claim)}: {said_of(claim)}"),
        ],
        "target": [target(span, one.article) for span in claim.evidence],
    }


def target(span: Span, article: Article) -> dict[str, Any]:
    """A stretch of an article's text, by its words and by its place."""
    text = article.text
    source = {"id": urn("article", article.id), "type": "Text", "format": "text/plain"}
    if article.language:
        source["language"] = article.language
    quote = {
        "type": "TextQuoteSelector",
        "exact": span.text,
        "prefix": text[max(0, span.start - AROUND) : span.start],
        "suffix": text[span.end : span.end + AROUND],
    }
    place = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    found: dict[str, Any] = {"type": "SpecificResource", "source": source, "selector": [quote, place]}
    return {**found, "scope": article.url} if article.url else found


def _body(purpose: str, value: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"}
