"""Write the JSON Schema of every type that stands on a line of its own, and of the API, to docs/."""

from __future__ import annotations

import json
from pathlib import Path

from tools.api_page import api_page

from reportedly.jsonform import TOP_LEVEL, schema
from reportedly.serving.api.app import description


def main() -> None:
    """One file a type, named after it, and the OpenAPI description with its page."""
    folder = Path(__file__).parents[1] / "docs" / "schema"
    folder.mkdir(exist_ok=True)
    for kind in TOP_LEVEL:
        text = json.dumps(schema(kind), indent=2, ensure_ascii=False)
        (folder / f"{kind.__name__.lower()}.json").write_text(text + "\n", encoding="utf-8")
    text = json.dumps(description(), indent=2, ensure_ascii=False)
    reference = folder.with_name("reference")
    (reference / "openapi.json").write_text(text + "\n", encoding="utf-8")
    (reference / "api.md").write_text(api_page(description()), encoding="utf-8")


if __name__ == "__main__":
    main()
