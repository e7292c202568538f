"""会议进程的表单: plan, change, notify, sign-in, session, closing, giving up, papers drafted from it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.documents.models import Paper
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.act_forms import ActPage, act_page, bound
from oversight.institutions.web import actor_of, place_page
from oversight.meetings import actions, permissions, queries
from oversight.meetings.actions.support import meeting_url
from oversight.meetings.forms.meetings import (
    BareForm,
    ChangeForm,
    MeetingForm,
    ReasonForm,
    presided_by,
)
from oversight.meetings.models import Meeting, Question
from oversight.meetings.pages.lateness import late_facts, late_warning
from oversight.meetings.queries.questions import questions_at
from oversight.meetings.views.shared import (
    list_crumb,
    meeting_form,
    meeting_or_404,
    open_questions,
    people_url,
)
from oversight.ui.formats import day as day_text
from oversight.ui.page import Crumb


@place_page(permissions.can_arrange)
def plan_meeting(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """登记会议。"""
    actor = actor_of(request)
    page = ActPage(
        _("登记会议"),
        _("登记会议"),
        reverse("meetings:meetings", args=[place.code]),
        (list_crumb(request, place), Crumb(_("登记会议"))),
        lead=_("登记后同时列入会期，会前各节点由此算起。"),
        done=_("会议已登记。"),
    )
    form = bound(MeetingForm, request, place=place, initial=first_values(request, place))

    def run(data: dict[str, Any]) -> str:
        return meeting_url(place, actions.plan_meeting(actor, place, **data))

    return act_page(request, page, form, run)


def first_values(request: HttpRequest, place: Jurisdiction) -> dict[str, Any]:
    """The next number of the body that meets most; of a sitting, what its session says."""
    session = queries.meeting_by_id(place, request.GET.get("of", ""))
    if session is not None:
        return sitting_of(session, request.GET.get("kind", ""))
    chosen = institutions.bodies_of(place).filter(public_id=request.GET.get("body", "")).first()
    body = (
        chosen
        or institutions.body_of_kind(place, "standing_committee")
        or institutions.body_of_kind(place, "presidium")
    )
    if body is None:
        return {}
    return {"body": body, "meeting_no": queries.next_number(place, body), "counted": body.public_id}


def sitting_of(session: Meeting, kind: str) -> dict[str, Any]:
    """A preparatory, presidium or joint meeting of the session: its number, day, place and chair."""
    kinds = [one.kind for one in queries.sittings_of(session)]
    return {
        "body": session.body,
        "kind": kind if kind in dict(Meeting.KINDS) else "session",
        "meeting_no": session.meeting_no,
        "sitting_no": kinds.count(kind) + 1,
        "starts_on": session.starts_on,
        "place_text": session.place_text,
        **presided_by(session.jurisdiction, session.chair if kind != "presidium" else ""),
    }


@place_page(permissions.can_arrange)
def change_meeting(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """改会议信息。"""
    meeting, actor = meeting_or_404(request, place, key), actor_of(request)
    names = [name for name in ChangeForm.base_fields if name != "reason"]
    same_day = {"ends_on"} if meeting.ends_on == meeting.starts_on else set()

    def run(**data: Any) -> Meeting:
        data["ends_on"] = data["ends_on"] or data["starts_on"]
        return actions.change_meeting(actor, place, meeting, **data)

    return meeting_form(
        request,
        place,
        meeting,
        ChangeForm,
        run,
        title=_("改会议信息"),
        button=_("保存会议信息"),
        done=_("会议信息已改。"),
        initial={
            **{name: getattr(meeting, name, "") for name in names if name not in same_day},
            **presided_by(place, meeting.chair),
        },
    )


@place_page(permissions.can_arrange)
def notify(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """发会议通知。"""
    meeting, actor = meeting_or_404(request, place, key), actor_of(request)
    called = queries.participants_of(meeting)
    agenda = list(queries.items_of(meeting).filter(state="placed"))
    late = late_facts(meeting, agenda)
    facts = [
        (_("会议日期"), day_text(meeting.starts_on)),
        (_("会议地点"), meeting.place_text),
        (_("与会人员"), _("%(count)d 人") % {"count": called.count()}),
        (_("议程"), "；".join(one.title for one in agenda)),
        *late,
    ]
    return meeting_form(
        request,
        place,
        meeting,
        BareForm,
        lambda: actions.notify(actor, place, meeting),
        title=_("发会议通知"),
        button=_("发会议通知"),
        done=_("通知已发给有账号的人；其余的人在电话通知清单里。"),
        warning="".join([late_warning(late), _("发出以后，改日期须写原因，并再告诉各人。")]),
        facts=[(term, text) for term, text in facts if text],
    )


@place_page(permissions.can_run)
def convene(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """开始报到。"""
    meeting, actor = meeting_or_404(request, place, key), actor_of(request)
    return meeting_form(
        request,
        place,
        meeting,
        BareForm,
        lambda: actions.convene(actor, place, meeting),
        title=_("开始报到"),
        button=_("开始报到"),
        done=_("报到已经开始，签到码在“签到码大屏”上。"),
        facts=[(_("会议日期"), day_text(meeting.starts_on))],
    )


@place_page(permissions.can_run)
def open_session(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """开会。"""
    meeting, actor = meeting_or_404(request, place, key), actor_of(request)
    quorum = queries.quorum_of(meeting)
    values = {"base": quorum.base, "present": quorum.present, "needed": quorum.needed}
    return meeting_form(
        request,
        place,
        meeting,
        BareForm,
        lambda: actions.open_session(actor, place, meeting),
        title=_("宣布开会"),
        button=_("登记开会"),
        done=_("会议已经开会。"),
        facts=[
            (_("到会"), _("应到 %(base)d 人，实到 %(present)d 人，须有 %(needed)d 人") % values),
            (_("依据"), _(quorum.basis)),
        ],
    )


@place_page(permissions.can_run)
def close_meeting(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """闭会。"""
    meeting, actor = meeting_or_404(request, place, key), actor_of(request)
    facts = queries.facts_of(meeting)
    rows = [(_("没有结果的议题"), "；".join(facts.undecided))] if facts.undecided else []
    warning = _("闭会以后议程、到会情况不能再改；没有登记到会又没有准假的记为缺席。")
    if unplaced := queries.unplaced_in(meeting):
        rows.append((_("已提出、没有列入议程"), "；".join(one.title for one in unplaced)))
        warning += _("已提出、没有列入议程的议题，闭会以后这次会议不再办理。")
    unput = list(questions_at(meeting).filter(state__in=["filed", "ordered"]))
    if unput:
        said = "；".join(f"{one.asker_name}：{one.text[:40]}" for one in unput)
        rows.append((_("没有问到的询问"), said))
    return meeting_form(
        request,
        place,
        meeting,
        BareForm,
        lambda: actions.close_meeting(actor, place, meeting),
        title=_("闭会"),
        button=_("登记闭会"),
        done=_("会议已闭会。"),
        warning=warning,
        facts=rows,
        others=[*open_questions(place, meeting), *unput_questions(place, unput)],
    )


def unput_questions(place: Jurisdiction, unput: Sequence[Question]) -> list[tuple[str, str]]:
    """What nobody was asked: each can be turned into a written answer before the meeting ends."""
    text = _("没有问到，可以转为书面答复：%(name)s的询问")
    return [
        (
            text % {"name": one.asker_name},
            reverse("meetings:question", args=[place.code, one.public_id]),
        )
        for one in unput
    ]


@place_page(permissions.can_arrange)
def cancel_meeting(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """登记会议不再召开。"""
    meeting, actor = meeting_or_404(request, place, key), actor_of(request)
    return meeting_form(
        request,
        place,
        meeting,
        ReasonForm,
        lambda **data: actions.cancel_meeting(actor, place, meeting, **data),
        title=_("登记会议不再召开"),
        button=_("登记不再召开"),
        done=_("已登记，会期同时取消。"),
        warning=_("登记以后不能恢复；再开的另行登记。"),
    )


def paper_url(place: Jurisdiction) -> Any:
    """To the paper that was drafted."""

    def url(paper: Paper) -> str:
        return reverse("documents:paper", args=[place.code, paper.public_id])

    return url


@place_page(permissions.can_arrange)
def draft_notice(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """起草会议通知。"""
    meeting, actor = meeting_or_404(request, place, key), actor_of(request)
    return meeting_form(
        request,
        place,
        meeting,
        BareForm,
        lambda: actions.draft_notice(actor, place, meeting),
        title=_("起草会议通知"),
        button=_("起草会议通知"),
        done=_("通知已起草，请核对后送核。"),
        lead=_("按会议信息和已列入的议程成稿，在公文里修改、核稿、签发。"),
        then=paper_url(place),
    )


@place_page(permissions.can_arrange)
def draft_minutes(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """起草会议纪要。"""
    meeting, actor = meeting_or_404(request, place, key), actor_of(request)
    return meeting_form(
        request,
        place,
        meeting,
        BareForm,
        lambda: actions.draft_minutes(actor, place, meeting),
        title=_("起草会议纪要"),
        button=_("起草会议纪要"),
        done=_("纪要已起草，请核对后送核。"),
        lead=_("按到会情况、议题和表决结果成稿，在公文里修改、核稿、签发。"),
        then=paper_url(place),
    )


@place_page(permissions.can_arrange)
def call_members(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """按名册添加出席人员。"""
    meeting, actor = meeting_or_404(request, place, key), actor_of(request)
    called = set(meeting.participants.values_list("person_id", flat=True))
    new = [seat.name for seat in queries.seats_of(meeting) if seat.person_id not in called]
    shown = "、".join(new[:60]) + (_("等") if len(new) > 60 else "")
    return meeting_form(
        request,
        place,
        meeting,
        BareForm,
        lambda: actions.call_members(actor, place, meeting),
        title=_("按名册添加出席人员"),
        button=_("添加出席人员"),
        done=_("名册里的人员都已添加。"),
        facts=[(_("将添加"), _("%(count)d 人：%(names)s") % {"count": len(new), "names": shown})],
        back=people_url(place, meeting),
    )
