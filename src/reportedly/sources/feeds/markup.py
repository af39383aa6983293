"""XML as it is found: a tree of any feed or sitemap, however broken.

A document type declaration never reaches the parser, so no entity is ever declared, expanded or
fetched: the text is handed over from its root element on. libxml2's recovering parser takes what is
not well-formed; where it had to leave something out, the text is mended and parsed once more.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from lxml import etree

_SPACES_COMMENTS_PIS = r"(?:\s++|<\?.*?\?>|<!--.*?-->)*+"
_ROOT = re.compile(
    r"<(?:[\w.-]{1,40}:)?(rss|feed|rdf|channel|urlset|sitemapindex|opml|html|head|body)(?=[\s/>])", re.I
)
_PROLOG = re.compile(_SPACES_COMMENTS_PIS, re.S)
_NEAR = 1 << 16

# What mending looks at: character data sections and comments as wholes, characters that XML has
# not, ampersands, and "<" that opens no tag.
_MENDED = re.compile(
    r"(?P<cdata><!\[CDATA\[.*?(?:\]\]>|\Z))|<!--.*?(?:-->|\Z)"
    r"|&(?P<entity>\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});|&|<(?![a-zA-Z_:/!?])",
    re.S,
)
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_XML_ENTITIES = frozenset(("amp", "lt", "gt", "quot", "apos"))

# The namespaces of feeds by the prefix under which their elements are known here; what has none
# is the feed's own (RSS 0.9, 1.0, Atom 0.3 and 1.0).
_PREFIXES = {
    "http://www.w3.org/2005/atom": "",
    "http://purl.org/atom/ns#": "",
    "http://purl.org/rss/1.0/": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://channel.netscape.com/rdf/simple/0.9/": "",
    "http://backend.userland.com/rss2": "",
    "http://blogs.law.harvard.edu/tech/rss": "",
    "http://www.sitemaps.org/schemas/sitemap/0.9": "",
    "http://www.google.com/schemas/sitemap/0.84": "",
    "http://www.google.com/schemas/sitemap-news/0.9": "news:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dcterms:",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes:",
    "http://search.yahoo.com/mrss/": "media:",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner:",
    "http://www.w3.org/1999/xhtml": "xhtml:",
    "http://www.w3.org/xml/1998/namespace": "xml:",
}
# Prefixes that are used of the feed's own namespace without being declared.
_OWN = frozenset(("rss", "atom", "atom10", "feed", "rss1", "a10", "sitemap"))


@dataclass(frozen=True, slots=True)
class Markup:
    """A tree, and whether the text was not well-formed, or nested deeper than is followed."""

    root: etree._Element
    broken: bool
    deep: bool


def root_name(text: str) -> str | None:
    """The name of the root element in lower case, without its prefix; ``None`` where there is none."""
    found = _root(text)
    return found[1].lower() if found else None


def _root(text: str) -> re.Match[str] | None:
    """The first tag with a root's name that is in no prolog, whatever else stands before it."""
    position = 0
    for _ in range(100):
        start = _PROLOG.match(text, position)
        position = start.end() if start else position
        found = _ROOT.search(text, position, position + _NEAR)
        opened = text.find("<!DOCTYPE", position, found.start() if found else position + _NEAR)
        if opened < 0 or text[opened + 9 : opened + 15].lower().strip() == "html":
            return found
        position = _after_doctype(text, opened)
    return None


def _after_doctype(text: str, opened: int) -> int:
    """Where a document type declaration ends, its internal subset included."""
    end = text.find(">", opened)
    subset = text.find("[", opened, end + 1 or None)
    if subset >= 0:
        end = text.find("]", subset)
    return end + 1 or len(text)


def tree_of(text: str) -> Markup | None:
    """The tree of an XML text from its root element on; ``None`` where there is none."""
    found = _root(text)
    if found is None:
        return None
    body = text[found.start() :]
    markup = _parsed(body)
    if markup is None or markup.broken:
        return _parsed(_mended(body), broken=True) or markup
    return markup


def _parsed(text: str, *, broken: bool = False) -> Markup | None:
    # With huge_tree libxml2 takes text of more than 10 MB; what it would also let through, the
    # unbounded expansion of entities, needs a document type declaration.
    parser = etree.XMLParser(
        encoding="utf-8",
        recover=True,
        huge_tree=True,
        resolve_entities=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        return None
    errors = [entry.message for entry in parser.error_log]
    deep = any("depth" in message for message in errors)
    wrong = any(not message.startswith("Namespace prefix") for message in errors)
    return None if root is None else Markup(root, broken or wrong, deep)


def _mended(text: str) -> str:
    """The text with what most often keeps one from being XML put right.

    >>> _mended("<a>AT&T caf&eacute; 1 < 2 &#0;</a>")
    '<a>AT&amp;T café 1 &lt; 2 �</a>'
    """
    return _MENDED.sub(_mend, _NO_XML.sub("", text))


def _mend(found: re.Match[str]) -> str:
    whole = found[0]
    if found["cdata"]:
        return whole if whole.endswith("]]>") else whole + "]]>"
    if found["entity"]:
        return _entity(found["entity"])
    return {"&": "&amp;", "<": "&lt;"}.get(whole, whole)


def _entity(name: str) -> str:
    """A reference that XML knows; else the character that HTML means by it; else its own text."""
    if name in _XML_ENTITIES:
        return f"&{name};"
    meant = html.unescape(f"&{name};")
    return html.escape(_NO_XML.sub("\ufffd", meant), quote=False)


def key_of(tag: object) -> str:
    """The name of an element as it is known here: in lower case, with the usual prefix.

    >>> key_of("{http://www.w3.org/2005/Atom}Link"), key_of("dc:date"), key_of("{urn:x}date")
    ('link', 'dc:date', 'urn:x date')
    """
    if not isinstance(tag, str):
        return ""
    uri, _, local = tag.rpartition("}")
    if not uri:
        prefix, colon, rest = tag.lower().partition(":")
        return rest if colon and prefix in _OWN else tag.lower()
    namespace = uri[1:].lower().replace("https://", "http://", 1)
    prefix = _PREFIXES.get(namespace, _PREFIXES.get(f"{namespace}/", f"{namespace[:200]} "))
    return prefix + local.lower()


def inner(element: etree._Element) -> str:
    """What stands in an element: its text, or its mark-up as HTML where it has any. The tree is used up."""
    if not len(element):
        return element.text or ""
    # Elements of a tree of their own carry no namespaces of the feed's.
    apart = etree.Element("div")
    for child in list(element):
        _strip_namespaces(child)
        apart.append(child)
    etree.cleanup_namespaces(apart)
    mark_up = (etree.tostring(child, encoding="unicode", method="html") for child in apart)
    return html.escape(element.text or "", quote=False) + "".join(mark_up)


def _strip_namespaces(element: etree._Element) -> None:
    """Give the elements the names that they have in HTML."""
    for each in element.iter():
        if isinstance(each.tag, str):
            each.tag = each.tag.rpartition("}")[2]
