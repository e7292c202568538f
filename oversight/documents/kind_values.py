"""公文的种类的写法: what one kind of paper says of itself, and the series in which papers are numbered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True)
class Series:
    """序列: papers that are numbered together. ``word`` stands behind the issuer's 机关代字 (云人常办研)."""

    code: str
    title: Any
    word: str


@dataclass(frozen=True)
class PaperKind:
    """One kind of paper.

    form         layout: red_head, letter, minutes, brief, sheet
    direction    up, down, flat, internal; only upward papers carry 签发人
    series       code of the numbering series; empty: a working paper, without number, seal and signature
    retention    key of the rulebook's retention periods; ``kept`` is used where it says nothing
    end_matter   who printed it and when stands at the foot; not on what is handed to a person
    to_public    it addresses nobody: it is made public
    restricted   only the general office and whoever is asked reads it (procedures §9)
    opening      the first text in the form for drafting
    title_hint   how such a title is usually written
    """

    code: str
    title: Any
    form: str
    direction: str
    series: str
    retention: str
    kept: str
    note: Any
    title_hint: str
    opening: str
    restricted: bool = False
    end_matter: bool = True
    to_public: bool = False

    @property
    def is_working_paper(self) -> bool:
        """Made for use inside a meeting: no number, no issuer's signature, no end matter."""
        return not self.series


SERIES: Mapping[str, Series] = {
    series.code: series
    for series in (
        Series("main", _("文件"), ""),
        Series("letter", pgettext_lazy("series", "函"), "函"),
        Series("judgment", _("研判意见"), "研"),
        Series("supervision", _("督办单"), "督"),
        Series("minutes", pgettext_lazy("series", "纪要"), "纪"),
        Series("brief", pgettext_lazy("series", "简报"), "简"),
        Series("report", pgettext_lazy("series", "报告"), "报"),
        Series("announcement", pgettext_lazy("series", "公告"), "公告"),
        Series("assignment", pgettext_lazy("series", "交办单"), "交"),
        Series("certificate", _("任命书"), "任"),
        Series("argument", _("论证报告"), "论"),
        Series("candidates", _("候选项目表"), "候"),
    )
}
