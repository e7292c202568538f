"""接口文档快照: rewrites tests/openapi.txt, which a test compares, so that every API change is seen in review.

A line an operation and a line a schema: what it takes and answers by name, and a digest of all that the document
says of it.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SNAPSHOT = ROOT / "tests/openapi.txt"


def lines(document: dict[str, Any]) -> Iterator[str]:
    """The document in brief; whatever changes in it changes a line."""
    parts = {key: each for key, each in document.items() if key not in {"paths", "components"}}
    yield f"document {digest(parts)}"
    for path, operations in sorted(document["paths"].items()):
        for method, operation in sorted(operations.items()):
            taken = " ".join(each["name"] for each in operation.get("parameters", ()))
            answers = " ".join(map(str, operation["responses"]))
            yield f"{method.upper()} {path} ({taken}) {answers} {digest(operation)}"
    for kind, named in sorted(document["components"].items()):
        for name, each in sorted(named.items()):
            fields = " ".join(each.get("properties", ()))
            yield f"{kind} {name} ({fields}) {digest(each)}"


def digest(part: Any) -> str:
    """The first twelve digits of the SHA-256 of its canonical JSON."""
    text = json.dumps(part, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def main() -> None:
    """Write the document as the API gives it now."""
    sys.path.insert(0, str(ROOT))
    os.environ["DJANGO_SETTINGS_MODULE"] = "oversight.config.settings"
    with tempfile.TemporaryDirectory() as home:
        os.environ["JIANNUO_HOME"] = home
        import django

        django.setup()
        from oversight.config.api import api

        text = "\n".join(lines(json.loads(json.dumps(api.get_openapi_schema(), default=str))))
    SNAPSHOT.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
