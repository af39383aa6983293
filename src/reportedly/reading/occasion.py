"""The day on which something was spoken, where the article itself gives it.

A transcript is often posted a day late. The day stands in its title ("..., October 17, 2022"), in a
line of its own above the talk ("(June 14, 2021)"), or in a dateline with a year. Where only the
hour stands there ("3:50 P.M. EDT") and it is later than the hour of posting, it was said the day before.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, timezone

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


# Hours ahead of UTC. Left out: letters that stand for zones on several continents (AST, IST, CST).
_ZONES = {
    **{"HST": -10, "PST": -8, "PDT": -7, "MST": -7, "MDT": -6, "CDT": -5, "EST": -5, "EDT": -4, "ET": -4},
    **{"GMT": 0, "UTC": 0, "WET": 0, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "IDT": 3, "MSK": 3},
    **{"SGT": 8, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11},
}
_HOUR_ON_A_LINE = re.compile(
    r"[\s*_(\[]*(?P<hour>1[0-2]|0?[1-9])[:.](?P<minute>[0-5]\d)\s*(?P<half>[AaPp])\.?\s?[Mm]\.?"
    r"\s*\(?(?P<zone>[A-Z]{2,4})\)?[\s*_)\]]*$"
)


def said_on(article: Article) -> str | None:
    """The EDTF day on which the article says it was spoken; ``None`` where it does not say.

    A line of the text's own goes before the title, and both before the hour.
    """
    text = article.text[:_REACH]
    above = [text[each.start : each.end] for each in paragraphs(text)[:_PARAGRAPHS]]
    lines = [line for line in above if len(line) < 60]
    found = next((day for line in lines if (day := _day(_ON_A_LINE, line))), None)
    found = found or _day(_IN_TITLE, article.title or "")
    if found is None:
        return _day_before_posting(lines, article.published)
    return found.isoformat() if _is_near(found, article.published) else None


def _day_before_posting(lines: list[str], published: str | None) -> str | None:
    """The day before posting, where the talk began at a later hour than it was posted.

    Only a time of posting to the second is trusted: it is the server's own, where one to the
    minute may have been typed in, to put a page under the day of the talk.
    """
    hours = filter(None, map(_HOUR_ON_A_LINE.match, lines))
    began = next((hour for hour in hours if hour["zone"] in _ZONES), None)
    if began is None or published is None or "T" not in published:
        return None
    posted = datetime.fromisoformat(published)
    if posted.tzinfo is None or posted.second == 0:
        return None
    zone = timezone(timedelta(hours=_ZONES[began["zone"]]))
    clock = time(int(began["hour"]) % 12 + 12 * (began["half"] in "Pp"), int(began["minute"]))
    there = posted.astimezone(zone)
    return (there.date() - timedelta(days=1)).isoformat() if clock > there.time() else None


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
