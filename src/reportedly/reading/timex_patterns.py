"""What time expressions look like: one pattern a kind, over a line of lower-case text.

The text is that of the parse: line breaks and runs of white space are one space. Each pattern
names its parts; the reader of the same name in `reportedly.reading.timex_values` reads them. A
rule is tried only where a word of its families stands near, which is what keeps reading fast.

Line breaks in a pattern and the blanks that follow them are not part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count
from typing import TypeAlias

from reportedly.lexicon.times import time_words

Parts: TypeAlias = dict[str, str]

_WORDS = time_words()


def _any(words: Iterable[str]) -> str:
    """The words as one alternation, longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


_FULL_MONTHS = [month for month in _WORDS.months if len(month) > 4 or month in ("may", "june", "july")]
_FULL_DAYS = [day for day in _WORDS.weekdays if day.endswith("day")]
_NTH_WORDS = _any(_WORDS.ordinals)
_TENS = "(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
_TEENS = "(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
_ONES = "(?:one|two|three|four|five|six|seven|eight|nine)"
_SMALL = rf"(?:{_TENS}(?:[ -]{_ONES})?|{_TEENS}|{_ONES})"

_MONTH = rf"(?:(?P<month>{_any(_FULL_MONTHS)})\b|(?P<month>{_any(_WORDS.months)})\b(?:\.|(?= \d)))"
_WEEKDAY = rf"""
    (?:(?P<weekday>{_any(_FULL_DAYS)})\b
    |(?P<weekday>{_any(_WORDS.weekdays)})\.?(?=,? (?:{_any(_WORDS.months)}|\d)))"""
_UNIT = "(?P<unit>second|minute|hour|day|week|fortnight|month|quarter|year|decade|centur(?:y|ie)|millennium)"
_SEASON = rf"(?P<season>{_any(_WORDS.seasons)})"
_YEAR = r"(?P<year>(?:1[0-9]|20)\d\d)(?![\d,.:]\d)"
_SPOKEN = rf"""
    (?P<spoken>(?:nineteen|eighteen|seventeen|twenty)[ -]
    (?:hundred|oh[ -]{_ONES}|{_TENS}(?:[ -]{_ONES})?|{_TEENS})
    |two thousand(?:(?: and)? {_SMALL})?)"""
_DAY = rf"""
    (?:(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?
    |(?P<dayth>(?:twenty|thirty)[ -](?:{_NTH_WORDS})|{_NTH_WORDS}))\b(?![,.:]\d)"""
_EDGE = """
    (?:(?:the |its |their )?(?P<edge>
    (?:beginning|start|end|middle|close|rest|first part|latter part) of
    |(?:early|earlier|late|later|middle|mid|sometime)(?: in| on)?)[ -])"""
_PART = "(?P<part>morning|afternoon|evening|night)"
_REL = """
    (?P<rel>this past|this coming|this same|last|next|this|past|coming|previous|following|current
    |latest|preceding|same|that)"""
_ABOUT = """
    (?:(?:about|around|nearly|almost|roughly|approximately|at least|at most|up to
    |(?:no )?(?:more|less|fewer) than|just over|another|an additional) )"""
_COUNT = rf"""
    (?P<count>\d[\d,]*(?:\.\d+)?(?: ?(?:1/2|½))?|(?:a|{_ONES}) (?:hundred|thousand)
    |(?:{_SMALL}|\d+)[ -]and[ -]a[ -]half|{_SMALL}(?: hundred| thousand)?|a half|half an?|an?)"""
_VAGUE = """
    (?P<vague>(?:a |the )?(?:few|several|couple(?: of)?|number of|handful of)
    |many|some|dozens of|hundreds of|numerous)"""
_OF_YEAR = rf"""
    (?:,? (?:of |in )?(?:(?:fiscal(?: year)? )?{_YEAR}|{_SPOKEN}
    |(?P<relyear>this|last|next|that|the same|the following)(?: fiscal)? year)| of the (?:fiscal )?year)"""
