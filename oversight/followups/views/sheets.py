"""表格进出: export the duties, upload the filled-in workbook, preview, choose where it conflicts, import."""

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
from oversight.followups import actions, permissions, queries
from oversight.followups.limits import limits_of
from oversight.followups.queries.duties import Voice
from oversight.followups.sheets import exporting
from oversight.followups.sheets.outcome import DutyOutcome
from oversight.followups.views.duties import duty_rows, wanted
from oversight.institutions.models import ImportDraft, Jurisdiction
from oversight.institutions.sheets import reading
from oversight.institutions.sheets.workbook import workbook_response
from oversight.institutions.web import actor_of, place_page, refusal
from oversight.ui.page import Crumb, Page

SUBJECT = "duties"
SHOWN = 300


@require_safe
@place_page(permissions.speaks)
def duties_export(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """导出填写: what the desk shows, every place, all pages of it."""
    voices = queries.voices_of(request.user)
    found, _filters, _chosen = wanted(request, voices, limits_of(place))
    content = exporting.duties_workbook(duty_rows(found))
    return workbook_response(content, f"{place.code}-duties.xlsx")


def upload_context(place: Jurisdiction) -> dict[str, Any]:
    """The page that asks for the file."""
    return {
        "page": Page(
            title=_("导入填好的表"),
            lead=_("先预览，再导入；有错的格会指明位置，没有导入一半的情形。"),
            crumbs=(
                Crumb(_("承办事项"), reverse("followups:duties", args=[place.code])),
                Crumb(_("导入填好的表")),
            ),
        ),
        "place": place,
    }


@place_page(permissions.can_report)
def duties_import(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """上传填好的表: keeps the file a day at most and goes to its preview."""
    context = upload_context(place)
    if request.method != "POST":
        return render(request, "followups/duties_import.html", context)
    try:
        draft = keep_draft(request, place)
    except Refused as error:
        return refusal(request, error, "followups/duties_import.html", context)
    return redirect("followups:duties_preview", place=place.code, key=draft.public_id)


def keep_draft(request: HttpRequest, place: Jurisdiction) -> ImportDraft:
    """The uploaded workbook, once it can be read at all; what is not imported goes at night."""
    uploaded = request.FILES.get("file")
    if uploaded is None:
        raise Invalid("no_file", _("没有选文件。"), where="file")
    if uploaded.size is None or uploaded.size > reading.LARGEST:
        raise reading.unreadable(_("文件超过 5 MB。"))
    content = uploaded.read()
    actions.preview_sheet(actor_of(request), place, content=content)
    draft = ImportDraft(
        jurisdiction=place,
        account=request.user,
        subject=SUBJECT,
        file_name=(uploaded.name or "")[:200],
        content=content,
    )
    draft.save()
    return draft


def draft_or_404(request: HttpRequest, key: str) -> ImportDraft:
    """Only who uploaded a file sees its preview, in whichever of the own places."""
    scope = Scope.everywhere("one workbook may hold duties of several places of the account")
    drafts = ImportDraft.objects.in_scope(scope).filter(subject=SUBJECT, account=request.user)
    found = drafts.filter(public_id=key).first()
    if found is None:
        raise Http404(key)
    return found


def choices_of(request: HttpRequest) -> dict[str, str]:
    """Which side holds, by conflict."""
    return {name: value for name, value in request.POST.items() if name.startswith("choice-")}


@place_page(permissions.can_report)
def duties_preview(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """预览与导入: what each row would do; POST imports just that, as chosen."""
    draft = draft_or_404(request, key)
    content, actor = bytes(draft.content), actor_of(request)
    choices, refused = choices_of(request), None
    if request.method == "POST":
        try:
            outcome = actions.import_sheet(
                actor,
                place,
                content=content,
                choices=choices,
                leave_out="leave_out" in request.POST,
                check=request.POST.get("check", ""),
            )
        except Refused as error:
            refused = error
        else:
            return imported(request, place, draft, outcome)
    outcome = actions.preview_sheet(actor, place, content=content, choices=choices)
    context = preview_context(request, place, draft, outcome) | {"refused": refused}
    status = refused.status if refused else 200
    return render(request, "followups/duties_preview.html", context, status=status)


def imported(
    request: HttpRequest, place: Jurisdiction, draft: ImportDraft, outcome: DutyOutcome
) -> HttpResponse:
    """Say what was written; the file stays while rows of it are left."""
    counts = outcome.counts
    if outcome.imported:
        messages.success(request, _("已导入 %(changed)d 行，不变 %(unchanged)d 行。") % counts)
    else:
        messages.info(request, _("与系统里的完全一致，没有改动。"))
    if counts["refused"] or counts["conflict"] or counts["elsewhere"]:
        return redirect("followups:duties_preview", place=place.code, key=draft.public_id)
    draft.delete()
    return redirect("followups:duties", place=place.code)


def preview_title(counts: dict[str, int]) -> str:
    """The first sentence of the preview."""
    if counts["conflict"]:
        return (
            ngettext(
                "有 %(conflict)d 行与系统里的不一致，请逐格选定",
                "有 %(conflict)d 行与系统里的不一致，请逐格选定",
                counts["conflict"],
            )
            % counts
        )
    if counts["refused"]:
        return (
            ngettext(
                "有 %(refused)d 行有错，还没有导入",
                "有 %(refused)d 行有错，还没有导入",
                counts["refused"],
            )
            % counts
        )
    if counts["changed"]:
        return (
            ngettext("将更改 %(changed)d 件事", "将更改 %(changed)d 件事", counts["changed"])
            % counts
        )
    return _("与系统里的完全一致，不用导入")


def preview_context(
    request: HttpRequest, place: Jurisdiction, draft: ImportDraft, outcome: DutyOutcome
) -> dict[str, Any]:
    """What the preview shows."""
    counts = outcome.counts
    listed = reverse("followups:duties", args=[place.code])
    upload_url = reverse("followups:duties_import", args=[place.code])
    touched = [row for row in outcome.rows if row.state == "changed"]
    return {
        "page": Page(
            title=preview_title(counts),
            lead=draft.file_name,
            crumbs=(
                Crumb(_("承办事项"), listed),
                Crumb(_("导入填好的表"), upload_url),
                Crumb(_("预览")),
            ),
            window_title=_("导入预览"),
        ),
        "place": place,
        "draft": draft,
        "outcome": outcome,
        "counts": counts,
        "conflicted": [row for row in outcome.rows if row.conflicts or row.settled],
        "problems": outcome.problems[:SHOWN],
        "touched": touched[:SHOWN],
        "left": counts["refused"] + counts["conflict"],
        "elsewhere": elsewhere(queries.voices_of(request.user), outcome),
        "upload_url": upload_url,
    }


def elsewhere(voices: list[Voice], outcome: DutyOutcome) -> list[dict[str, Any]]:
    """Rows of other places by place, with the role to switch to."""
    found: dict[str, int] = {}
    for row in outcome.rows:
        if row.state == "elsewhere":
            found[row.place] = found.get(row.place, 0) + 1
    return [
        {"grant": voice.grant, "count": found[code]}
        for voice in voices
        if (code := voice.grant.jurisdiction.code) in found
    ]


@require_safe
@place_page(permissions.can_report)
def duties_refused(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """下载错误行: to be mended and uploaded again."""
    draft = draft_or_404(request, key)
    outcome = actions.preview_sheet(actor_of(request), place, content=bytes(draft.content))
    if not (outcome.problems or outcome.conflicts):
        raise Http404(key)
    content = exporting.refused_workbook(outcome)
    return workbook_response(content, f"{place.code}-duties-refused.xlsx")
