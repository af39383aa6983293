"""Write the columns of the tables that are exported to docs/reference/tables.md."""

from __future__ import annotations

from pathlib import Path

from reportedly.exporting.tables import CLAIM_COLUMNS, THREAD_COLUMNS, described

PAGE = """# Columns of tables

Written from the code by `make schemas`. `reportedly export parquet` and `reportedly.frames` give these
columns, in this order; rows are in the order of the day on which a claim was said, then as recorded. Dates
are EDTF strings, with the first and the last day that they allow beside them; a bound is null where it is
open or nothing is known.

## Claims

{claims}

## Threads

In `reportedly.frames.threads_frame` only; what was last said comes first.

{threads}
"""


def main() -> None:
    """One page for all tables."""
    page = Path(__file__).parents[1] / "docs" / "reference" / "tables.md"
    text = PAGE.format(claims=described(CLAIM_COLUMNS), threads=described(THREAD_COLUMNS))
    page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
