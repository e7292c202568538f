"""接口文档快照: rewrites tests/openapi.json, which a test compares, so that every API change is seen in review."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SNAPSHOT = ROOT / "tests/openapi.json"


def main() -> None:
    """Write the document as the API gives it now."""
    sys.path.insert(0, str(ROOT))
    os.environ["DJANGO_SETTINGS_MODULE"] = "oversight.config.settings"
    with tempfile.TemporaryDirectory() as home:
        os.environ["JIANNUO_HOME"] = home
        import django

        django.setup()
        from oversight.config.api import api

        text = json.dumps(api.get_openapi_schema(), ensure_ascii=False, indent=1, default=str)
    SNAPSHOT.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
