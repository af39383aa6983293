"""What time expressions look like: one pattern a kind, over a line of lower-case text.

The text is that of the parse: line breaks and runs of white space are one space. Each pattern
names its parts, `reportedly.reading.timex_values` reads them by the same name as the rule. A
rule is tried only where a word of its families stands near, which is what keeps reading fast.
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


_ORDINAL_WORDS = _any(_WORDS.ordinals)
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_SMALL = rf"(?:(?:{_TENS})(?:[ -](?:{_ONES}))?|{_TEENS}|{_ONES})"

MONTH = rf"(?P<month>{_any(_WORDS.months)})\b\.?"
_FULL_DAYS = [day for day in _WORDS.weekdays if day.endswith("day")]
WEEKDAY = rf"(?P<weekday>{_any(_FULL_DAYS)}|(?:{_any(_WORDS.weekdays)})(?=[.,]))\b\.?"
UNIT = r"(?P<unit>second|minute|hour|day|week|fortnight|month|quarter|year|decade|centur(?:y|ie)|millennium)"
SEASON = rf"(?P<season>{_any(_WORDS.seasons)})"
YEAR = r"(?P<year>(?:1[0-9]|20)\d\d)(?![\d,.:]\d)"
SPOKEN_YEAR = (
    rf"(?P<spoken>(?:nineteen|eighteen|seventeen|twenty)[ -](?:hundred|oh[ -](?:{_ONES})|(?:{_TENS})(?:[ -](?:{_ONES}))?"
    rf"|{_TEENS})|two thousand(?:(?: and)? {_SMALL})?)"
)
DAY = rf"(?:(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?|(?P<dayth>(?:twenty|thirty)[ -](?:{_ORDINAL_WORDS})|{_ORDINAL_WORDS}))\b(?![,.:]\d)"
EDGE = (
    r"(?:(?:the |its |their )?(?P<edge>(?:beginning|start|end|middle|close|rest|first part|latter part) of"
    r"|(?:early|earlier|late|later|middle|mid|sometime)(?: in| on)?)[ -])"
)
PART = r"(?P<part>morning|afternoon|evening|night)"
REL = r"(?P<rel>this past|this coming|this same|last|next|this|past|coming|previous|following|current|latest|preceding|same|that)"
ORDINAL = r"(?P<nth>first|second|third|fourth|1st|2nd|3rd|4th)"
ABOUT = (
    r"(?:(?:about|around|nearly|almost|roughly|approximately|at least|at most|up to|(?:no )?(?:more|less|fewer)"
    r" than|some|just over|only|another|an additional) )"
)
COUNT = (
    rf"(?P<count>\d[\d,]*(?:\.\d+)?(?: ?(?:1/2|½))?|(?:a|an|one|two|three|four|five|six|seven|eight|nine) (?:hundred|thousand)"
    rf"|{_SMALL}(?: hundred| thousand)?|a half|half an?|an?)"
)
VAGUE = r"(?P<vague>(?:a |the )?(?:few|several|couple(?: of)?|number of|handful of)|a few|many|some|dozens of|hundreds of|numerous)"
AMOUNT = rf"(?:{COUNT}|{VAGUE})"
CLOCK = (
    r"(?:(?P<hour>[01]?\d|2[0-3])(?::(?P<minute>[0-5]\d))?(?::[0-5]\d)? ?(?P<half>[ap]\.? ?m\b\.?)"
    r"|(?P<hour24>[01]?\d|2[0-3]):(?P<minute24>[0-5]\d)(?: hours| hrs)?"
    r"|(?P<military>(?:[01]\d|2[0-3])[0-5]\d)(?= (?:gmt|utc|hours|hrs|local time))(?: hours| hrs)?"
    r"|(?P<named>noon|midday|midnight)|(?P<oclock>\d{1,2}|" + _SMALL + r") o'clock"
    r"|(?P<at>\d{1,2}) in the (?P<atpart>morning|afternoon|evening))"
    r"(?: (?:local time|[ecmp][ds]?t\b|gmt|utc|eastern(?: time)?|pacific(?: time)?|\w+ time\b))?"
)
_WHEN = (
    rf"(?:{WEEKDAY}(?:,? {MONTH} {DAY}(?:,? {YEAR})?)?|(?P<deictic>today|yesterday|tomorrow)"
    rf"|(?P<month>{_any(_WORDS.months)})\b\.? (?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?:,? (?P<year>(?:19|20)\d\d))?)"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of time expression. ``families`` are the kinds of words that it may hang on."""

    name: str
    families: frozenset[str]
    pattern: re.Pattern[str]


def _rule(name: str, families: str, pattern: str) -> Rule:
    bounded = rf"(?<![\w$€£#%/\-])(?<!\d[.,:])(?:{_numbered(pattern)})(?!\w)(?!['’]\w\w)"
    return Rule(name, frozenset(families), re.compile(bounded))


def _numbered(pattern: str) -> str:
    """The pattern with every group's name made its own, for names that stand in two branches."""
    counter = count(1)
    return re.sub(r"\(\?P<(\w+)>", lambda match: f"(?P<{match[1]}__{next(counter)}>", pattern)


