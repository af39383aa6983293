"""News pages with known truth, made from White House texts in the layouts that outlets use.

    python -m tests.newspages FOLDER [COUNT]

writes pages to a folder, each with what is to be found in it beside it (``NAME.json``), for bench/pages.py.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from html import escape
from itertools import islice
from pathlib import Path
from string import Template

ROOT = Path(__file__).parents[1]
SITE = "The Daily Ford"
AUTHORS = ("Jane Doe", "John Roe")


@dataclass(frozen=True, slots=True)
class Story:
    """What a page is made from, and what is to be found in it again."""

    title: str
    paragraphs: tuple[str, ...]
    url: str
    published: str
    updated: str
    section: str
    byline: tuple[str, ...] = AUTHORS
    outlet: str = SITE
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Layout:
    """How a site makes its pages, and which fields of the story it states in full."""

    name: str
    page: Callable[[Story], str]
    states: frozenset[str]


def stories() -> Iterator[Story]:
    """A story for every document of our own gold data."""
    with (ROOT / "data/gold/documents.jsonl").open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            record = json.loads(line)
            parts = [" ".join(part.split()) for part in record["text"].split("\n\n")]
            day = record["date"]
            yield Story(
                title=" ".join(record["title"].split()),
                paragraphs=tuple(part for part in parts if part)[:60],
                url=f"https://www.dailyford.example/world/{day.replace('-', '/')}/story-{number}",
                published=f"{day}T{number % 24:02}:15:00-04:00",
                updated=f"{day}T23:45:00-04:00",
                section=("World", "Politics", "Defence & Security")[number % 3],
            )


def json_ld(story: Story) -> str:
    """A page that states everything in JSON-LD, as a graph."""
    about = {
        "@type": "NewsArticle",
        "headline": story.title,
        "datePublished": story.published,
        "dateModified": story.updated,
        "author": [{"@type": "Person", "name": name, "url": "https://x.example/a"} for name in story.byline],
        "publisher": {"@type": "Organization", "name": story.outlet},
        "articleSection": [story.section],
        "inLanguage": "en-US",
    }
    graph = {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": story.outlet}, about]}
    head = f'<script type="application/ld+json">{json.dumps(graph)}</script>{_canonical(story)}'
    return _page(story, head, f"<article><header>{_h1(story)}</header>{_body(story)}</article>")


def open_graph(story: Story) -> str:
    """A page with Open Graph and meta elements alone; the site's name is an H1 too."""
    metas = {
        "og:title": f"{story.title} | {story.outlet}",
        "og:site_name": story.outlet,
        "og:url": story.url,
        "article:published_time": story.published,
        "article:modified_time": story.updated,
        "article:section": story.section,
    }
    head = "".join(f'<meta property="{name}" content="{escape(value)}">' for name, value in metas.items())
    head += f'<meta name="author" content="By {" and ".join(story.byline)}">'
    logo = f'<div class="masthead"><h1><a href="/">{story.outlet}</a></h1></div>'
    return _page(story, head, f'{logo}<main><div class="story">{_h1(story)}{_body(story)}</div></main>')


def microdata(story: Story) -> str:
    """A page that states everything in microdata."""
    people = "".join(
        f'<span itemprop="author" itemscope><span itemprop="name">{name}</span></span> '
        for name in story.byline
    )
    within = (
        f'<article itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">'
        f"{escape(story.title)}</h1><div class='meta'>{people}"
        f'<time itemprop="datePublished" datetime="{story.published}">today</time>'
        f'<meta itemprop="dateModified" content="{story.updated}"></div>'
        f'<div itemprop="articleBody">{_body(story)}</div></article>'
    )
    return _page(story, _canonical(story), within)


def plain(story: Story) -> str:
    """A page that shows what it says and states nothing, its head but for the title bare."""
    byline = f'<p class="byline">By {story.byline[0]} and {story.byline[1]}</p>'
    dated = f'<p class="date"><time datetime="{story.published}">{story.published[:10]}</time></p>'
    return _page(story, "", f"<div id=content>{_h1(story)}{byline}{dated}{_body(story)}</div>")


def blog(story: Story) -> str:
    """A blog's page: paragraphs parted by line breaks, words that may be broken, entities; a bare head."""
    lines = (escape(text).replace(" ", "&nbsp;", 1).replace("tion", "&shy;tion") for text in story.paragraphs)
    people = ", ".join(f'<a rel="author" href="/a">{name}</a>' for name in story.byline)
    entry = (
        f'<div class="post hentry"><div class="entry-title">{_h1(story)}</div><div class="entry-meta">'
        f'<abbr class="published" title="{story.published}">then</abbr> by {people}</div>'
        f'<div class="entry-content">{"<br><br>".join(lines)}</div></div>'
    )
    return _page(story, "", entry)


