"""What an input says of an article, under whatever names, made into an `Article`.

Metadata wins over flags: a flag stands in where the input is silent. The text is taken
verbatim, so that offsets are into exactly the string that the input gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from reportedly.config import SourceSettings
from reportedly.errors import ForeignLanguageError, SourceError, UsageError
from reportedly.lexicon.outlets import outlet_of
from reportedly.model import Article, content_id
from reportedly.sources.notices import Notice
from reportedly.sources.published import edtf_of
from reportedly.sources.streams import too_large
from reportedly.times import bounds

Record = Mapping[str, object]

# Names under which inputs give our fields, the first that has a value counts: ours, the White
# House files', schema.org's, Open Graph's, and those of common news collections and generators.
NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "external_id", "_id", "guid", "uuid", "identifier"),
    "text": ("text", "markdown", "body", "content", "articleBody", "article", "maintext", "full_text"),
    "title": ("title", "headline", "name"),
    "outlet": ("outlet", "publisher", "source", "site_name", "sitename", "publication", "isPartOf"),
    "byline": ("byline", "author", "authors", "creator"),
    "url": ("url", "link", "canonical_url", "permalink"),
    "published": (
        *("published", "published_time", "published_at", "publishedAt", "datePublished", "date"),
        *("date_published", "date_publish", "publication_date", "pub_date", "pubDate", "dct"),
    ),
    "updated": ("updated", "modified", "dateModified", "date_modified", "updated_at", "updatedAt", "lastmod"),
    "language": ("language", "lang", "inLanguage"),
    "section": ("section", "articleSection", "category"),
}
# English, as a BCP 47 tag or in words, and what says that the language is not known (ISO 639-2).
_READ = re.compile(r"(?:en|eng|und|mul|mis|zxx|unknown)(?![a-z])|.*\benglish\b", re.I | re.S)
_SURROGATE = re.compile("[\ud800-\udfff]")


_SAID = ("title", "outlet", "byline", "url", "published", "updated", "language", "section")


def said_by(page: object) -> Record:
    """What a page, or an entry of a feed, says of its article, as a record."""
    given = {name: getattr(page, name, None) for name in _SAID}
    return {name: [*value] if isinstance(value, tuple) else value for name, value in given.items() if value}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record stands: as people are told, and as its id where it has none of its own."""

    where: str
    external_id: str


def article(
    record: Record, origin: Origin, settings: SourceSettings, text: str | None = None
) -> Iterator[Article | Notice]:
    """The article of a record, preceded by what is doubtful about it.

    ``text`` is given where it stands beside the record (after front matter).

    Raises:
        SourceError: there is no text, too much of it, or it is known not to be English.

    """
    notices: list[Notice] = []
    body = _whole(_text(record, origin, settings) if text is None else text, origin, notices)
    _refuse_size(body, origin, settings)
    values = {ours: _first(record, _names(ours, settings)) for ours in ("title", "url", "language")}
    language = values["language"] or settings.language
    _refuse_language(language, origin)
    published = _published(record, origin, settings, notices)
    url = values["url"]
    outlet = _outlet(_first(record, _names("outlet", settings))) or _named_by(url) or settings.outlet
    yield from notices
    yield Article(
        id=content_id(body, published, outlet, url),
        external_id=_first(record, _names("id", settings)) or origin.external_id,
        text=body,
        title=values["title"],
        outlet=outlet,
        byline=_byline(record, settings),
        url=url,
        published=published,
        updated=_date(record, _names("updated", settings))[0],
        language=language,
        section=_first(record, _names("section", settings)),
    )


def flag_date(given: str) -> str:
    """The EDTF date of a ``--published`` flag.

    Raises:
        UsageError: it is no date.

    """
    edtf = edtf_of(given)
    if edtf is None:
        raise UsageError(f"--published {given}: no date; write it as 2022-07-26")
    return edtf


def _names(ours: str, settings: SourceSettings) -> tuple[str, ...]:
    mapped = settings.fields.get(ours)
    return (mapped,) if mapped else NAMES[ours]