def parts_of(match: re.Match[str]) -> Parts:
    """What each named part of the pattern matched; parts that matched nothing are left out."""
    return {name.partition("__")[0]: text for name, text in match.groupdict().items() if text is not None}


_OF_YEAR = (
    rf"(?:,? (?:of |in )?(?:(?:fiscal(?: year)? )?{YEAR}|{SPOKEN_YEAR}|(?P<relyear>this|last|next|that|the same|the following)"
    r"(?: fiscal)? year|the (?:fiscal )?year))"
)

# Of several matches the leftmost, of those the longest, of those the first rule's counts.
RULES: tuple[Rule, ...] = (
    _rule("iso", "n", r"(?P<year>(?:1[5-9]|20)\d\d)-(?P<mo>0[1-9]|1[0-2])-(?P<day>[0-3]\d)(?:t\d\d:\d\d(?::\d\d)?z?)?"),
    _rule("numeric", "n", r"(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<year>\d{4}|\d\d)"),
    _rule("dotted", "n", r"(?P<day>\d{1,2})\.(?P<mo>\d{1,2})\.(?P<year>\d{4})"),
    _rule("clock", "cn", rf"{ABOUT}?{CLOCK}(?:,? (?:on )?{_WHEN})?"),
    _rule("month_day", "m", rf"(?:(?:{REL} )?{WEEKDAY},? )?{ABOUT}?{EDGE}?{MONTH} (?:the )?{DAY}(?:(?:,| of)? {YEAR})?"),
    _rule("month_day", "m", rf"(?:{WEEKDAY},? )?(?:the )?{DAY}(?: of)? {MONTH}(?:,? {YEAR})?"),
    _rule("month", "m", rf"(?:the )?(?:{EDGE})?(?:(?P<each>each|every) |{REL} |(?P<the>the) )?{MONTH}{_OF_YEAR}?"),
    _rule("weekday", "w", rf"{EDGE}?(?:(?P<each>each|every) |(?:the )?{REL} )?(?:{WEEKDAY}|(?P<weekday>{_any(_FULL_DAYS)})(?P<plural>s))(?: {PART}(?P<plural>s)?)?"),
    _rule("week_of", "u", rf"the week of {MONTH} {DAY}(?:,? {YEAR})?"),
    _rule("quarter", "u", rf"(?:the |its |their |a )?{EDGE}?(?:the )?(?:{REL} |(?P<was>year-ago|year-earlier) )?(?:fiscal[ -])?(?:{YEAR}['’]?s? )?(?:fiscal[ -])?{ORDINAL}[ -](?:fiscal )?(?P<size>quarter|half)(?!s?-)(?:{_OF_YEAR}| (?P<earlier>a year (?:ago|earlier)))?"),
    _rule("quarter", "uy", rf"(?P<relyear>this|last|next) year['’]s (?:fiscal )?(?:{ORDINAL}[ -])?(?P<size>quarter|half)"),
    _rule("quarter", "nu", rf"(?:q(?P<q>[1-4])|(?P<q2>[1-4])q)(?:[ -]?(?:of )?(?:(?:fy ?)?{YEAR}|['’](?P<yy>\d\d)))?"),
    _rule("quarter", "nu", rf"{YEAR}[ -]?q(?P<q>[1-4])"),
    _rule("comparable", "u", rf"(?:the )?(?:comparable |corresponding |same )?(?:{YEAR}|(?P<was>year-ago|year-earlier)|(?P<latest>latest)|(?P<same>same|comparable|corresponding)) (?P<size>quarter|period)(?: (?:last year|(?P<earlier>a year (?:ago|earlier))))?"),
    _rule("year_earlier", "u", r"(?P<was>year-(?:ago|earlier))"),
    _rule("the_unit", "u", rf"(?:{EDGE}|(?P<whole>the full |the entire |the whole ))?(?:the )?(?P<fiscal>fiscal |calendar )?(?P<unit>day|week|weekend|month|quarter|year)(?: (?P<ended>ended|ending|to)\b)?"),
    _rule("year_end", "u", r"(?:around )?(?:the )?(?:year['’]s[ -]end|year[ -]end|end of year)"),
    _rule("relative", "ud", rf"{ABOUT}?(?:the )?{EDGE}?(?:the |its |their )?{REL} (?:fiscal |calendar |academic |school )?(?P<unit>day|weekend|week|month|quarter|year|decade|century|period)(?: or so)?(?: {PART})?"),
    _rule("ago", "u", rf"{ABOUT}?(?:{AMOUNT}[ -])?{UNIT}s?(?: or so| or more| or two)? (?P<way>ago|earlier|from now|hence|previously|back(?= in))"),
    _rule("span", "u", rf"{ABOUT}?(?:(?:the |its |his |her |their )?(?P<rel>past|last|next|first|final|latest|previous|coming|following|preceding|initial|opening|closing|year-earlier|year-ago) )?(?:{AMOUNT}(?: to {_SMALL}| to \d+| or {_SMALL})?[ -])?(?:more |consecutive |straight |full |whole |additional |extra |trading |working |business |long |(?P<fiscal>fiscal ))?{UNIT}(?P<plural>s)?(?: or so| or more| and a half| or two|[ -]long)?(?P<old>[ -]olds?)?"),
    _rule("span", "u", rf"the {COUNT} {UNIT}(?P<plural>s)?(?P<old>[ -]olds?)?"),
    _rule("span_units", "u", r"(?P<unit>day|week|month|year)s (?:or|and) (?:even )?(?:day|week|month|year)s"),
    _rule("set", "ud", rf"(?P<each>each|every|per|once an?|twice an?|times an?)(?: (?P<other>other|second))?(?: (?P<count>\d+|{_SMALL}))? (?P<unit>hour|day|weekend|week|month|quarter|year|night|morning|evening|summer|winter|spring|fall)s?"),
    _rule("often", "d", r"(?P<often>hourly|daily|nightly|weekly|biweekly|monthly|quarterly|yearly|annually)"),
    _rule("deictic", "d", rf"{EDGE}?(?:the (?P<over>day (?:before|after) ))?(?P<deictic>today|yesterday|tomorrow)(?: {PART})?"),
    _rule("daypart", "dp", r"(?:(?:late|later|early|earlier) )?(?:(?P<rel>this|last|that|the next|the following|the same|the previous|the) (?P<part>morning|afternoon|evening|night)|(?P<tonight>tonight|overnight)|mid[ -](?P<mid>morning|afternoon)(?: (?P<deictic>yesterday|today|tomorrow))?)"),
    _rule("season", "s", rf"{EDGE}?(?:the )?{EDGE}?(?:(?P<each>each|every) |{REL} |(?P<the>the) )?{SEASON}{_OF_YEAR}?"),
    _rule("decade", "ny", r"(?:the )?(?:(?P<edge>early|mid|late|last half of the|first half of the|middle of the|beginning of the|end of the)[ -])?(?:(?P<year>1[5-9]|20)(?P<ten>\d)0['’]?s|['’](?P<short>\d)0s)"),
    _rule("decade", "y", rf"the (?:(?P<edge>early|mid|late)[ -])?(?P<named>{_any(_WORDS.decades)})"),
    _rule("century", "u", rf"(?:the )?(?:(?P<edge>early|mid|late)[ -])?(?:(?P<nth>\d\d)(?:st|nd|rd|th)|(?P<word>(?:twenty[ -])?(?:{_ORDINAL_WORDS})))[ -]century"),
    _rule("year", "ny", rf"{EDGE}?(?:(?P<fiscal>(?:the )?fiscal(?: year)?|fy) ?|(?:the )?(?:calendar )?year )?(?:post-|pre-)?{YEAR}(?:-(?P<short>\d\d))?(?!-?\d)"),
    _rule("spoken_year", "y", rf"(?:{EDGE}|(?P<the>the year ))?{SPOKEN_YEAR}"),
    _rule("holiday", "h", rf"(?:{REL} )?(?P<holiday>{_any(_WORDS.holidays)})(?:,? {YEAR})?"),
    _rule("reference", "d", rf"(?P<phrase>{_any(_WORDS.references)})"),
    _rule("nth_unit", "u", rf"(?:the |its |his |her |their )?(?P<nth>{_ORDINAL_WORDS}|\d{{1,3}}(?:st|nd|rd|th)) (?:straight |consecutive )?(?P<unit>day|week|month|year)"),
    _rule("then", "d", r"(?P<then>then)(?= current|[,.;] |-)"),
)