_CLOCK = rf"""
    (?:(?P<hour>[01]?\d|2[0-3])(?::(?P<minute>[0-5]\d))?(?::[0-5]\d)? ?(?P<half>[ap]\.? ?m\b\.?)
    |(?P<hour24>[01]?\d|2[0-3]):(?P<minute24>[0-5]\d)(?: hours| hrs)?
    |(?P<military>(?:[01]\d|2[0-3])[0-5]\d)(?= (?:gmt|utc|hours|hrs|local time))(?: hours| hrs)?
    |(?P<named>noon|midday|midnight)|(?P<oclock>\d\d?|{_SMALL}) o['’]clock
    |(?P<at>\d\d?) in the (?P<atpart>morning|afternoon|evening))
    (?: (?:local time|[ecmp][ds]?t\b|gmt|utc
    |(?:eastern|central|mountain|pacific)(?: standard| daylight)?(?: time)?|\w+ time\b))?"""
_WHEN = rf"""
    (?:{_WEEKDAY}(?:,? {_MONTH} {_DAY}(?:,? {_YEAR})?)?|(?P<deictic>today|yesterday|tomorrow)
    |{_MONTH} {_DAY}(?:,? {_YEAR})?)"""
_QUARTER = """
    (?P<nth>first|second|third|fourth|last|final|latter|1st|2nd|3rd|4th)[ -](?:fiscal )?
    (?P<size>quarter|half)"""


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of time expression. ``families`` are the kinds of words that it may hang on."""

    name: str
    families: frozenset[str]
    pattern: re.Pattern[str]


def _rule(name: str, families: str, pattern: str) -> Rule:
    joined = _numbered(re.sub(r"\n\s*", "", pattern))
    bounded = rf"(?<![\w$€£#%/\-])(?<!\d[.,:])(?:{joined})(?!\w)(?!['’]\w\w)"
    return Rule(name, frozenset(families), re.compile(bounded))


def _numbered(pattern: str) -> str:
    """The pattern with every group's name made its own, for names that stand in two branches."""
    counter = count(1)
    return re.sub(r"\(\?P<(\w+)>", lambda match: f"(?P<{match[1]}__{next(counter)}>", pattern)


def parts_of(match: re.Match[str]) -> Parts:
    """What each named part of the pattern matched; parts that matched nothing are left out."""
    return {name.partition("__")[0]: text for name, text in match.groupdict().items() if text is not None}


