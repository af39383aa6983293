"""Lines that say where and when: datelines of wires, scene lines of transcripts."""

from __future__ import annotations

import re

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = rf"(?:{_MONTH}\s+\d{{1,2}}(?:,?\s+\d{{4}})?|\d{{1,2}}\s+{_MONTH}(?:\s+\d{{4}})?)"
_CITY = r"[A-ZÀ-Þ][A-ZÀ-Þ.’'-]+(?:[ /][A-ZÀ-Þ][A-ZÀ-Þ.’'-]*){0,4}"
_REGION = r"(?:, (?:[A-Z]\.){1,3}|, [A-Z][\w.]+(?: [A-Z][\w.]+){0,3})?"
_AGENCY = (
    r"\((?:AP|Reuters|AFP|dpa|UPI|CNN|BBC|NBC|ABC|CBS|Xinhua|TASS|Anadolu|Bloomberg|IANS|PTI|ANI|RNS|KNS"
    r"|[A-Z]{2,6}|[A-Z][A-Za-z]+(?: [A-Z][a-z]+){0,2})\)"
)
_DASH = r"(?:—|–|--?|_)"
_DATELINE = re.compile(
    rf"[*_]{{0,3}}(?:"
    rf"{_CITY}{_REGION}(?:,? {_DAY})?,?[*_]{{0,3}}(?:\s*{_AGENCY})?\s*{_DASH}[*_]{{0,3}}\s+"
    rf"|[A-ZÀ-Þ][\w.’'-]+(?: [A-ZÀ-Þ][\w.’'-]+){{0,3}}{_REGION}(?:,? {_DAY})?,?\s*{_AGENCY}\s*{_DASH}\s+"
    rf"|{_AGENCY}\s*(?:—|–|--?)\s+"
    rf")(?=\S)"
)
# What stands before a dash in capitals and is no place.
_NO_PLACE = re.compile(
    r"(?:BREAKING|UPDATE|EXCLUSIVE|ANALYSIS|OPINION|WATCH|NEW|NOTE|VIDEO|PHOTOS?|Q|A|I)\s*[—–-]"
)
_CLOCK = r"\d{1,2}(?:[:.]\d{2})?\s*(?:[AaPp]\.?\s?[Mm]\.?)(?:\s*\(?[A-Za-z]{2,5}\)?)?"
_TIME = re.compile(rf"[\s*_(\[]*(?:(?:START|BEGIN|END)\S*\s+)?{_CLOCK}[\s*_)\]]*$")
_DATE = re.compile(rf"[\s*_(\[]*(?:[A-Z][a-z]+day,?\s+)?{_DAY}[\s*_)\]]*$")
_CLOSE = re.compile(rf"[\s*_(\[]*END[.\s*_)\]]*(?:{_CLOCK})?[\s*_)\]]*$")
_PLACE = re.compile(
    r"[\s*_(]*(?:via |by )?(?:tele|video|phone |conference call|zoom)|[\s*_(]*(?:aboard|en route|on board)\b"
    r"|[\s*_(]*(?:as (?:prepared|delivered)|remarks as|check against delivery|transcript\b|embargoed)",
    re.IGNORECASE,
)
_SCENE_WORDS = 20
_SENTENCE_END = (".", "!", "?", "”", '"', ":", ";")


def dateline_end(line: str) -> int:
    """How many characters of a paragraph are a wire's dateline; 0 where it has none.

    >>> dateline_end("KYIV, July 26 (Reuters) - The envoy arrived.")
    26
    """
    match = _DATELINE.match(line[:120])
    return match.end() if match and not _NO_PLACE.match(line) else 0


def is_close(line: str) -> bool:
    """Whether a line closes a transcript: "END 4:20 P.M. EDT"."""
    return _CLOSE.match(line) is not None


def is_scene(line: str, opened: bool) -> bool:
    """Whether a line says where or when the talk was; before the first turn any short line does."""
    if _TIME.match(line) or _DATE.match(line) or _CLOSE.match(line):
        return True
    short = len(line.split()) <= _SCENE_WORDS
    if not opened:
        return short and not line.rstrip("*_ )").endswith(_SENTENCE_END)
    return short and len(line) < 80 and _PLACE.match(line) is not None and not line.endswith(_SENTENCE_END)