def _family_words() -> dict[str, str]:
    families: dict[str, str] = {}
    listed: dict[str, Iterable[str]] = {
        "m": _WORDS.months,
        "w": [*_WORDS.weekdays, *(f"{day}s" for day in _FULL_DAYS)],
        "u": [*_WORDS.units, *(f"{unit}s" for unit in _WORDS.units), "weekend", "weekends", "half", "period", "night"],
        "s": _WORDS.seasons,
        "p": [*_WORDS.dayparts, *(f"{part}s" for part in _WORDS.dayparts), "tonight", "overnight"],
        "y": [*_WORDS.decades, "nineteen", "thousand", "twenty", "fiscal", "fy"],
        "c": ["noon", "midday", "midnight", "o'clock", "o’clock"],
        "h": [phrase.split()[-1] for phrase in _WORDS.holidays],
    }
    listed["h"] = [word for last in listed["h"] for word in ({last, last.partition("'")[0]})]
    listed["d"] = [phrase.split()[-1] for phrase in _WORDS.references]
    listed["d"] = [*listed["d"], *"today yesterday tomorrow tonight hourly daily nightly weekly biweekly".split()]
    listed["d"] = [*listed["d"], *"monthly quarterly yearly annually each every per then".split()]
    for family, words in listed.items():
        for word in words:
            families[word] = families.get(word, "") + family
    return families


FAMILIES = _family_words()
