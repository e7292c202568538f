"""工作页面左侧的导航: only what the acting role may open, each group in the order of the work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from oversight.audit.actors import Actor
from oversight.calendar.permissions import can_read_calendar
from oversight.cases import permissions as cases
from oversight.documents import permissions as documents
from oversight.documents.queries import to_acknowledge, waiting_for
from oversight.files.permissions import can_list_files
from oversight.followups import permissions as followups
from oversight.hotline.permissions import can_read_hotline
from oversight.institutions import permissions
from oversight.institutions.models import Jurisdiction
from oversight.jobs.permissions import can_read_jobs
from oversight.meetings import permissions as meetings
from oversight.projects import permissions as projects
from oversight.projects.permissions_voting import can_read_received
from oversight.publications.filings.permissions import can_know as can_know_filings
from oversight.publications.permissions import can_read as can_read_publications
from oversight.rulebooks.permissions import can_read_rulebooks
from oversight.ui.page import NavGroup, NavItem
from oversight.voting.permissions import can_read as can_read_voting


class Side:
    """The side of one request: makes items that know whether the reader is there."""

    def __init__(self, request: HttpRequest, actor: Actor, place: Jurisdiction) -> None:
        self.path, self.actor, self.place = request.path, actor, place

    def item(self, label: str, name: str, icon: str, count: int | None = None) -> NavItem:
        """One entry; active on its page and on all below it."""
        url = reverse(name, kwargs={"place": self.place.code})
        active = self.path == url if name == "portal:today" else self.path.startswith(url)
        return NavItem(label=label, url=url, icon=icon, count=count or None, active=active)

    def groups(self) -> tuple[NavGroup, ...]:
        """The groups that have something to show."""
        wanted = (
            ("", self.first()),
            (_("监督"), self.supervision()),
            (_("办会办文"), self.papers()),
            (_("机构与人员"), self.registers()),
            (_("公开"), self.public()),
            (_("资料与任务"), self.kept()),
            (_("设置"), self.settings()),
        )
        made = ((label, tuple(items)) for label, items in wanted)
        return tuple(NavGroup(label, items) for label, items in made if items)

    def first(self) -> Iterator[NavItem]:
        """The reader's own desk, from the pages of an ended place too that theirs carries on."""
        own = reverse("portal:today", kwargs={"place": self.actor.place or self.place.code})
        yield replace(self.item(_("今日"), "portal:today", "calendar-check"), url=own)

    def supervision(self) -> Iterator[NavItem]:
        actor, place = self.actor, self.place
        if can_read_hotline(actor, place):
            yield self.item(_("热线分析"), "hotline:months", "telephone")
        if cases.can_see(actor, place):
            yield self.item(_("监督案件"), "cases:cases", "diagram-2")
        if place.level in {"town", "county"} and projects.can_see(actor, place):
            label = _("民生实事") if place.level == "town" else _("本级民生实事")
            yield self.item(label, "projects:years", "list-ol")
        if projects.can_see_towns(actor, place):
            yield self.item(_("各镇民生实事"), "projects:towns", "list-ol")
        if can_read_received(actor, place):
            yield self.item(_("收到的备案"), "projects:received_filings", "inbox")
        if followups.speaks(actor, place):
            yield self.item(_("承办事项"), "followups:duties", "flag")
        elif followups.can_read_office(actor, place):
            yield self.item(_("承诺与整改"), "followups:followups", "flag")
        if can_know_filings(actor, place):
            yield self.item(_("报送与批示"), "filings:filings", "send")

    def papers(self) -> Iterator[NavItem]:
        actor, place = self.actor, self.place
        if meetings.can_read(actor, place):
            yield self.item(pgettext("heading", "会议"), "meetings:meetings", "people-fill")
        if meetings.can_see_mine(actor, place):
            yield self.item(_("我的会议"), "meetings:own_meetings", "person-badge")
        if documents.can_receive(actor, place):
            count = to_acknowledge(actor, place).count()
            yield self.item(_("收到的公文"), "documents:received", "file-earmark-text", count)
        if documents.can_read(actor, place):
            count = waiting_for(actor, place).count()
            yield self.item(
                pgettext("heading", "公文"), "documents:papers", "file-earmark-text", count
            )
        if can_read_voting(actor, place):
            yield self.item(_("表决"), "voting:polls", "ui-checks-grid")
        if can_read_calendar(actor, place):
            yield self.item(_("日历与会期"), "calendar:calendar", "calendar3")
        if can_read_rulebooks(actor, place):
            yield self.item(_("规则簿"), "rulebooks:list", "journal-bookmark")

    def registers(self) -> Iterator[NavItem]:
        if permissions.can_read_office(self.actor, self.place):
            yield self.item(_("代表与人员"), "institutions:people", "people")
            yield self.item(_("单位"), "institutions:units", "building")
            yield self.item(_("机构与届次"), "institutions:bodies", "diagram-3")

    def public(self) -> Iterator[NavItem]:
        if can_read_publications(self.actor, self.place):
            yield self.item(_("发布与存证"), "publications:desk", "broadcast")
        if permissions.can_read_audit(self.actor, self.place):
            yield self.item(_("留痕"), "institutions:records", "journal-text")

    def kept(self) -> Iterator[NavItem]:
        if can_list_files(self.actor, self.place):
            yield self.item(_("文件"), "files:files", "folder2-open")
        if can_read_jobs(self.actor, self.place.code):
            yield self.item(_("后台任务"), "jobs:jobs", "list-check")

    def settings(self) -> Iterator[NavItem]:
        if permissions.can_manage_accounts(self.actor, self.place):
            yield self.item(_("账号与授权"), "institutions:accounts", "person-gear")
            yield self.item(_("办公设置"), "institutions:settings", "gear")


def staff_nav(request: HttpRequest, actor: Actor, place: Jurisdiction) -> tuple[NavGroup, ...]:
    """The side of the desk: only what the acting role may open."""
    return Side(request, actor, place).groups()