def live(story: Story) -> str:
    """A live blog: posts with a time and a script each, in a list, and something that is not shown."""
    posts = "".join(
        f'<li class="live-post"><time datetime="{story.published[:11]}{hour % 24:02}:00:00Z">{hour % 24}:00'
        f"</time><p>{escape(text)}</p><script>track({hour})</script></li>"
        for hour, text in enumerate(story.paragraphs, start=8)
    )
    head = f'{_canonical(story)}<meta property="article:published_time" content="{story.published}">'
    hidden = '<div style="display:none"><p>You have no articles left to read this month.</p></div>'
    return _page(story, head, f"<main>{_h1(story)}{hidden}<ol class='live-blog'>{posts}</ol></main>")


def laid_out(story: Story) -> str:
    """A page of an older make: all in tables, font elements, nothing closed, dates in Dublin Core."""
    rows = "".join(f"<tr><td><font face=arial>{escape(text)}</font>" for text in story.paragraphs)
    head = (
        f'<meta name="DC.date.issued" content="{story.published}"><meta name="author" '
        f'content="{", ".join(story.byline)}">'
    )
    return _page(story, head, f"<center><table><tr><td>{_h1(story)}{rows}</table></center>")


LAYOUTS = (
    Layout("json-ld", json_ld, frozenset(("byline", "outlet", "published", "updated", "section", "url"))),
    Layout(
        "open-graph", open_graph, frozenset(("byline", "outlet", "published", "updated", "section", "url"))
    ),
    Layout("microdata", microdata, frozenset(("published", "updated", "url"))),
    Layout("plain", plain, frozenset(("byline", "published"))),
    Layout("blog", blog, frozenset(("byline", "published"))),
    Layout("live", live, frozenset(("published", "url"))),
    Layout("tables", laid_out, frozenset(("byline", "published"))),
)

_FRAME = Template("""<!DOCTYPE html>
<html lang="$language">
<head><meta charset="utf-8"><title>$title - $outlet</title>$head
<style>.a { color: red }</style><script>var story = {"title": "A title that is none"};</script></head>
<body class="news">
<div id="cookie-banner" role="dialog"><p>We and our partners use cookies to show you advertisements.</p>
<button>Accept all</button></div>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li>
<li><a href="/sport">Sport</a></li></ul></nav></header>
$story
<aside class="related"><h2>More on this</h2><ul>
<li><a href="/a">Minister resigns over budget figures</a></li>
<li><a href="/b">Ten photographs from a summer by the sea</a></li></ul></aside>
<section class="newsletter"><h3>Sign up for our newsletter</h3><p>The best of our stories every morning.</p>
<form><input type="email" name="e"><button>Sign up</button></form></section>
<section id="comments" class="comments"><h2>Comments</h2><div class="comment"><p>Somebody wrote this below
the line and nobody should read it as news.</p></div></section>
<footer><p>Copyright 2019 $outlet. All rights reserved.</p><a href="/terms">Terms of use</a></footer>
</body></html>
""")


def _page(story: Story, head: str, within: str) -> str:
    return _FRAME.substitute(
        language=story.language, title=escape(story.title), outlet=story.outlet, head=head, story=within
    )


def _canonical(story: Story) -> str:
    return f'<link rel="canonical" href="{story.url}">'


def _h1(story: Story) -> str:
    return f"<h1 class='headline'>{escape(story.title)}</h1>"


def _body(story: Story) -> str:
    """The paragraphs with inline mark-up, every fifth a quotation, every seventh and eighth a list."""
    parts = [_marked_up(number, escape(text)) for number, text in enumerate(story.paragraphs)]
    figure = '<figure><img src="a.jpg" alt="Nothing to read"></figure>'
    return "\n".join([*parts[:1], figure, *parts[1:]])


def _marked_up(number: int, text: str) -> str:
    first, _, rest = text.partition(" ")
    if number % 5 == 4:
        return f"<blockquote><p>{text}</p></blockquote>"
    if number % 7 == 6:
        return f"<ul><li>{text}</li></ul>"
    return f'<p><strong>{first}</strong> <a href="/topic/{number}">{rest[:9]}</a>{rest[9:]}</p>'


def made(count: int) -> Iterator[tuple[str, Story, Layout]]:
    """So many pages: a story in every layout, then the next."""
    numbered = ((story, layout) for story in stories() for layout in LAYOUTS)
    for story, layout in islice(numbered, count):
        yield layout.page(story), story, layout


def main(arguments: Sequence[str]) -> None:
    """Write pages and what is to be found in them."""
    folder, count = Path(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 100
    folder.mkdir(parents=True, exist_ok=True)
    for number, (page, story, layout) in enumerate(made(count)):
        truth = {name: value for name, value in asdict(story).items() if name in layout.states}
        truth |= {"title": story.title, "paragraphs": story.paragraphs, "language": story.language}
        (folder / f"{layout.name}-{number}.html").write_text(page, encoding="utf-8")
        (folder / f"{layout.name}-{number}.json").write_text(json.dumps(truth), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
