"""排版: what is printed of a frozen list, as PDF or picture. All text goes in as data, nothing of it is read as markup."""

from __future__ import annotations

import io
import json
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from PIL import Image, ImageOps

from oversight.documents.layout import fonts
from oversight.documents.layout.fonts import MissingFonts, PaperFonts
from oversight.documents.layout.pdf import faces_used

Form = Literal["pdf", "png"]
SIZES = (1.6, 1.45, 1.3, 1.2, 1.1, 1.0, 0.92, 0.85, 0.78, 0.72, 0.66, 0.6, 0.54, 0.48)
LONGEST_EDGE = 1400
SCREEN_PPI = 144.0
_compiling = threading.Lock()


@dataclass(frozen=True)
class Sheet:
    """一种印刷件: its template, its form, and whether everything must stand on one page."""

    template: str
    form: Form
    one_page: bool


BOOKLET = Sheet("booklet.typ", "pdf", False)
POSTER = Sheet("poster.typ", "pdf", True)
SCREEN = Sheet("screen.typ", "png", True)


def render(
    sheet: Sheet,
    data: Mapping[str, Any],
    photos: Mapping[str, bytes],
    typefaces: PaperFonts | None = None,
) -> bytes:
    """The sheet; text is made smaller step by step until it stands on its page. Raises ``MissingFonts``."""
    typefaces = typefaces or PaperFonts()
    whole = {**data, "fonts": faces_used(typefaces)}
    with TemporaryDirectory() as folder:
        root = Path(folder)
        source = resources.files(__package__).joinpath(f"data/{sheet.template}")
        (root / "main.typ").write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
        for name, content in photos.items():
            (root / name).write_bytes(smaller(content))
        sizes: Sequence[float] = SIZES if sheet.one_page else (1.0,)
        made, pages = b"", 0
        for size in sizes:
            made, pages = compiled(sheet, root, {**whole, "size": size}, typefaces)
            if pages == 1:
                break
        return made


def compiled(
    sheet: Sheet, root: Path, data: Mapping[str, Any], typefaces: PaperFonts
) -> tuple[bytes, int]:
    """The first page as picture, or all pages as PDF; and how many there are."""
    import typst

    with _compiling:
        compiler = typst.Compiler(
            str(root / "main.typ"),
            root=str(root),
            font_paths=fonts.installed(typefaces),
            sys_inputs={"sheet": json.dumps(data, ensure_ascii=False)},
        )
        pages = int(json.loads(compiler.query("<pages>", field="value", one=True)))
        if sheet.form == "png":
            made = compiler.compile(format="png", ppi=SCREEN_PPI)
        else:
            made = compiler.compile(format="pdf", timestamp=datetime(2000, 1, 1, tzinfo=UTC))
    return bytes(made[0] if isinstance(made, list) else made), pages


def smaller(content: bytes) -> bytes:
    """A photograph no larger than print needs, upright, as JPEG."""
    with Image.open(io.BytesIO(content)) as picture:
        upright = ImageOps.exif_transpose(picture).convert("RGB")
        upright.thumbnail((LONGEST_EDGE, LONGEST_EDGE))
        out = io.BytesIO()
        upright.save(out, "JPEG", quality=82)
    return out.getvalue()


__all__ = ["BOOKLET", "POSTER", "SCREEN", "MissingFonts", "Sheet", "render"]