# Of several matches the leftmost, of those the longest, of those the first rule's counts. The
# families: n numbers, c clock, m months, w weekdays, u units, q quarters and other periods,
# y years in words, o words for how often, s seasons, p parts
# of a day, h holidays, d other words.
RULES: tuple[Rule, ...] = (
    _rule(
        "iso",
        "n",
        r"(?P<year>(?:1[5-9]|20)\d\d)-(?P<mo>0[1-9]|1[0-2])-(?P<day>[0-3]\d)(?:t\d\d:\d\d(?::\d\d)?z?)?",
    ),
    _rule("numeric", "n", r"(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<year>\d{4}|\d\d)"),
    _rule("iso", "n", r"(?P<day>\d{1,2})\.(?P<mo>\d{1,2})\.(?P<year>\d{4})"),
    _rule("clock", "cnp", rf"{_ABOUT}?{_CLOCK}(?:,? (?:on )?{_WHEN})?"),
    _rule(
        "month_day",
        "m",
        rf"""(?:(?:{_REL} )?{_WEEKDAY},? )?{_ABOUT}?{_EDGE}?{_MONTH} (?:the )?{_DAY}
        (?:[-–](?P<until>3[01]|[12]\d|0?[1-9])\b)?(?:(?:,| of)? {_YEAR})?""",
    ),
    _rule("month_day", "m", rf"(?:{_WEEKDAY},? )?(?:the )?{_DAY}(?: of)? {_MONTH}(?:,? {_YEAR})?"),
    _rule(
        "month",
        "m",
        rf"""{_EDGE}?(?:(?P<each>each|every) |(?:the )?{_REL} )?{_MONTH}
        (?:{_OF_YEAR}|(?! (?:the )?\d{{1,2}}(?![\d,]))(?P<alone>))""",
    ),
    _rule(
        "weekday",
        "w",
        rf"""{_EDGE}?(?:(?P<each>each|every) |(?:the )?{_REL} )?
        (?:{_WEEKDAY}|(?P<weekday>{_any(_FULL_DAYS)})(?P<plural>s))
        (?: {_PART}(?P<plural>s)?|,? (?P<relweek>last|next|this) week)?""",
    ),
    _rule("week_of", "u", rf"the week of {_MONTH} {_DAY}(?:,? {_YEAR})?"),
    _rule(
        "quarter",
        "q",
        rf"""(?:the |its |their |a )?{_EDGE}?(?:the )?(?:{_REL} |(?P<was>year-ago|year-earlier) )?
        (?:fiscal[ -])?(?:{_YEAR}['’]?s? )?(?:fiscal[ -])?{_QUARTER}(?!s?-)
        (?:{_OF_YEAR}| (?P<earlier>a year (?:ago|earlier)))?""",
    ),
    _rule(
        "quarter",
        "q",
        rf"(?P<relyear>this|last|next) year['’]s (?:fiscal )?(?:{_QUARTER}|(?P<size>quarter|half))",
    ),
    _rule(
        "quarter",
        "n",
        rf"(?:q(?P<q>[1-4])|(?P<q>[1-4])q)(?:[ -]?(?:of )?(?:(?:fy ?)?{_YEAR}|['’](?P<yy>\d\d)))?",
    ),
    _rule("quarter", "n", rf"{_YEAR}[ -]?q(?P<q>[1-4])"),
    _rule(
        "comparable",
        "q",
        rf"""(?:the )?(?:(?P<same>comparable|corresponding|same) )?
        (?:{_YEAR} |(?P<was>year-ago|year-earlier) |(?P<latest>latest) |(?<=same |able |ding ))
        (?P<size>quarter|period)
        (?: (?:(?:of |in )?{_YEAR}|(?:of )?(?P<relyear>last) year|(?P<earlier>a year (?:ago|earlier))))?""",
    ),
    _rule("year_earlier", "u", r"(?P<was>year-(?:ago|earlier))"),
    _rule(
        "the_unit",
        "u",
        rf"""(?:{_EDGE}the |the full |the entire |the whole |the )(?P<fiscal>fiscal |calendar )?
        (?P<unit>day|week|weekend|month|quarter|year)(?!s?-|['’]s[ -]end)
        (?: (?P<ended>ended|ending)\b)?(?: (?P<earlier>a year (?:ago|earlier)))?""",
    ),
    _rule("year_end", "u", r"(?:around )?(?:the )?(?:year['’]s[ -]end|year[ -]end|end of year)"),
    _rule("reference", "du", rf"(?P<phrase>{_any(_WORDS.references)})(?! ?-)"),
    _rule(
        "relative",
        "ud",
        rf"""{_ABOUT}?(?:(?P<the>the) )?{_EDGE}?(?:the |its |their )?{_REL}[ ]
        (?:fiscal |calendar |academic |school )?
        (?P<unit>day|weekend|week|month|quarter|year|decade|century|period)(?: or so)?(?: {_PART})?""",
    ),
    _rule(
        "ago",
        "u",
        rf"""{_ABOUT}?(?:(?:{_COUNT}|{_VAGUE})[ -])?{_UNIT}s?(?: or so| or more| or two)?[ ]
        (?P<way>ago|earlier|from now|hence|previously|back(?= in))""",
    ),
    _rule(
        "span",
        "u",
        rf"""{_ABOUT}?(?:(?:the |its |his |her |their )?
        (?P<rel>past|last|next|first|final|latest|previous|coming|following|preceding|initial|opening
        |closing|year-earlier|year-ago) )?
        (?:(?:{_COUNT}|{_VAGUE})(?: to {_SMALL}| to \d+| or {_SMALL})?[ -])?
        (?:(?:more|consecutive|straight|full|whole|additional|extra|trading|working|business|long
        |fiscal)[ -])*
        {_UNIT}(?P<plural>s)?(?: or so| or more|(?P<andhalf> and a half)| or two|(?P<long>[ -]long))?
        (?P<old>[ -]olds?)?(?!-)""",
    ),
    _rule("span", "u", rf"(?:the |an additional |another ){_COUNT} {_UNIT}(?P<plural>s)?(?P<old>[ -]olds?)?"),
    _rule("span_units", "u", r"(?P<unit>day|week|month|year)s (?:or|and) (?:even )?(?:day|week|month|year)s"),
    _rule(
        "set",
        "ud",
        rf"""(?P<each>each|every|per|once an?|twice an?|times an?)(?: (?P<other>other|second))?
        (?: (?P<count>\d+|{_SMALL}))? (?P<unit>hour|day|weekend|week|month|quarter|year|night|morning
        |evening|summer|winter|spring|fall)s?""",
    ),
    _rule("often", "o", r"(?P<often>hourly|daily|nightly|weekly|biweekly|monthly|yearly|annually)"),
    _rule(
        "deictic",
        "d",
        rf"""{_EDGE}?(?:(?:the )?(?P<over>day (?:before|after) ))?
        (?P<deictic>today|yesterday|tomorrow)(?: {_PART})?""",
    ),
    _rule(
        "daypart",
        "dp",
        rf"""(?:(?:late|later|early|earlier) )?(?:(?P<rel>this|last|that|the next|the following|the same
        |the previous|the) {_PART}|(?P<tonight>tonight|overnight)
        |mid[ -](?P<mid>morning|afternoon)(?: (?P<deictic>yesterday|today|tomorrow))?)""",
    ),
    _rule(
        "season",
        "s",
        rf"(?:the )?{_EDGE}?(?:(?P<each>each|every) |{_REL} |(?P<the>the) )?{_SEASON}{_OF_YEAR}?",
    ),
    _rule(
        "decade",
        "ny",
        r"""(?:the )?(?:(?P<edge>early|mid|late|last half of the|first half of the|middle of the
        |beginning of the|end of the)[ -])?
        (?:(?P<year>1[5-9]|20)(?P<ten>\d)0['’]?s|['’](?P<short>\d)0s)""",
    ),
    _rule("decade", "y", rf"the (?:(?P<edge>early|mid|late)[ -])?(?P<named>{_any(_WORDS.decades)})"),
    _rule(
        "century",
        "u",
        rf"""(?:the )?(?:(?P<edge>early|mid|late)[ -])?
        (?:(?P<nth>\d\d)(?:st|nd|rd|th)|(?P<word>(?:twenty[ -])?(?:{_NTH_WORDS})))[ -]century""",
    ),
    _rule(
        "year",
        "ny",
        rf"""{_EDGE}?(?:(?P<fiscal>(?:the )?fiscal(?: year)?|fy) ?|(?:the )?(?:calendar )?year )?
        (?:post-|pre-)?{_YEAR}(?![-–]\d)""",
    ),
    _rule("year_range", "ny", rf"{_YEAR}[-–](?P<until>\d{{4}}|\d\d)(?!-?\d)"),
    _rule("spoken_year", "y", rf"(?:{_EDGE}|(?P<the>the year ))?{_SPOKEN}"),
    _rule("holiday", "h", rf"(?:{_REL} )?(?P<holiday>{_any(_WORDS.holidays)})(?:,? {_YEAR})?"),
    _rule(
        "nth_unit",
        "u",
        rf"""(?:the |its |his |her |their )?(?P<nth>{_NTH_WORDS}|\d{{1,3}}(?:st|nd|rd|th))[ ]
        (?:straight |consecutive )?(?P<unit>day|week|month|year)(?!-)""",
    ),
    _rule("then", "d", r"(?P<then>then)(?= current|[,.;])"),
)


