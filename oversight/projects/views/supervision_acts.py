"""监督的行为表单: one page an act."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries import today
from oversight.institutions.views.act_forms import ActPage, form_act
from oversight.institutions.web import actor_of
from oversight.projects import permissions_building as permissions
from oversight.projects.actions import building_papers, supervising, supervision_groups
from oversight.projects.forms import supervising as forms
from oversight.projects.forms.collecting import BareForm
from oversight.projects.models import (
    ProjectYear,
    SupervisionFinding,
    SupervisionGroup,
    SupervisionRecord,
    Supervisor,
)
from oversight.projects.queries import building
from oversight.projects.queries import supervising as read
from oversight.projects.views.supervision import below
from oversight.projects.views.work_pages import record_page
from oversight.projects.views.year_pages import url_of, year_act, year_page


def to(place: Jurisdiction, name: str, record: Any) -> str:
    return reverse(f"projects:{name}", args=[place.code, record.public_id])


def act_on(
    request: HttpRequest,
    place: Jurisdiction,
    record: Any,
    year: ProjectYear,
    form: Any,
    act: Callable[..., Any],
    *,
    back: str,
    title: str,
    done: str,
    lead: str = "",
    facts: Any = (),
    **more: Any,
) -> HttpResponse:
    """The form of one act on a record of the supervision, then back to its page."""
    page = ActPage(title, title, back, below(place, year, title), lead=lead, done=done, facts=facts)

    def run(**data: Any) -> Any:
        return act(actor_of(request), place, record, **data)

    return form_act(request, place, page, form, run, **more)


@year_page(permissions.can_form_groups)
def form_supervision_group(
    request: HttpRequest, place: Jurisdiction, year: ProjectYear
) -> HttpResponse:
    """成立监督小组."""
    return year_act(
        request,
        place,
        year,
        forms.GroupForm,
        supervision_groups.form_supervision_group,
        title=_("成立监督小组"),
        done=_("监督小组已成立，再增加监督员。"),
        back_url=url_of(place, year, "supervision"),
        offered={"year": year},
        initial={"formed_on": today()},
        then=lambda made: to(place, "supervision_group", made),
    )


@record_page(permissions.can_form_groups, read.group_by_id)
def set_watched(request: HttpRequest, place: Jurisdiction, found: SupervisionGroup) -> HttpResponse:
    """更改跟踪的项目."""
    return act_on(
        request, place, found, found.project_year, forms.WatchedForm, supervision_groups.set_watched,
        back=to(place, "supervision_group", found),
        title=_("更改跟踪的项目"),
        done=_("已更改。"),
        lead=found.name,
        offered={"year": found.project_year},
        initial={"projects": list(found.projects.values_list("public_id", flat=True))},
    )  # fmt: skip


@record_page(permissions.can_form_groups, read.group_by_id)
def add_supervisor(
    request: HttpRequest, place: Jurisdiction, found: SupervisionGroup
) -> HttpResponse:
    """增加监督员."""
    return act_on(
        request, place, found, found.project_year, forms.SupervisorForm, supervision_groups.add_supervisor,
        back=to(place, "supervision_group", found),
        title=_("增加监督员"),
        done=_("已增加。"),
        lead=found.name,
    )  # fmt: skip


def supervisor_by_id(place: Jurisdiction, key: str) -> Supervisor | None:
    rows = read.supervisors_in(place).select_related("group__project_year")
    return rows.filter(public_id=key).first()


@record_page(permissions.can_form_groups, supervisor_by_id)
def remove_supervisor(request: HttpRequest, place: Jurisdiction, found: Supervisor) -> HttpResponse:
    """监督员退出."""
    return act_on(
        request, place, found, found.group.project_year, forms.LeaveForm,
        supervision_groups.remove_supervisor,
        back=to(place, "supervision_group", found.group),
        title=_("监督员退出"),
        done=_("已退出；以前的记录不变。"),
        lead=found.name,
        initial={"on": today()},
    )  # fmt: skip


def first_kind(group: SupervisionGroup) -> str:
    """What is most likely recorded: the topic while the group has none, then a visit."""
    return "visit" if group.topic else "topic"


def people_of(group: SupervisionGroup | None) -> str:
    """The members of a group, as those who took part."""
    rows = group.supervisors.all() if group is not None else ()
    return "、".join(one.name for one in rows if one.left_on is None)


@year_page(permissions.can_supervise)
def record_supervision(
    request: HttpRequest, place: Jurisdiction, year: ProjectYear
) -> HttpResponse:
    """登记监督情况: a deputy for the own groups, the office for any."""
    actor = actor_of(request)
    groups = read.groups_of(year)
    if actor.role in {"deputy", "member"}:
        groups = groups.filter(pk__in=read.groups_with(actor, place).values("pk"))
    first = groups.filter(public_id=request.GET.get("group", "")).first() or groups.first()
    initial = {
        "on": today(),
        "kind": "visit" if first is None else first_kind(first),
        "group": first.public_id if first else None,
        "project": request.GET.get("project"),
        "people": people_of(first) or actor.label,
    }
    return year_act(
        request,
        place,
        year,
        forms.RecordForm,
        supervising.record_supervision,
        title=_("登记监督情况"),
        button=_("登记"),
        done=_("已登记。发现的问题逐个交办。"),
        back_url=url_of(place, year, "supervision"),
        offered={"year": year, "groups": groups},
        initial=initial,
        then=lambda made: to(place, "supervision_record", made),
    )


@record_page(permissions.can_supervise, read.finding_by_id)
def hand_finding(
    request: HttpRequest, place: Jurisdiction, found: SupervisionFinding
) -> HttpResponse:
    """交办发现的问题."""
    unit = found.unit or (building.unit_today(place, found.project) if found.project else None)
    return finding_act(
        request, place, found, forms.HandForm, supervising.hand_finding,
        title=_("交办发现的问题"),
        done=_("已交办，单位收到通知。"),
        initial={"unit": unit.public_id if unit else None},
    )  # fmt: skip


@record_page(permissions.can_report, read.finding_by_id)
def answer_finding(
    request: HttpRequest, place: Jurisdiction, found: SupervisionFinding
) -> HttpResponse:
    """答复."""
    return finding_act(
        request, place, found, forms.AnswerForm, supervising.answer_finding,
        title=_("答复监督发现的问题"), done=_("已答复，等监督小组确认。"),
    )  # fmt: skip


@record_page(permissions.can_supervise, read.finding_by_id)
def judge_finding(
    request: HttpRequest, place: Jurisdiction, found: SupervisionFinding
) -> HttpResponse:
    """确认是否解决."""
    return finding_act(
        request, place, found, forms.JudgeForm, supervising.judge_finding,
        title=_("确认是否解决"), done=_("已确认。"),
    )  # fmt: skip


@record_page(permissions.can_run, read.finding_by_id)
def draft_feedback_slip(
    request: HttpRequest, place: Jurisdiction, found: SupervisionFinding
) -> HttpResponse:
    """起草反馈单."""
    return finding_act(
        request, place, found, BareForm, building_papers.draft_feedback_slip,
        title=_("起草反馈单"), done=_("已起草，请在公文里继续办理。"),
        then=lambda made: paper_url(place, made),
    )  # fmt: skip


@record_page(permissions.can_run, read.record_by_id)
def draft_supervision_record(
    request: HttpRequest, place: Jurisdiction, found: SupervisionRecord
) -> HttpResponse:
    """起草监督记录."""
    return act_on(
        request, place, found, found.project_year, BareForm,
        building_papers.draft_supervision_record,
        back=to(place, "supervision_record", found),
        title=_("起草监督记录"), done=_("已起草，请在公文里继续办理。"),
        then=lambda made: paper_url(place, made),
    )  # fmt: skip


def finding_act(
    request: HttpRequest,
    place: Jurisdiction,
    found: SupervisionFinding,
    form: Any,
    act: Any,
    **more: Any,
) -> HttpResponse:
    """The form of one act on a finding, with what was said so far."""
    facts = [(_("问题"), found.text)]
    if found.answer:
        facts.append((_("上次答复"), found.answer))
    if found.judged_text:
        facts.append((_("上次确认"), found.judged_text))
    year = found.record.project_year
    back = to(place, "finding", found)
    return act_on(request, place, found, year, form, act, back=back, facts=facts, **more)


def paper_url(place: Jurisdiction, paper: Any) -> str:
    return reverse("documents:paper", args=[place.code, paper.public_id])
