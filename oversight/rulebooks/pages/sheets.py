"""规则簿的表格: the list of versions as XLSX or CSV."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from oversight.institutions.sheets.workbook import Sheet
from oversight.rulebooks import shipped
from oversight.rulebooks.models import Rulebook
from oversight.rulebooks.pages.version_page import standing_words


def versions_sheet(versions: Iterable[Rulebook]) -> Sheet:
    """Every version with its adoption and check value."""
    headings = (
        pgettext("field", "版本"),
        _("状态"),
        _("施行日期"),
        _("有效至"),
        _("通过机构"),
        pgettext("field", "届"),
        pgettext("field", "次"),
        _("通过日期"),
        _("通过的文号"),
        _("起草人"),
        _("起草说明"),
        _("校验值"),
    )
    return Sheet(_("规则簿"), headings, [row(version) for version in versions])


def row(version: Rulebook) -> tuple[Any, ...]:
    """One version."""
    return (
        version.label,
        standing_words(version)[1],
        version.valid_from,
        version.valid_to,
        version.adopted_by.name if version.adopted_by else "",
        version.term_no,
        version.meeting_no,
        version.adopted_on,
        version.paper_number,
        version.drafted_label,
        version.note,
        version.sha256,
    )


def template_text() -> str:
    """The canonical JSON of the template of today."""
    return shipped.template().canonical
