"""表格进出: template, export, upload, preview and import of people or units."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from oversight.audit.errors import Invalid, Refused
from oversight.audit.scoping import Scope
from oversight.institutions import actions, permissions, queries
from oversight.institutions.models import ImportDraft, Jurisdiction, Unit
from oversight.institutions.queries.people_list import people_list
from oversight.institutions.queries.unit_list import unit_list
from oversight.institutions.sheets import exporting, reading
from oversight.institutions.sheets.outcome import Outcome
from oversight.institutions.sheets.workbook import workbook_response
from oversight.institutions.views.listing import chosen_day, word
from oversight.institutions.views.people import groups_of_people
from oversight.institutions.web import place_page, refusal
from oversight.ui.page import Crumb, Page

SHOWN = 300


def subject_or_404(subject: str) -> str:
    if subject not in {"people", "units"}:
        raise Http404(subject)
    return subject


def words(subject: str) -> tuple[str, str]:
    """The workbook's name and the name of its list."""
    if subject == "people":
        return _("人员表"), _("代表与人员")
    return _("单位表"), _("单位")


@require_safe
@place_page(permissions.can_manage_institutions)
def template(request: HttpRequest, place: Jurisdiction, subject: str) -> HttpResponse:
    """下载模板。"""
    content = exporting.template(place, subject_or_404(subject))
    return workbook_response(content, f"{place.code}-{subject}-template.xlsx")


@require_safe
@place_page(permissions.can_read_office)
def export(request: HttpRequest, place: Jurisdiction, subject: str) -> HttpResponse:
    """导出表格: what the list shows, or everything when it is not filtered."""
    filters = ("q", "kind", "state", "group", "delegation", "constituency", "day")
    narrowed = any(request.GET.get(name) for name in filters)
    if subject_or_404(subject) == "units":
        units = narrowed_units(request, place) if narrowed else queries.units_of(place)
        content = exporting.units_workbook(place, units)
    else:
        people = narrowed_people(request, place) if narrowed else queries.people_of(place)
        private = permissions.is_office(request.actor, place)  # type: ignore[attr-defined]
        content = exporting.people_workbook(place, people, private)
    return workbook_response(content, f"{place.code}-{subject}.xlsx")


def narrowed_units(request: HttpRequest, place: Jurisdiction) -> Any:
    state = word(request, "state", {"existing", "ended", "all"}) or "existing"
    kind = word(request, "kind", dict(Unit.KINDS))
    return unit_list(place, day=chosen_day(request), q=word(request, "q"), kind=kind, state=state)


def narrowed_people(request: HttpRequest, place: Jurisdiction) -> Any:
    return people_list(
        place,
        day=chosen_day(request),
        q=word(request, "q"),
        group=word(request, "group", dict(groups_of_people())),
        delegation=word(request, "delegation"),
        constituency=word(request, "constituency"),
    )


def upload_context(place: Jurisdiction, subject: str) -> dict[str, Any]:
    """The page that asks for the file."""
    name, listed = words(subject)
    return {
        "page": Page(
            title=_("导入%(name)s") % {"name": name},
            lead=_("先预览，再导入；有错的格会指明位置，没有导入一半的情形。"),
            crumbs=(
                Crumb(listed, reverse(f"institutions:{subject}", args=[place.code])),
                Crumb(_("导入")),
            ),
        ),
        "place": place,
        "subject": subject,
    }


@place_page(permissions.can_manage_institutions)
def upload(request: HttpRequest, place: Jurisdiction, subject: str) -> HttpResponse:
    """上传表格: keeps the file a day at most and goes to its preview."""
    context = upload_context(place, subject_or_404(subject))
    if request.method != "POST":
        return render(request, "institutions/import.html", context)
    try:
        draft = keep_draft(request, place, subject)
    except Refused as error:
        return refusal(request, error, "institutions/import.html", context)
    return redirect("institutions:import_preview", place=place.code, key=draft.public_id)


