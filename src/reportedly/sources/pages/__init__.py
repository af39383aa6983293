"""HTML pages: the main text, what the page says of itself, and where the text stands in the page."""

from reportedly.sources.pages.reading import Page, page_of, page_string

__all__ = ["Page", "page_of", "page_string"]
