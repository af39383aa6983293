"""Which reader reads which rule of `reportedly.reading.timex_patterns`.

Values are those of TIMEX3 (TimeML 1.2.1). A reader that finds the match to be no time
expression after all gives ``None``. Where the document has no date, what depends on it stays
underspecified ("XXXX-WXX-2") and has no place in time.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from reportedly.reading import timex_clock, timex_dates, timex_periods, timex_relative, timex_spans
from reportedly.reading.timex_reading import Reader

READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "iso": timex_dates.read_iso,
        "numeric": timex_dates.read_numeric,
        "clock": timex_clock.read_clock,
        "month_day": timex_dates.read_month_day,
        "month": timex_dates.read_month,
        "weekday": timex_dates.read_weekday,
        "week_of": timex_dates.read_week_of,
        "quarter": timex_periods.read_quarter,
        "comparable": timex_periods.read_comparable,
        "year_earlier": timex_periods.read_year_earlier,
        "the_unit": timex_relative.read_the_unit,
        "year_end": timex_relative.read_year_end,
        "relative": timex_relative.read_relative,
        "ago": timex_relative.read_ago,
        "span": timex_spans.read_span,
        "span_units": timex_spans.read_span_units,
        "set": timex_spans.read_set,
        "often": timex_spans.read_often,
        "deictic": timex_relative.read_deictic,
        "daypart": timex_relative.read_daypart,
        "season": timex_dates.read_season,
        "decade": timex_dates.read_decade,
        "century": timex_dates.read_century,
        "year": timex_dates.read_year,
        "year_range": timex_dates.read_year_range,
        "spoken_year": timex_dates.read_spoken,
        "holiday": timex_dates.read_holiday,
        "reference": timex_relative.read_reference,
        "nth_unit": timex_relative.read_nth_unit,
        "then": timex_relative.read_then,
    }
)
