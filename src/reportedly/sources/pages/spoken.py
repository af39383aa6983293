"""Which language a page is in: the one it states, unless its text is plainly in another."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from lxml.html import HtmlElement
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from reportedly.sources.pages.stated import Stated

# From this many letters on, and as sure as this, a text shows its language better than its page states it.
_ENOUGH, _SURE = 400, 0.99
_SAMPLE = 2_000

_LETTERS = re.compile(r"[^\W\d_]+")
_TAG = re.compile(r"[a-zA-Z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")
_SAME = ({"no", "nb", "nn", "da"}, {"sr", "hr", "bs", "sh", "sl"}, {"id", "ms"}, {"gl", "pt"}, {"cs", "sk"})
_THREE = {"eng": "en", "fra": "fr", "deu": "de", "spa": "es", "rus": "ru", "ara": "ar", "zho": "zh"}


def checked(stated: str | None, text: str) -> tuple[str | None, str | None]:
    """The language of a text as a BCP 47 tag, and what is doubtful about it where another is stated."""
    heard = _heard(text)
    if heard is None or stated is None or _same(stated, heard):
        return stated or heard, None
    return heard, f"says that it is in {stated!r}, but its text is in {heard!r}"


def stated_language(root: HtmlElement, page: Stated) -> str | None:
    """The language that the page states, as a tag."""
    given = (
        *(root.get("lang"), root.get("{http://www.w3.org/XML/1998/namespace}lang"), root.get("xml:lang")),
        *(page.told("inLanguage"), page.meta("content-language", "language", "dc.language", "og:locale")),
    )
    return next((found[0] for one in given if one and (found := _TAG.fullmatch(one.strip()))), None)


def _heard(text: str) -> str | None:
    """The language of a text that is long enough to show it."""
    sample = " ".join(_LETTERS.findall(text[:_SAMPLE]))
    if len(sample) < _ENOUGH:
        return None
    language, certainty = identifier().classify(sample)
    return str(language) if certainty >= _SURE else None


def _same(tag: str, heard: str) -> bool:
    main = re.split("[-_]", tag.lower())[0]
    main = _THREE.get(main, main)
    return main == heard or any({main, heard} <= group for group in _SAME)


@lru_cache(maxsize=1)
def identifier() -> Any:
    """The model of languages, which its library unpacks into a temporary file."""
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
