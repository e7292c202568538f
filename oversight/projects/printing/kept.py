"""印好的留存: a sheet is typeset once and kept by all that it is made of; the frozen list never changes, so neither does it.

Kept as files in the folder for passing things, the least used fall away; whoever may print is asked by the page.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Any

from django.conf import settings

from oversight.documents.layout.fonts import PaperFonts
from oversight.documents.layout.pdf import faces_used
from oversight.projects.printing.sheets import Sheet, render

FOLDER = "sheets"
MOST = 200


def printed(
    sheet: Sheet, data: Mapping[str, Any], photos: Mapping[str, bytes], typefaces: PaperFonts
) -> bytes:
    """The sheet as it was typeset before, else typeset now and kept. Raises ``MissingFonts``."""
    kept = folder() / key_of(sheet, data, photos, typefaces)
    try:
        made = kept.read_bytes()
        os.utime(kept)
        return made
    except OSError:
        made = render(sheet, data, photos, typefaces)
    keep(kept, made)
    return made


def folder() -> Path:
    """Where they lie."""
    return Path(settings.HOME.scratch) / FOLDER


def key_of(
    sheet: Sheet, data: Mapping[str, Any], photos: Mapping[str, bytes], typefaces: PaperFonts
) -> str:
    """SHA-256 over template, form, content, photographs and typefaces."""
    template = resources.files(__package__).joinpath(f"data/{sheet.template}").read_bytes()
    whole = {
        "template": hashlib.sha256(template).hexdigest(),
        "form": [sheet.form, sheet.one_page],
        "data": data,
        "photos": {name: hashlib.sha256(one).hexdigest() for name, one in photos.items()},
        "faces": faces_used(typefaces),
    }
    text = json.dumps(whole, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def keep(path: Path, made: bytes) -> None:
    """Whole or absent; a full disk keeps nobody from printing."""
    try:
        path.parent.mkdir(mode=0o700, exist_ok=True)
        fresh = path.with_name(f".{path.name[:16]}.{secrets.token_hex(6)}")
        fresh.write_bytes(made)
        fresh.rename(path)
        rest = sorted(path.parent.iterdir(), key=lambda one: one.stat().st_mtime, reverse=True)
        for old in rest[MOST:]:
            old.unlink(missing_ok=True)
    except OSError:
        return
