"""Write the JSON Schema of every type that stands on a line of its own to docs/schema/."""

from __future__ import annotations

import json
from pathlib import Path

from reportedly.jsonform import TOP_LEVEL, schema


def main() -> None:
    """One file a type, named after it."""
    folder = Path(__file__).parents[1] / "docs" / "schema"
    folder.mkdir(exist_ok=True)
    for kind in TOP_LEVEL:
        text = json.dumps(schema(kind), indent=2, ensure_ascii=False)
        (folder / f"{kind.__name__.lower()}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
