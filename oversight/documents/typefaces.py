"""公文字体: the installation's typefaces for papers, and what is missing on this machine."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.utils.translation import gettext as _

from oversight.audit.errors import Refused
from oversight.documents.layout.content import PaperContent
from oversight.documents.layout.docx import render_docx
from oversight.documents.layout.fonts import Gap, MissingFonts, PaperFonts, gaps
from oversight.documents.layout.pdf import render_pdf


class FontsMissing(Refused):
    """No PDF: it would show boxes. The DOCX can be had all the same."""

    status = 503


def paper_fonts() -> PaperFonts:
    """The rows of typefaces, the installation's own names in front."""
    usual = PaperFonts(folders=tuple(settings.PAPER_FONT_FOLDERS))
    return usual.prefer(settings.PAPER_FONTS)


def pdf(content: PaperContent) -> bytes:
    """The paper as PDF; says which typefaces are missing instead of printing boxes."""
    try:
        return render_pdf(content, paper_fonts())
    except MissingFonts as error:
        raise FontsMissing(error.code, missing_words(error.gaps)) from error


def docx(content: PaperContent, template: bytes | None = None) -> bytes:
    """The paper as DOCX, in an own template if one is given. Needs no typefaces on this machine."""
    return render_docx(content, template, paper_fonts())


def stand_ins() -> tuple[Gap, ...]:
    """The faces for which another typeface, or none, is taken."""
    return gaps(paper_fonts())


def missing_words(missing: Sequence[Gap]) -> str:
    """What to do where no PDF can be made."""
    names = "、".join(f"{gap.word}（{gap.wanted}）" for gap in missing)
    return _(
        "没有生成 PDF。这台服务器上没有可用的中文字体：%(names)s。请管理员安装字体"
        "（Debian：fonts-noto-cjk），或者在 JIANNUO_FONT_FOLDERS 里指明字体所在的文件夹。Word 文档（DOCX）可以照常下载。"
    ) % {"names": names}