def _family_words() -> dict[str, str]:
    """For each word that opens a window, the families of the rules to try there."""
    phrases = [phrase.split()[-1] for phrase in _WORDS.references]
    holidays = [phrase.split()[-1] for phrase in _WORDS.holidays]
    often = ["hourly", "daily", "nightly", "weekly", "biweekly", "monthly", "yearly", "annually"]
    listed: tuple[tuple[str, Iterable[str]], ...] = (
        ("m", [*_WORDS.months, *(f"{month}." for month in _WORDS.months)]),
        ("w", [*_WORDS.weekdays, *(f"{day}." for day in _WORDS.weekdays), *_plurals(_FULL_DAYS)]),
        ("u", [*_WORDS.units, *_plurals(_WORDS.units), "weekend", "weekends"]),
        ("q", ["quarter", "quarters", "half", "halves", "period"]),
        ("s", _WORDS.seasons),
        ("p", [*_WORDS.dayparts, "tonight", "overnight"]),
        ("y", [*_WORDS.decades, "nineteen", "thousand", "twenty", "fiscal", "fy"]),
        ("c", ["noon", "midday", "midnight", "o'clock", "o’clock", "a.m.", "p.m.", "a.m", "p.m", "am", "pm"]),
        ("h", [*holidays, *(word.partition("'")[0] for word in holidays)]),
        ("o", often),
        ("d", [*phrases, "today", "yesterday", "tomorrow", "each", "every", "per", "then"]),
    )
    families: dict[str, set[str]] = {}
    for family, words in listed:
        for word in words:
            families.setdefault(word, set()).add(family)
    return {word: "".join(sorted(found)) for word, found in families.items()}


def _plurals(words: Iterable[str]) -> list[str]:
    return [f"{word}s" for word in words]


FAMILIES = _family_words()
