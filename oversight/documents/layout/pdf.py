"""公文的 PDF: typeset by Typst, which comes whole inside its Python package.

A page that would hold nothing but the signature, or a single line of text, is avoided as the standard says
(7.3.5.4), by changing the lines per page a little: 此页无正文 is never printed.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from datetime import UTC, date, datetime
from importlib import resources
from typing import Any

from oversight.documents.layout import dress, fonts, measures
from oversight.documents.layout.content import Form, PaperContent
from oversight.documents.layout.fonts import MissingFonts, PaperFonts
from oversight.documents.layout.measures import HeadFit
from oversight.documents.layout.titles import break_title

# (lines per page, how many last blocks are held together with what follows them)
TRIED = ((22, 0), (23, 0), (21, 0), (22, 1), (24, 0), (20, 0), (22, 2), (20, 2))
LEAST_LINES = 1.5  # what stands on the last page, in lines
STANDARD = "a-2b"  # PDF/A: a paper is archived
NO_DAY = date(2000, 1, 1)
_compiling = threading.Lock()


def render_pdf(content: PaperContent, typefaces: PaperFonts | None = None) -> bytes:
    """The paper as PDF/A. Raises ``MissingFonts`` where boxes would be printed."""
    typefaces = typefaces or PaperFonts()
    faces = faces_used(typefaces)
    data = paper_data(content, faces)
    best: tuple[int, bytes] | None = None
    for lines, keep_last in TRIED:
        tried = {**data, "lines": lines, "keep-last": keep_last}
        made, where = _compiled(tried, typefaces, content.issued_on)
        faults = stranded(where)
        if best is None or faults < best[0]:
            best = faults, made
        if not faults:
            break
    assert best is not None
    return best[1]


def faces_used(typefaces: PaperFonts) -> dict[str, list[str]]:
    """Face → typefaces for Typst, the chosen one first, then any Chinese one for rare characters."""
    taken = fonts.used(typefaces)
    if nothing := [gap for gap in fonts.gaps(typefaces) if not gap.used]:
        raise MissingFonts(nothing)
    rest = [taken["song"], taken["hei"]]
    return {face: list(dict.fromkeys([name, *rest])) for face, name in taken.items()}


def stranded(where: dict[str, float]) -> int:
    """How bad the page breaks are.

    4 for a signature without text, 2 for end matter alone on a page, 1 for a last page with one line of text.
    """
    signature = 4 if where["closing"] > where["body"] > 0 else 0
    foot = 2 if where["foot"] > where["text"] else 0
    lonely = 1 if where["text"] > 1 and where["tail"] < LEAST_LINES else 0
    return signature + foot + lonely


def _compiled(
    data: dict[str, Any], typefaces: PaperFonts, day: date | None
) -> tuple[bytes, dict[str, float]]:
    import typst

    stamp = datetime.combine(day or NO_DAY, datetime.min.time(), UTC)
    template = resources.files(__package__).joinpath("data/paper.typ")
    with _compiling, resources.as_file(template) as path:
        compiler = typst.Compiler(
            str(path),
            root=str(path.parent),
            font_paths=fonts.installed(typefaces),
            sys_inputs={"paper": json.dumps(data, ensure_ascii=False)},
        )
        made = compiler.compile(format="pdf", pdf_standards=[STANDARD], timestamp=stamp)
        where = json.loads(compiler.query("<where>", field="value", one=True))
    return bytes(made), where  # type: ignore[arg-type]


def paper_data(content: PaperContent, faces: dict[str, list[str]]) -> dict[str, Any]:
    """Everything the typesetting reads, as plain values."""
    left, right = dress.banner_line(content)
    signs = dress.has_signature(content)
    word = dress.word_fit(content)
    title = break_title(content.title)
    return {
        "fonts": faces,
        "form": content.form.value,
        "direction": content.direction.value,
        "heads": [_head(name, fit) for name, fit in dress.head_fits(content)],
        "word": _head(*word) if word else None,
        "joint-width": dress.joint_width_pt(content),
        "left-lines": list(dress.left_lines(content)),
        "number": dress.number_words(content),
        "signers": list(dress.signers_shown(content)),
        "title": list(title),
        "title-plain": "".join(title),
        "title-pitch": measures.TITLE_PITCH_PT,
        "author": content.issuer_names[0],
        "addressees": content.addressees.rstrip("：:"),
        "blocks": dress.block_data(content.blocks, sheet=content.form == Form.SHEET),
        "attachments": list(content.attachments),
        "annexes": dress.annex_data(content),
        "attendance": [list(each) for each in content.attendance],
        "issued-by": list(dress.signature_lines(content)) if signs else [],
        "issued-on": dress.day_words(content.issued_on) if signs else "",
        "seal-place": content.seal_place and signs and bool(content.issued_by),
        "seal-word": dress.SEAL_WORD,
        "contact": content.contact,
        "copy-to": [[label, dress.with_stop(names)] for label, names in content.copy_to],
        "printed": list(printed(content)),
        "banner-left": left,
        "banner-right": right,
        "demo": content.demo,
        "demo-word": dress.DEMO_WORD,
    }


def printed(content: PaperContent) -> Sequence[str]:
    """印发机关和印发日期; a letter has neither."""
    if content.form == Form.LETTER:
        return "", ""
    day = dress.day_words(content.printed_on)
    return content.printed_by, f"{day}印发" if day else ""


def _head(name: str, fit: HeadFit) -> dict[str, Any]:
    return {
        "name": name,
        "size": fit.size_pt,
        "scale": fit.scale,
        "width": fit.width_pt(name),
    }
