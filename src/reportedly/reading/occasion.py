"""The day on which something was spoken, where the article itself gives it.

A transcript is often posted a day late. The day stands in its title ("..., October 17, 2022"), in a
line of its own above the talk ("(June 14, 2021)"), or in a dateline with a year.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from reportedly.model import Article
from reportedly.reading.paragraphs import paragraphs

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_YEAR = r"(?P<year>(?:19|20)\d{2})"
_FORMS = (
    rf"{_MONTH}\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}",
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH}\.?,?\s+{_YEAR}",
    rf"{_YEAR}-(?P<mm>\d{{2}})-(?P<day>\d{{2}})",
)
# In a title the day closes it: "Remarks on Grain, May 3, 2022", not "the Anniversary of May 3, 2022".
_IN_TITLE = tuple(re.compile(rf"(?:[,:(–—-]|\bon)\s*{form}[\s)]*$", re.IGNORECASE) for form in _FORMS)
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
_BEFORE = r"(?:(?:Date|On|Recorded|Delivered|Released?)[:\s]+)?"
_ON_A_LINE = tuple(
    re.compile(rf"^[\s*_(\[]*{_BEFORE}{_WEEKDAY}{form}[\s*_)\].]*$", re.IGNORECASE) for form in _FORMS
)
# The lines above the talk: a title, a place, the hour.
_PARAGRAPHS = 8
_REACH = 2000
# A day further from the day of posting than this is what the article is about.
_POSTED_WITHIN = timedelta(days=14)


def said_on(article: Article) -> str | None:
    """The EDTF day on which the article says it was spoken; ``None`` where it does not say.

    A line of the text's own goes before the title.
    """
    text = article.text[:_REACH]
    above = (text[each.start : each.end] for each in paragraphs(text)[:_PARAGRAPHS])
    found = next((day for line in above if len(line) < 60 and (day := _day(_ON_A_LINE, line))), None)
    found = found or _day(_IN_TITLE, article.title or "")
    return found.isoformat() if found and _is_near(found, article.published) else None


def _is_near(day: date, published: str | None) -> bool:
    try:
        posted = date.fromisoformat((published or "")[:10])
    except ValueError:  # unknown, or only a month or a year
        return True
    return abs(posted - day) <= _POSTED_WITHIN


def _day(forms: tuple[re.Pattern[str], ...], line: str) -> date | None:
    for match in filter(None, (form.search(line) for form in forms)):
        groups = match.groupdict()
        month = int(groups["mm"]) if groups.get("mm") else _month(groups["month"])
        try:
            return date(int(groups["year"]), month, int(groups["day"]))
        except ValueError:  # the 31st of June
            continue
    return None


def _month(name: str) -> int:
    return next(n for n, month in enumerate(_MONTHS, 1) if month.startswith(name[:3].lower()))
