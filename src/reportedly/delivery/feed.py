"""An Atom feed (RFC 4287): made whole, or in a file to which entries are added.

A file is replaced whole, or left as it was.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import NAMESPACE_URL, uuid4, uuid5

from lxml import etree

from reportedly.errors import UsageError

MOST = 500
"""How many entries a feed keeps; of more, those last updated longest ago are dropped."""

_ATOM = "http://www.w3.org/2005/Atom"
_XHTML = "http://www.w3.org/1999/xhtml"
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry; ``id`` is any string that is its own alone, ``category`` a word to sort it by."""

    id: str
    title: str
    updated: datetime
    category: str
    paragraphs: tuple[str, ...]


def add_to_feed(path: Path, title: str, entries: Sequence[Entry], most: int = MOST) -> None:
    """Put one or more entries into the feed at ``path``, made if need be, in place of those with their ids.

    Raises:
        UsageError: there is a file that is no Atom feed; it stays as it is.
        OSError: it cannot be written; the feed is as it was.

    """
    found = _existing(path)
    new = [_element(entry) for entry in entries]
    ids = {_id(element) for element in new}
    kept = [] if found is None else [each for each in found.iterfind(_tag("entry")) if _id(each) not in ids]
    newest = sorted([*new, *kept], key=_updated, reverse=True)[:most]
    identity = uuid4().urn if found is None else _id(found)
    _replace(path, _feed(identity, title, newest, _updated(newest[0])))


def feed_of(name: str, title: str, entries: Sequence[Entry], made: datetime) -> bytes:
    """A feed of entries, the last updated first; one of none was updated when it was ``made``.

    ``name`` is any string that is the feed's own alone.
    """
    newest = sorted(map(_element, entries), key=_updated, reverse=True)
    updated = _updated(newest[0]) if newest else _stamp(made)
    return _feed(uuid5(NAMESPACE_URL, f"reportedly:{name}").urn, title, newest, updated)


def _feed(identity: str, title: str, entries: Sequence[etree._Element], updated: str) -> bytes:
    feed = _bare("feed", _ATOM)
    _put(feed, "id", identity)
    _put(feed, "title", title)
    _put(feed, "updated", updated)
    _put(etree.SubElement(feed, _tag("author")), "name", "reportedly")
    feed.extend(entries)
    return etree.tostring(feed, encoding="utf-8", xml_declaration=True)


def _bare(tag: str, namespace: str) -> etree._Element:
    """An empty element whose namespace needs no prefix."""
    return etree.XML(f'<{tag} xmlns="{namespace}"/>')


def _element(entry: Entry) -> etree._Element:
    element = _bare("entry", _ATOM)
    _put(element, "id", uuid5(NAMESPACE_URL, f"reportedly:{entry.id}").urn)
    _put(element, "title", entry.title)
    _put(element, "updated", _stamp(entry.updated))
    etree.SubElement(element, _tag("category"), term=_in_xml(entry.category))
    content = etree.SubElement(element, _tag("content"), type="xhtml")
    division = _bare("div", _XHTML)
    content.append(division)
    for paragraph in entry.paragraphs:
        etree.SubElement(division, f"{{{_XHTML}}}p").text = _in_xml(paragraph)
    return element


def _put(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, _tag(name)).text = _in_xml(text)


def _existing(path: Path) -> etree._Element | None:
    """The feed that is in a file, if there is one. Nothing that it refers to is fetched."""
    if not path.exists() or not path.stat().st_size:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(path.read_bytes(), parser)
    except etree.XMLSyntaxError as error:
        raise UsageError(f"{path}: is there and is no Atom feed; name another file with --atom") from error
    if root.tag != _tag("feed") or not _id(root):
        raise UsageError(f"{path}: is there and is no Atom feed; name another file with --atom")
    return root


def _replace(path: Path, written: bytes) -> None:
    """Put a file in the place of another in one step, with the permissions that it had."""
    target = path.resolve()
    beside = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        with beside.open("wb") as file:
            file.write(written)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, beside)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def _tag(name: str) -> str:
    return f"{{{_ATOM}}}{name}"


def _id(element: etree._Element) -> str:
    return (element.findtext(_tag("id")) or "").strip()


def _updated(element: etree._Element) -> str:
    """When an entry was updated: a stamp of this module's, which sorts as text."""
    return (element.findtext(_tag("updated")) or "").strip()


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _in_xml(text: str) -> str:
    """A text without the characters that XML cannot say."""
    return _NOT_IN_XML.sub("\ufffd", text)
