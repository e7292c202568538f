"""月份的下一步: what the month waits for, until when, and the acts that the reader may do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from hotline_analytics.tickets import format_month

from oversight.audit.actors import Actor
from oversight.hotline import permissions, queries
from oversight.hotline.actions.publishing import KIND
from oversight.hotline.models import MonthFreeze
from oversight.institutions.models import Jurisdiction
from oversight.publications import queries as publications
from oversight.ui import formats
from oversight.ui.page import Act

ANALYSIS_DAY = 5
"""每月5日前完成上月分析 (procedures: analysed by the 5th of the following month)."""


@dataclass(frozen=True)
class MonthState:
    """一个月办到哪一步: ``summary`` is published, proposed or empty; ``due`` the day of the next step."""

    step: str
    words: str
    due: date | None
    summary: str
    acts: Sequence[Act] = ()


def analysis_due(month: int) -> date:
    """The 5th of the month after."""
    following = month + 1
    return date(following // 12, following % 12 + 1, ANALYSIS_DAY)


def summaries(place: Jurisdiction) -> dict[str, str]:
    """How far every month's public summary is, by month: published or proposed."""
    ours = models.Q(publication__kind=KIND)
    waiting = publications.waiting(place).filter(ours)
    public = publications.latest_public(place).filter(ours)
    found = dict.fromkeys(waiting.values_list("publication__key", flat=True), "proposed")
    return found | dict.fromkeys(public.values_list("publication__key", flat=True), "published")


def state_of(month: int, freeze: MonthFreeze | None, summary: str) -> MonthState:
    """What the month waits for."""
    if freeze is None:
        return MonthState("freeze", _("等经办人冻结"), analysis_due(month), summary)
    if not summary:
        return MonthState("propose", _("等经办人拟稿公开"), None, summary)
    if summary == "proposed":
        return MonthState("publish", _("等审核人审核公开稿"), None, summary)
    return MonthState("done", _("已公开"), None, summary)


def month_acts(place: Jurisdiction, actor: Actor, month: int) -> MonthState:
    """The state of a month with the acts of its head."""
    summary = summaries(place).get(format_month(month), "")
    state = state_of(month, queries.latest_freeze(place, month), summary)
    keys = {"place": place.code, "month": format_month(month)}
    name = formats.short_month(month)
    acts = []
    if permissions.can_freeze(actor, place):
        label = _("冻结 %(month)s数据") % {"month": name}
        wanted = {
            "freeze": (label, "hotline:freeze", "lock"),
            "propose": (_("拟稿公开摘要"), "hotline:propose", "broadcast"),
        }.get(state.step)
        if wanted:
            acts.append(Act(wanted[0], reverse(wanted[1], kwargs=keys), wanted[2], main=True))
    if state.step != "freeze":
        acts.append(
            Act(_("处置双升单位"), reverse("hotline:findings", kwargs=keys), "ui-checks-grid")
        )
    acts.append(
        Act(_("月度报告，Word 文档（DOCX）"), reverse("hotline:report", kwargs=keys), download=True)
    )
    if permissions.can_read_imports(actor, place):
        acts.append(Act(_("数据交接单"), reverse("hotline:handover", kwargs=keys)))
    return MonthState(state.step, state.words, state.due, state.summary, tuple(acts))