def keep_draft(request: HttpRequest, place: Jurisdiction, subject: str) -> ImportDraft:
    """The uploaded workbook, once it can be read at all; what is not imported goes at night."""
    uploaded = request.FILES.get("file")
    if uploaded is None:
        raise Invalid("no_file", _("没有选文件。"), where="file")
    if uploaded.size is None or uploaded.size > reading.LARGEST:
        raise reading.unreadable(_("文件超过 5 MB。"))
    content = uploaded.read()
    actions.preview_import(request.actor, place, subject=subject, content=content)  # type: ignore[attr-defined]
    draft = ImportDraft(
        jurisdiction=place,
        account=request.user,
        subject=subject,
        file_name=(uploaded.name or "")[:200],
        content=content,
    )
    draft.save()
    return draft


def draft_or_404(request: HttpRequest, place: Jurisdiction, key: str) -> ImportDraft:
    """Only who uploaded a file sees its preview."""
    drafts = ImportDraft.objects.in_scope(Scope.of(place))
    found = drafts.filter(public_id=key, account=request.user).first()
    if found is None:
        raise Http404(key)
    return found


@place_page(permissions.can_manage_institutions)
def import_preview(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """预览与导入: what each row would do; POST imports just that."""
    draft = draft_or_404(request, place, key)
    content, actor = bytes(draft.content), request.actor  # type: ignore[attr-defined]
    refused: Refused | None = None
    if request.method == "POST":
        try:
            outcome = actions.import_workbook(
                actor,
                place,
                subject=draft.subject,
                content=content,
                leave_out_refused="leave_out" in request.POST,
                check=request.POST.get("check", ""),
            )
        except Refused as error:
            refused = error
        else:
            return imported(request, place, draft, outcome)
    outcome = actions.preview_import(actor, place, subject=draft.subject, content=content)
    context = preview_context(place, draft, outcome) | {"refused": refused}
    status = refused.status if refused else 200
    return render(request, "institutions/import_preview.html", context, status=status)


def imported(
    request: HttpRequest, place: Jurisdiction, draft: ImportDraft, outcome: Outcome
) -> HttpResponse:
    """Say what was written; the file is dropped unless refused rows are left to mend."""
    text = _("已导入：新登记 %(new)d 行，更改 %(changed)d 行，不变 %(unchanged)d 行。")
    messages.success(request, text % outcome.counts)
    if outcome.problems:
        return redirect("institutions:import_preview", place=place.code, key=draft.public_id)
    subject = draft.subject
    draft.delete()
    return redirect(f"institutions:{subject}", place=place.code)


def preview_context(place: Jurisdiction, draft: ImportDraft, outcome: Outcome) -> dict[str, Any]:
    """What the preview shows."""
    counts = outcome.counts
    if counts["refused"]:
        title = (
            ngettext(
                "有 %(refused)d 行有错，还没有导入",
                "有 %(refused)d 行有错，还没有导入",
                counts["refused"],
            )
            % counts
        )
    elif outcome.has_work:
        title = _("将新登记 %(new)d 行，更改 %(changed)d 行") % counts
    else:
        title = _("与已有的登记完全一致，不用导入")
    name, listed = words(draft.subject)
    listing = reverse(f"institutions:{draft.subject}", args=[place.code])
    upload_url = reverse("institutions:import", args=[place.code, draft.subject])
    touched = [row for row in outcome.rows if row.state in {"new", "changed"}]
    return {
        "page": Page(
            title=title,
            lead=draft.file_name,
            crumbs=(Crumb(listed, listing), Crumb(name, upload_url), Crumb(_("预览"))),
            window_title=_("导入预览"),
        ),
        "place": place,
        "draft": draft,
        "outcome": outcome,
        "counts": counts,
        "problems": outcome.problems[:SHOWN],
        "touched": touched[:SHOWN],
        "touched_total": len(touched),
        "ready": counts["new"] + counts["changed"],
        "upload_url": upload_url,
    }


@require_safe
@place_page(permissions.can_manage_institutions)
def import_refused(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """下载错误行: to be mended and uploaded again."""
    draft = draft_or_404(request, place, key)
    outcome = actions.preview_import(
        request.actor,  # type: ignore[attr-defined]
        place,
        subject=draft.subject,
        content=bytes(draft.content),
    )
    if not outcome.problems:
        raise Http404(key)
    content = exporting.refused_workbook(draft.subject, outcome)
    return workbook_response(content, f"{place.code}-{draft.subject}-refused.xlsx")
