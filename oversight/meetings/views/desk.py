"""签到的页面: the desk with its list, cards, the code on the wall, the table out and in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oversight.accounts.qr import qr_svg
from oversight.audit.errors import Refused
from oversight.institutions.models import Jurisdiction
from oversight.institutions.sheets.csv_file import table_response
from oversight.institutions.views.act_forms import explain
from oversight.institutions.web import actor_of, place_page
from oversight.meetings import actions, permissions, queries
from oversight.meetings.actions.attendance import MARKS, Unimported
from oversight.meetings.forms.people import CodeForm, SheetForm
from oversight.meetings.models import Meeting, Participant
from oversight.meetings.pages.words import quorum_line
from oversight.meetings.rules import stages
from oversight.meetings.sheets.lists import attendance_sheet
from oversight.meetings.views.shared import crumbs_to, meeting_form, meeting_or_404
from oversight.ui.page import Act, Page

# The session keeps whom a clerk marked at once, so that it can be taken back as a whole.
AT_ONCE, DESK = "marked_at_once", ("present", "desk")


@place_page(permissions.can_arrange)
def desk(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """签到台: everybody on one page, one choice each, saved together; the quorum above."""
    meeting = meeting_or_404(request, place, key)
    rows = list(queries.participants_of(meeting))
    refused = None
    if request.method == "POST":
        try:
            return saved(request, place, meeting, rows)
        except Refused as error:
            refused = error
    context = {
        "page": Page(
            title=_("签到台"),
            lead=meeting.title,
            crumbs=crumbs_to(request, place, meeting, _("签到台")),
            acts=desk_acts(place, meeting),
        ),
        "place": place,
        "meeting": meeting,
        "rows": rows,
        "marks": desk_marks(),
        "quorum": quorum_line(queries.quorum_of(meeting), meeting),
        "missing": queries.missing_of(meeting),
        "open": meeting.state in stages.SIGN_IN,
        "to_come": len(awaited(rows, {})),
        "undoable": len(marked_at_once(request, meeting, rows)),
        "refused": refused,
    }
    return render(request, "meetings/desk.html", context, status=refused.status if refused else 200)


def saved(
    request: HttpRequest, place: Jurisdiction, meeting: Meeting, rows: list[Participant]
) -> HttpResponse:
    """登记到会: as ticked; 全部到会 adds everybody else who is awaited, and can be taken back as a whole."""
    wanted, marks = request.POST.get("act", ""), marks_of(request)
    at_once: list[str] = []
    if wanted == "undo":
        marks = dict.fromkeys(marked_at_once(request, meeting, rows), "")
    elif wanted == "all":
        at_once = awaited(rows, marks)
        marks |= dict.fromkeys(at_once, "present")
    count = actions.record_attendance(actor_of(request), place, meeting, marks=marks)
    if at_once or wanted == "undo":
        request.session[AT_ONCE] = [meeting.public_id, *at_once]
    said = _("已登记 %(count)d 人。")
    if wanted == "undo":
        said = _("已撤销全部到会，%(count)d 人恢复为未登记。")
    messages.success(request, said % {"count": count})
    return redirect(request.path)


def awaited(rows: list[Participant], marks: Mapping[str, str]) -> list[str]:
    """Who has no mark, neither ticked nor kept, and no leave."""
    return [
        one.public_id
        for one in rows
        if not marks.get(one.public_id, one.attendance) and one.leave != "granted"
    ]


def marked_at_once(request: HttpRequest, meeting: Meeting, rows: list[Participant]) -> list[str]:
    """Whom this person marked by 全部到会 the last time and who stands as the desk left them."""
    kept = request.session.get(AT_ONCE, [""])
    if kept[0] != meeting.public_id:
        return []
    still = {one.public_id for one in rows if (one.attendance, one.attendance_how) == DESK}
    return [key for key in kept[1:] if key in still]


def desk_marks() -> list[tuple[str, str]]:
    """What may be ticked for one person."""
    return [(code, str(label)) for code, label in Participant.ATTENDANCE]


def marks_of(request: HttpRequest) -> dict[str, str]:
    """``mark-KEY`` of the form that differs from what the page showed (``was-KEY``), as public id → mark.

    Who signed in by telephone or card while the desk's page stood open is left alone.
    """
    said = {
        name.removeprefix("mark-"): value
        for name, value in request.POST.items()
        if name.startswith("mark-") and isinstance(value, str) and value in MARKS
    }
    return {key: mark for key, mark in said.items() if request.POST.get(f"was-{key}") != mark}


def desk_acts(place: Jurisdiction, meeting: Meeting) -> tuple[Act, ...]:
    """Cards, the table, the wall."""
    keys = [place.code, meeting.public_id]
    return (
        Act(_("出席证签到"), reverse("meetings:sign_in_by_code", args=keys), "qr-code"),
        Act(
            _("导出签到表"),
            reverse("meetings:attendance_export", args=keys),
            "download",
            download=True,
        ),
        Act(_("导入签到表"), reverse("meetings:import_attendance", args=keys), "upload"),
        Act(_("签到码大屏"), reverse("meetings:hall_code", args=keys), "broadcast"),
    )


@place_page(permissions.can_arrange)
def sign_in_by_code(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """出席证签到: back to the same form, ready for the next card."""
    meeting, actor = meeting_or_404(request, place, key), actor_of(request)
    quorum = queries.quorum_of(meeting)
    here = reverse("meetings:sign_in_by_code", args=[place.code, key])

    def then(one: Participant) -> str:
        messages.success(request, _("%(name)s已签到。") % {"name": one.name})
        return here

    return meeting_form(
        request,
        place,
        meeting,
        CodeForm,
        lambda **data: actions.sign_in_by_code(actor, place, meeting, **data),
        title=_("出席证签到"),
        button=_("签到"),
        done="",
        facts=[
            (
                _("到会"),
                _("应到 %(base)d 人，实到 %(present)d 人")
                % {"base": quorum.base, "present": quorum.present},
            )
        ],
        back=reverse("meetings:desk", args=[place.code, key]),
        then=then,
    )


@require_safe
@place_page(permissions.can_arrange)
def hall_code(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """签到码大屏: the six digits and how many are there, for the wall of the hall."""
    meeting = meeting_or_404(request, place, key)
    context = {
        "page": Page(title=_("请用手机签到"), lead=meeting.title),
        "place": place,
        "meeting": meeting,
        "open": meeting.state in stages.SIGN_IN,
        "quorum": quorum_line(queries.quorum_of(meeting), meeting),
        "back_url": reverse("meetings:meeting", args=[place.code, key]),
    }
    return render(request, "meetings/hall_code.html", context)


@require_safe
@place_page(permissions.can_arrange)
def attendance_export(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """导出签到表, to fill in and read back."""
    meeting = meeting_or_404(request, place, key)
    name = _("%(meeting)s签到表") % {"meeting": meeting.title}
    return table_response(attendance_sheet(queries.participants_of(meeting)), "xlsx", name)


@place_page(permissions.can_arrange)
def import_attendance(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """导入签到表: all or nothing; every cell that stands in the way is named."""
    meeting, actor = meeting_or_404(request, place, key), actor_of(request)
    form = SheetForm(request.POST or None, request.FILES or None, place=place)
    problems: Any = ()
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                content = form.cleaned_data["file"].read()
                made = actions.import_attendance(actor, place, meeting, content=content)
            except Unimported as error:
                problems = error.outcome.problems
                explain(form, error)
            except Refused as error:
                status = error.status
                explain(form, error)
            else:
                messages.success(
                    request, _("已登记 %(count)d 人。") % {"count": made.count("changed")}
                )
                return redirect("meetings:people", place=place.code, key=key)
    context = {
        "page": Page(
            title=_("导入签到表"),
            lead=meeting.title,
            crumbs=crumbs_to(request, place, meeting, _("导入签到表")),
        ),
        "place": place,
        "meeting": meeting,
        "form": form,
        "problems": problems,
        "back_url": reverse("meetings:desk", args=[place.code, key]),
    }
    return render(request, "meetings/import_attendance.html", context, status=status)


@require_safe
@place_page(permissions.can_arrange)
def attendance_print(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """打印签到表: to be signed by hand at the desk."""
    meeting = meeting_or_404(request, place, key)
    context = {
        "page": Page(title=_("%(meeting)s签到表") % {"meeting": meeting.title}),
        "place": place,
        "meeting": meeting,
        "rows": queries.participants_of(meeting),
        "back_url": reverse("meetings:desk", args=[place.code, key]),
        "print_address": request.build_absolute_uri(request.path),
    }
    return render(request, "meetings/attendance_print.html", context)


@require_safe
@place_page(permissions.can_arrange)
def cards_print(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """打印出席证: one card each, its code to be read by a scanner at the desk."""
    meeting = meeting_or_404(request, place, key)
    called = queries.participants_of(meeting).exclude(card_code="")
    context = {
        "page": Page(title=_("%(meeting)s出席证") % {"meeting": meeting.title}),
        "place": place,
        "meeting": meeting,
        "cards": [(one, qr_svg(one.card_code)) for one in called],
        "back_url": reverse("meetings:people", args=[place.code, key]),
        "print_address": request.build_absolute_uri(request.path),
    }
    answer = render(request, "meetings/cards_print.html", context)
    answer["Cache-Control"] = "no-store"
    return answer
