"""审计整改台账的页面: the problems of an audit item with what was put right, out and in as a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_safe

from oversight.audit.errors import NotPermitted, Refused
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.institutions.sheets.csv_file import FORMS, table_response
from oversight.institutions.sheets.outcome import CellProblem
from oversight.institutions.views.act_forms import ActPage, act_page, bound, explain
from oversight.institutions.views.listing import word
from oversight.institutions.web import actor_of, place_page
from oversight.meetings import permissions_items as permissions
from oversight.meetings.actions import audits as actions
from oversight.meetings.actions.attendance import Unimported
from oversight.meetings.forms.audits import ProblemForm
from oversight.meetings.models import AgendaItem, AuditProblem
from oversight.meetings.permissions import can_read
from oversight.meetings.queries import audits as queries
from oversight.meetings.rules.audits import Totals
from oversight.meetings.sheets.audits import ledger_sheet
from oversight.meetings.views.item_pages import item_crumbs, item_or_404
from oversight.ui.page import Act, Crumb, Page

BADGES = {
    "open": "new",
    "running": "running",
    "partly": "continuing",
    "done": "done",
    "explained": "returned",
}


class LedgerForm(forms.Form):
    """导入台账."""

    file = forms.FileField(
        label=pgettext_lazy("field", "文件"),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text=gettext_lazy("从台账导出、填好的 XLSX；新问题的编号空着。"),
    )


@dataclass(frozen=True)
class Row:
    """台账的一行. ``late``: past its day and not closed."""

    problem: AuditProblem
    badge: str
    late: bool
    assign_url: str
    change_url: str


@dataclass(frozen=True)
class LedgerPage:
    """审计整改台账页。"""

    page: Page
    place: Jurisdiction
    item: AgendaItem
    rows: list[Row]
    totals: Totals
    state: str
    states: Any
    may_import: bool


def audit_item(place: Jurisdiction, key: str) -> AgendaItem:
    """The item of the address, where it is one of audits."""
    item = item_or_404(place, key)
    if item.kind not in queries.AUDITS:
        raise Http404(key)
    return item


@require_safe
@place_page(can_read)
def ledger(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """审计整改台账; ``?form=xlsx`` or ``csv`` takes it away to be filled in."""
    item = audit_item(place, key)
    rows = queries.problems_of(item)
    if form := word(request, "form", FORMS):
        return table_response(
            ledger_sheet(rows), form, _("%(item)s整改台账") % {"item": item.title}
        )
    actor = actor_of(request)
    state = word(request, "state", dict(AuditProblem.STATES))
    may = permissions.can_keep_matters(actor, place)
    totals = queries.totals_of(item)
    shown = rows.filter(state=state) if state else rows
    title = _("%(problems)d 个问题，还有 %(open)d 个没有整改到位")
    context = LedgerPage(
        page=Page(
            title=title % {"problems": totals.problems, "open": totals.open}
            if totals.problems
            else _("台账里还没有问题"),
            lead=item.title,
            crumbs=item_crumbs(place, item, Crumb(_("审计整改台账"))),
            window_title=_("审计整改台账"),
            acts=(Act(_("导入填好的台账"), import_url(place, item), "upload"),) if may else (),
        ),
        place=place,
        item=item,
        rows=[row_of(place, one, may) for one in shown],
        totals=totals,
        state=state,
        states=AuditProblem.STATES,
        may_import=may,
    )
    return render(request, "meetings/ledger.html", vars(context))


def import_url(place: Jurisdiction, item: AgendaItem) -> str:
    return reverse("meetings:import_ledger", args=[place.code, item.public_id])


def row_of(place: Jurisdiction, one: AuditProblem, may_keep: bool) -> Row:
    """One problem, with the way to change it and to assign it to its unit by an act of followups."""
    closed = one.state in AuditProblem.CLOSED
    asked = {
        "about": f"agenda_item:{one.item.public_id}",
        "kind": "rectification",
        "unit": one.unit.public_id if one.unit else "",
        "title": one.text[:60],
        "requirement": "\n".join(part for part in (one.text, one.requirement) if part),
        "due": one.due.isoformat() if one.due else "",
        "basis": one.item.title,
    }
    assign = f"{reverse('followups:assign', args=[place.code])}?{urlencode(asked)}"
    return Row(
        problem=one,
        badge=BADGES[one.state],
        late=not closed and one.due is not None and one.due < institutions.today(),
        assign_url=assign if may_keep and not closed and one.unit else "",
        change_url=reverse("meetings:audit_problem", args=[place.code, one.public_id])
        if may_keep
        else "",
    )


@dataclass(frozen=True)
class ImportPage:
    """导入台账页。"""

    page: Page
    place: Jurisdiction
    form: Any
    problems: list[CellProblem]
    back_url: str


@place_page(permissions.can_keep_matters)
def import_ledger(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """导入填好的台账: all of it, or nothing with every doubtful cell named."""
    item = audit_item(place, key)
    back = reverse("meetings:ledger", args=[place.code, item.public_id])
    form = bound(LedgerForm, request)
    problems: list[CellProblem] = []
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                content = form.cleaned_data["file"].read()
                made = actions.import_ledger(actor_of(request), place, item, content=content)
            except NotPermitted as error:
                raise PermissionDenied from error
            except Refused as error:
                problems = error.outcome.problems if isinstance(error, Unimported) else []
                explain(form, error)
                status = error.status
            else:
                values = {"new": made.count("new"), "changed": made.count("changed")}
                messages.success(request, _("新增 %(new)d 个，更改 %(changed)d 个。") % values)
                return HttpResponseRedirect(back)
    context = ImportPage(
        page=Page(
            title=_("导入填好的台账"),
            lead=item.title,
            crumbs=item_crumbs(
                place, item, Crumb(_("审计整改台账"), back), Crumb(_("导入填好的台账"))
            ),
        ),
        place=place,
        form=form,
        problems=problems,
        back_url=back,
    )
    return render(request, "meetings/import_ledger.html", vars(context), status=status)


@place_page(permissions.can_keep_matters)
def audit_problem(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """改台账的一行."""
    one = queries.problem_by_id(place, key)
    if one is None:
        raise Http404(key)
    back = reverse("meetings:ledger", args=[place.code, one.item.public_id])
    page = ActPage(
        _("改台账第 %(number)d 行") % {"number": one.number},
        _("保存这一行"),
        back,
        item_crumbs(place, one.item, Crumb(_("审计整改台账"), back), Crumb(_("改一行"))),
        done=_("这一行已改。"),
    )
    initial = {name: getattr(one, name) for name in ProblemForm.base_fields}
    form = bound(ProblemForm, request, place=place, initial=initial)

    def run(data: dict[str, Any]) -> None:
        actions.change_problem(actor_of(request), place, one, **data)

    return act_page(request, page, form, run)
