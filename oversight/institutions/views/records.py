"""留痕: the chain of acts of a place – list, one entry, export, and the check that nothing was altered."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page as PaginatorPage
from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from oversight.audit import queries as audit
from oversight.institutions import permissions
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries import records as read
from oversight.institutions.queries.record_changes import (
    changes_of,
    readable_changes,
    readable_facts,
)
from oversight.institutions.sheets.workbook import Sheet, workbook_response, write_workbook
from oversight.institutions.views.listing import paged, word
from oversight.institutions.web import place_page
from oversight.ui.formats import figure, moment
from oversight.ui.page import Act, Crumb, Page

EXPORTED = 20_000


@dataclass(frozen=True)
class RecordRow:
    """留痕的一行。"""

    entry: Any
    label: str
    role: str
    touched: int


@dataclass(frozen=True)
class RecordsPage:
    """留痕页。"""

    page: Page
    place: Jurisdiction
    listing: PaginatorPage[Any]
    rows: list[RecordRow]
    code: str
    codes: list[tuple[str, str, str]]
    who: str
    first: date | None
    last: date | None
    filtered: bool
    checked: Any


def chosen(request: HttpRequest, codes: list[tuple[str, str, str]]) -> dict[str, Any]:
    """The filters of the address."""
    return {
        "code": word(request, "code", [code for code, _label, _group in codes]),
        "who": word(request, "who"),
        "first": day_of(request, "first"),
        "last": day_of(request, "last"),
    }


def day_of(request: HttpRequest, name: str) -> date | None:
    try:
        return date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return None


@require_safe
@place_page(permissions.can_read_audit)
def records(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """留痕。"""
    return records_page(request, place, None)


@require_POST
@place_page(permissions.can_read_audit)
def records_check(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """核对完整: recomputes every link of the chain."""
    return records_page(request, place, next(iter(audit.verify_chains(place.code))))


def records_page(request: HttpRequest, place: Jurisdiction, checked: Any) -> HttpResponse:
    """The list, with the outcome of a check above it."""
    codes = read.codes_in(place)
    filters = chosen(request, codes)
    listing = paged(request, read.entries_in(place, **filters).only(*SHOWN_FIELDS))
    total = listing.paginator.count
    check = Act(
        _("核对完整"),
        reverse("institutions:records_check", args=[place.code]),
        "shield-check",
        post=True,
    )
    context = RecordsPage(
        page=Page(
            title=ngettext(
                "%(count)s 条办理记录，只增不改", "%(count)s 条办理记录，只增不改", total
            )
            % {"count": figure(total)},
            lead=_("谁、以什么职务、什么时候、依据什么、改了什么。每一条与前一条的校验值相接。"),
            crumbs=(Crumb(_("留痕")),),
            window_title=_("留痕"),
            acts=(check,),
        ),
        place=place,
        listing=listing,
        rows=[record_row(entry, place) for entry in listing],
        codes=codes,
        **filters,
        filtered=any(filters.values()),
        checked=checked,
    )
    return render(request, "institutions/records.html", vars(context))


SHOWN_FIELDS = (
    "seq",
    "at",
    "code",
    "actor_label",
    "actor_role",
    "basis",
    "rule",
    "note",
    "changes",
    "place",
)


def record_row(entry: Any, place: Jurisdiction) -> RecordRow:
    return RecordRow(
        entry,
        read.act_label(entry.code),
        read.role_label(entry.actor_role, place),
        len(entry.changes),
    )


@require_safe
@place_page(permissions.can_read_audit)
def record(request: HttpRequest, place: Jurisdiction, seq: int) -> HttpResponse:
    """一条留痕。"""
    entry = audit.entries_of(place.code).filter(seq=seq).first()
    if entry is None:
        raise Http404(str(seq))
    label = read.act_label(entry.code)
    context = {
        "page": Page(
            title=label,
            lead=_("第 %(seq)d 条 · %(at)s") % {"seq": entry.seq, "at": moment(entry.at)},
            crumbs=(
                Crumb(_("留痕"), reverse("institutions:records", args=[place.code])),
                Crumb(_("第 %(seq)d 条") % {"seq": entry.seq}),
            ),
        ),
        "place": place,
        "entry": entry,
        "role": read.role_label(entry.actor_role, place),
        "changed": changes_of(entry),
        "as_json": entry_json(entry),
        "has_next": audit.entries_of(place.code).filter(seq=seq + 1).exists(),
    }
    return render(request, "institutions/record.html", context)


def entry_json(entry: Any) -> str:
    """Facts and changes as they are kept, without what is secret."""
    facts, changes = readable_facts(entry), readable_changes(entry)
    kept = {"code": entry.code, "facts": facts, "changes": changes}
    return json.dumps(kept, ensure_ascii=False, indent=2, cls=DjangoJSONEncoder)


@require_safe
@place_page(permissions.can_read_audit)
def records_export(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """导出留痕: the filtered entries as a workbook, with their check values."""
    rows = read.entries_in(place, **chosen(request, read.codes_in(place)))[:EXPORTED]
    headings = [
        _("序号"),
        _("时间"),
        _("行为"),
        _("行为代码"),
        _("姓名"),
        _("职务"),
        _("依据"),
        _("规则"),
        _("说明"),
        _("变动"),
        _("校验值"),
    ]
    lines = [
        [
            entry.seq,
            entry.at.isoformat(),
            read.act_label(entry.code),
            entry.code,
            entry.actor_label,
            read.role_label(entry.actor_role, place),
            entry.basis,
            entry.rule,
            entry.note,
            json.dumps(readable_changes(entry), ensure_ascii=False)[:30_000],
            entry.hash,
        ]
        for entry in rows.iterator(500)
    ]
    content = write_workbook([Sheet(_("留痕"), headings, lines)])
    return workbook_response(content, f"{place.code}-records.xlsx")
