"""The component ``reportedly`` of a spaCy pipeline: claims as attributes of the documents.

    nlp.add_pipe("reportedly")  ->  doc._.claims, doc._.attributions, doc._.events, doc._.reading

It reads from the annotation that the pipeline made; nothing is parsed twice. What it reads is kept
in ``doc.user_data`` in its JSON form, because that is what spaCy passes between processes and
writes to disk.

spaCy imports this module with every pipeline that anybody loads, so it is light, and sets nothing
before the component is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc

from reportedly.config import ReadingSettings
from reportedly.errors import UsageError

if TYPE_CHECKING:
    from reportedly.reading.reader import Reading

LAYERS = ("claims", "attributions", "events")
"""The layers of a reading that have an attribute of their own."""

ORIGIN = ("published", "outlet", "url", "title")
"""What may be said of a document's origin: by its attributes, its context or the configuration."""

_KEY = "reportedly"
# Readings that stay decoded: one attribute of a document is seldom asked for alone.
_DECODED = 16


@dataclass(frozen=True, slots=True)
class _Read:
    """The getter of an attribute, in a form that goes to other processes."""

    layer: str | None = None

    def __call__(self, doc: Doc) -> Any:
        """A layer of what was read, the reading itself where no layer is named."""
        data = doc.user_data.get(_KEY)
        if self.layer is None:
            return None if data is None else _decoded(data)
        return () if data is None else getattr(_decoded(data), self.layer)


@dataclass(frozen=True, slots=True)
class Component:
    """Reads each document that comes through the pipeline."""

    parsed_by: str
    settings: ReadingSettings
    origin: Mapping[str, str | None]

    def __call__(self, doc: Doc) -> Doc:
        """Read one document.

        Raises:
            ModelError: the pipeline lacks a component that reading needs.
            UsageError: what is given as its date is none.

        """
        from reportedly.desk import article_of  # noqa: PLC0415 - see the module's docstring
        from reportedly.jsonform import encode  # noqa: PLC0415
        from reportedly.reading.reader import read_doc  # noqa: PLC0415

        article = article_of(doc.text, **self._origin_of(doc))
        doc.user_data[_KEY] = encode(read_doc(article, doc, self.parsed_by, self.settings))
        return doc

    def _origin_of(self, doc: Doc) -> dict[str, str | None]:
        """The first that says something: the document's attribute, its context, the configuration."""
        context = getattr(doc, "_context", None)
        told = context if isinstance(context, Mapping) else {}
        found = {name: doc._.get(name) or told.get(name) or self.origin[name] for name in ORIGIN}
        return {name: None if value is None else str(value) for name, value in found.items()}


@Language.factory(
    "reportedly",
    default_config={"model": ReadingSettings().model, **dict.fromkeys(ORIGIN)},
    # Parts of speech too, but that it gives them is not on record of any component of spaCy's.
    requires=["token.tag", "token.lemma", "token.dep", "token.head", "doc.sents"],
    assigns=["doc._.reading", *(f"doc._.{layer}" for layer in LAYERS)],
)
def make_component(  # noqa: PLR0913 - spaCy passes the configuration by name
    nlp: Language,
    name: str,  # noqa: ARG001 - spaCy passes it
    *,
    model: str,
    published: str | None,
    outlet: str | None,
    url: str | None,
    title: str | None,
) -> Component:
    """The component, for ``nlp.add_pipe("reportedly", config={...})``.

    Raises:
        ModelError: the model is not installed, or the pipeline is not an English one.
        UsageError: ``published`` is no date, or another package's attribute has a name of ours.

    """
    from reportedly.desk import article_of  # noqa: PLC0415
    from reportedly.reading.annotated import pipeline_version, require_english  # noqa: PLC0415
    from reportedly.reading.learned.model import load  # noqa: PLC0415

    origin = {"published": published, "outlet": outlet, "url": url, "title": title}
    require_english(nlp.lang)
    article_of("", **origin)
    load(model)
    set_attributes()
    return Component(pipeline_version(nlp.meta), ReadingSettings(model=model), origin)


def set_attributes() -> None:
    """Give documents the attributes, as adding the component does; once is enough.

    Call it to have ``doc._.claims`` of documents that were read elsewhere and come from disk.

    Raises:
        UsageError: another package's attribute has a name of ours.

    """
    for name, getter in {"reading": _Read(), **{layer: _Read(layer) for layer in LAYERS}}.items():
        if Doc.has_extension(name) and not isinstance(Doc.get_extension(name)[2], _Read):
            raise UsageError(f"doc._.{name} is something else already; remove it with Doc.remove_extension")
        Doc.set_extension(name, getter=getter, force=True)
    for name in ORIGIN:
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)


@lru_cache(maxsize=_DECODED)
def _decoded(data: bytes) -> Reading:
    from reportedly.jsonform import decode  # noqa: PLC0415
    from reportedly.reading.reader import Reading  # noqa: PLC0415

    return decode(Reading, data)
