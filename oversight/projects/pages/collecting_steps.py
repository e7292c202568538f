"""征集的下一步: what the collecting of a year waits for, who must act, and what else may be done."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries.villages import villages_of
from oversight.projects import permissions
from oversight.projects.actions.support import may_enter, may_handle
from oversight.projects.models import ProjectYear
from oversight.projects.pages.years import Notice
from oversight.projects.queries.proposals import Counts
from oversight.projects.queries.years import window_of
from oversight.projects.rules import collecting
from oversight.ui import formats
from oversight.ui.page import Act, NextStep


def next_step(
    actor: Actor, place: Jurisdiction, year: ProjectYear, counts: Counts, notice: Notice
) -> NextStep | None:
    """What the collecting of the year waits for; later states are told by the pages of their own steps."""
    if year.state == "prepared":
        return opening_step(actor, place, year)
    if year.state != "collecting":
        return None
    if notice.public is None:
        return notice_step(actor, place, year, notice)
    window, today = window_of(year), institutions.today()
    if collecting.may_end(window, today).allowed:
        return ending_step(actor, place, year)
    listed = reverse("projects:proposals", args=[place.code, year.year])
    if counts.held or counts.unseen:
        query = "held" if counts.held else "unseen"
        return NextStep(
            title=_("看新收到的建议：%(held)d 条待查看，%(unseen)d 条还没有看过")
            % {"held": counts.held, "unseen": counts.unseen},
            facts=[(_("由谁"), _("办事机构")), (_("期限"), deadline(year))],
            acts=[Act(_("去看"), f"{listed}?state={query}", "eye", main=True)],
        )
    return NextStep(
        title=_("征集正在进行"),
        facts=[
            (_("期限"), deadline(year)),
            (_("由谁"), _("群众、代表；办事机构录入纸质表和座谈记录")),
        ],
        acts=[Act(_("看建议"), listed, "list-check")],
    )


def deadline(year: ProjectYear) -> str:
    """Until when, and how long that is."""
    if year.collecting_to is None:
        return ""
    left = formats.days_left(year.collecting_to)
    return f"{formats.day(year.collecting_to)}　{left}"


def opening_step(actor: Actor, place: Jurisdiction, year: ProjectYear) -> NextStep:
    """Open collecting."""
    url = reverse("projects:open_collecting", args=[place.code, year.year])
    may = permissions.can_set_up(actor, place)
    return NextStep(
        title=_("发布征集公告"),
        facts=[(_("由谁"), _("经办人")), (_("依据"), _(collecting.BASIS))],
        acts=[Act(_("发布征集公告"), url, "broadcast", main=True)] if may else [],
    )


def notice_step(actor: Actor, place: Jurisdiction, year: ProjectYear, notice: Notice) -> NextStep:
    """The notice waits for a second person, or has to be put forward."""
    if notice.waiting is not None:
        return NextStep(
            title=_("审核、公开征集公告"),
            facts=[(_("由谁"), _("审核人或者%(leader)s") % {"leader": place.leader})],
            acts=[Act(_("看待审核的公告"), notice.desk_url, "globe2", main=True)],
        )
    url = reverse("projects:propose_notice", args=[place.code, year.year])
    may = permissions.can_publish(actor, place)
    return NextStep(
        title=_("拟公开征集公告"),
        facts=[(_("由谁"), _("经办人"))],
        acts=[Act(_("拟公开征集公告"), url, "broadcast", main=True)] if may else [],
    )


def ending_step(actor: Actor, place: Jurisdiction, year: ProjectYear) -> NextStep:
    """The last day has passed."""
    url = reverse("projects:end_collecting", args=[place.code, year.year])
    may = permissions.can_set_up(actor, place)
    return NextStep(
        title=_("结束征集"),
        facts=[(_("由谁"), _("经办人")), (_("截止日"), formats.day(year.collecting_to))],
        acts=[Act(_("结束征集"), url, "check-lg", main=True)] if may else [],
    )


def others_of(actor: Actor, place: Jurisdiction, year: ProjectYear) -> list[Act]:
    """What else may be done with the collecting of the year."""
    window, today = window_of(year), institutions.today()
    sets_up, enters = permissions.can_set_up(actor, place), may_enter(actor, place)
    takes = collecting.takes_records(window).allowed

    def act(name: str, label: str, icon: str) -> Act:
        return Act(label, reverse(f"projects:{name}", args=[place.code, year.year]), icon)

    wanted = (
        (enters and takes, "enter", _("录入一条建议"), "pencil"),
        (enters and takes, "record_session", _("登记座谈、走访"), "chat-left-text"),
        (enters and takes, "import_session", _("从表格导入座谈记录"), "file-earmark-arrow-up"),
        (sets_up and year.state == "prepared", "change_year", _("更改项数和资金"), "sliders"),
        (sets_up and takes, "extend_collecting", _("延长征集"), "calendar-plus"),
        (
            sets_up and collecting.may_end(window, today).allowed,
            "end_collecting",
            _("结束征集"),
            "check-lg",
        ),
        (
            permissions.can_publish(actor, place) and year.opened_at is not None,
            "propose_notice",
            _("拟公开征集公告"),
            "broadcast",
        ),
        (
            may_handle(actor, place) and year.opened_at is not None,
            "record_explanation",
            _("登记宣讲会"),
            "people",
        ),
    )
    found = [act(name, label, icon) for allowed, name, label, icon in wanted if allowed]
    if sets_up and place.level == "town" and not villages_of(place).exists():
        url = reverse("institutions:villages", args=[place.code])
        found.append(Act(_("登记村和社区"), url, "geo-alt"))
    return found