def _text(record: Record, origin: Origin, settings: SourceSettings) -> str:
    """The first text that is not blank; what the record has instead is named where there is none."""
    names = _names("text", settings)
    given = [_value(record, name) for name in names if name in record or _value(record, name) is not None]
    for value in given:
        if isinstance(value, str) and value.strip():
            return value
    if any(value and not isinstance(value, str) for value in given):
        raise SourceError(origin.where, "its text is no string", "join its parts with blank lines between")
    if given:
        raise SourceError(origin.where, "its text is empty", "nothing to read in it; leave it out")
    fields = ", ".join(list(record)[:12])
    has = f"the fields {fields[:200]}" if fields else "no fields"
    raise SourceError(
        origin.where, f"no text: it has {has}", "name the one with the text (--field text=NAME)"
    )


def _whole(text: str, origin: Origin, notices: list[Notice]) -> str:
    """The text with lone surrogates, which no encoding can write, replaced one for one."""
    replaced, count = _SURROGATE.subn("\ufffd", text)
    if count:
        problem = f"{count} halves of surrogate pairs in its text"
        notices.append(Notice(origin.where, problem, "read as U+FFFD, offsets stay", skipped=False))
    return replaced


def _refuse_size(text: str, origin: Origin, settings: SourceSettings) -> None:
    if not text.strip():
        raise SourceError(origin.where, "nothing but white space", "nothing to read in it; leave it out")
    if len(text) > settings.max_size:
        raise too_large(origin.where, settings.max_size)


def _refuse_language(language: str | None, origin: Origin) -> None:
    if language and not _READ.match(language):
        problem = f"is in {language[:40]!r}: only English is read"
        advice = "give it in English, or mend what it says of its language"
        raise ForeignLanguageError(origin.where, problem, advice)


def _first(record: Record, names: tuple[str, ...]) -> str | None:
    """The first of the named fields that says something, as text."""
    return next((text for name in names if (text := _plain(_value(record, name)))), None)


def _value(record: Record, name: str) -> object:
    """What stands under a name, or under the path that it spells: ``article.body``, ``parts.0.text``."""
    if name in record or "." not in name:
        return record.get(name)
    value: object = record
    for step in name.split("."):
        if isinstance(value, Mapping):
            value = value.get(step)
        elif isinstance(value, list) and re.fullmatch("[0-9]{1,4}", step) and int(step) < len(value):
            value = value[int(step)]
        else:
            return None
    return value


def _plain(value: object) -> str | None:
    """A value as text: itself, a number's digits, or the name of a thing with a name (schema.org)."""
    if isinstance(value, Mapping):
        value = value.get("name") or value.get("title")
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    text = _SURROGATE.sub("\ufffd", str(value)).strip()
    return None if text in {"", "null", "~"} else text


def _outlet(given: str | None) -> str | None:
    """The outlet as given; by its name where it is given by a known site ("reuters.com")."""
    return (_named_by(given) if given and "." in given and " " not in given else None) or given


def _named_by(url: str | None) -> str | None:
    outlet = outlet_of(url) if url else None
    return outlet.name if outlet else None


def _byline(record: Record, settings: SourceSettings) -> tuple[str, ...]:
    for name in _names("byline", settings):
        value = _value(record, name)
        names = [_plain(one) for one in (value if isinstance(value, list) else [value])]
        if found := tuple(name for name in names if name):
            return found
    return ()


def _date(record: Record, names: tuple[str, ...]) -> tuple[str | None, str | None]:
    """The first date that can be told, and what stands there instead where there is none."""
    given = [text for name in names if (text := _plain(_value(record, name)))]
    told = next((edtf for text in given if (edtf := edtf_of(text))), None)
    return told, (given[0] if given and told is None else None)


def _published(record: Record, origin: Origin, settings: SourceSettings, notices: list[Notice]) -> str | None:
    told, junk = _date(record, _names("published", settings))
    if junk is not None:
        problem = f"its date {junk[:40]!r} cannot be told"
        notices.append(Notice(origin.where, problem, "write it as 2022-07-26", skipped=False))
    if told is None and settings.published:
        told = flag_date(settings.published)
    # A day may have begun elsewhere that has not begun here.
    day = bounds(told)[0] if told else None
    if day and settings.today and day > settings.today + timedelta(days=1):
        problem = f"its date {told} is in the future"
        notices.append(Notice(origin.where, problem, "check it; it is read as given", skipped=False))
    return told
