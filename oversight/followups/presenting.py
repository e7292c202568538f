"""怎样显示: badges, the row of a list, the chain, who must act next and what the reader may do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from oversight.audit.actors import Actor
from oversight.followups import owners, permissions
from oversight.followups.actions.verifying import reporters_of, verifier_of
from oversight.followups.actions.working import facts_of
from oversight.followups.limits import Limits, Standing, standing_of
from oversight.followups.models import Followup
from oversight.followups.rules import progress, verification
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.ui import formats
from oversight.ui.page import Act, NextStep, Step

STATE_BADGES = {
    "assigned": "new",
    "accepted": "running",
    "in_progress": "running",
    "to_sign": "to_sign",
    "reported_done": "to_verify",
    "sent_back": "returned",
    "verified": "verified",
    "withdrawn": "returned",
}


@dataclass(frozen=True)
class Badge:
    """A state of ui.states with its words."""

    state: str
    word: str


def badge_of(followup: Followup) -> Badge:
    """自报完成 waits; only 已核实 is done."""
    word = _("待核实") if followup.state == "reported_done" else followup.get_state_display()
    return Badge(STATE_BADGES[followup.state], str(word))


@dataclass(frozen=True)
class Row:
    """清单的一行. ``unit``: who carries it today; ``was``: the name it was assigned to, where it differs."""

    followup: Followup
    url: str
    unit: str
    was: str
    standing: Standing
    badge: Badge
    place: Jurisdiction


def rows_of(
    place: Jurisdiction,
    followups: Sequence[Followup],
    limits: Limits,
    lineage: owners.Lineage | None = None,
) -> list[Row]:
    """The rows of one place."""
    lineage = lineage or owners.lineage_of(place)
    today = institutions.today()
    found = []
    for followup in followups:
        now = lineage.name_today(followup.unit_id)
        found.append(
            Row(
                followup=followup,
                url=url_of(place, followup),
                unit=now,
                was=followup.unit.name if followup.unit.name != now else "",
                standing=standing_of(followup, limits, today),
                badge=badge_of(followup),
                place=place,
            )
        )
    return found


def url_of(place: Jurisdiction, followup: Followup) -> str:
    return reverse("followups:followup", args=[place.code, followup.public_id])


def sides_of(actor: Actor, place: Jurisdiction, followup: Followup) -> frozenset[str]:
    """On which sides of the item the reader stands."""
    found = set()
    if permissions.may_report(actor, place, followup):
        found.add(progress.UNIT)
    if permissions.may_sign(actor, place, followup):
        found.add(progress.HEAD)
    if permissions.may_decide(actor, place, followup):
        found.add(progress.OFFICE)
    if permissions.may_verify(actor, place, followup):
        found.add(progress.VERIFIER)
    return frozenset(found)


def why_not(
    step: str, actor: Actor, place: Jurisdiction, followup: Followup
) -> progress.Refusal | None:
    """Why the reader may not take this step now; the rule of the other person included."""
    found = progress.refusal(step, facts_of(place, followup))
    if found is None and step in {"verify", "send_back"}:
        who = verifier_of(actor, place, followup)
        found = verification.refusal(who, reporters_of(followup))
    return found


def why_text(found: progress.Refusal) -> str:
    """The reason with its basis."""
    text = _(found.text)
    return f"{text}（{_(found.basis)}）" if found.basis else text


# step → (words, URL name, icon, whether one press does it); in the order in which they are offered
OFFERS: dict[str, tuple[Any, str, str]] = {
    "accept": (lambda: _("签收"), "accept", "check-lg"),
    "sign_report": (lambda: _("附上负责人签字"), "sign", "pencil"),
    "verify": (lambda: _("核实完成"), "verify", "clipboard-check"),
    "send_back": (lambda: _("退回继续办理"), "send_back", "arrow-return-left"),
    "report_done": (lambda: _("报告完成"), "done", "check-lg"),
    "report_progress": (lambda: _("填进展"), "progress", "pencil"),
    "return_report": (lambda: _("退回联络员"), "return_report", "arrow-return-left"),
    "grant_extension": (lambda: _("答复延期申请"), "extension_answer", "calendar-plus"),
    "ask_extension": (lambda: _("申请延期"), "extension", "calendar-plus"),
    "urge": (lambda: pgettext("act", "催办"), "urge", "bell"),
    "draft_slip": (lambda: _("起草督办单"), "slip", "file-earmark-text"),
    "attach_evidence": (lambda: _("补充证据"), "evidence", "paperclip"),
    "add_part": (lambda: _("分给科室"), "part_new", "diagram-2"),
    "enter_report": (lambda: _("代录书面的完成报告"), "enter", "file-earmark-text"),
    "reassign": (lambda: _("改定责任单位"), "reassign", "arrow-down-up"),
    "withdraw": (lambda: _("撤回"), "withdraw", "slash-circle"),
}
ONE_PRESS = frozenset({"accept"})


def offers_of(actor: Actor, place: Jurisdiction, followup: Followup) -> list[Act]:
    """What the reader may do now, the most likely first."""
    facts = facts_of(place, followup)
    allowed = set(progress.possible(facts, sides_of(actor, place, followup)))
    if allowed & {"verify", "send_back"} and why_not("verify", actor, place, followup):
        allowed -= {"verify", "send_back"}
    if "urge" in allowed and permissions.may_draft_slip(actor, place, followup):
        allowed.add("draft_slip")
    order = list(OFFERS)
    if facts.extension_waiting and "grant_extension" in allowed:
        order.insert(0, order.pop(order.index("grant_extension")))
    found = []
    for step in order:
        if step in allowed:
            label, name, icon = OFFERS[step]
            url = reverse(f"followups:{name}", args=[place.code, followup.public_id])
            found.append(Act(label(), url, icon, post=step in ONE_PRESS))
    return found


def next_step(
    actor: Actor, place: Jurisdiction, followup: Followup, offers: Sequence[Act], limits: Limits
) -> NextStep | None:
    """Who must act next, until when; None where the item is closed."""
    if not followup.is_open:
        return None
    titles = {
        "assigned": _("签收并开始办理"),
        "to_sign": _("单位负责人签字，附上扫描件"),
        "reported_done": _("另一人核实是否完成"),
        "sent_back": _("按退回的原因继续办理"),
    }
    facts = [(_("由谁"), who_next(place, followup))]
    if followup.due:
        standing = standing_of(followup, limits)
        words = formats.day(followup.due)
        facts.append(
            (pgettext("field", "期限"), f"{words}，{standing.word}" if standing.word else words)
        )
    if followup.basis:
        facts.append((pgettext("field", "依据"), followup.basis))
    if followup.state == "sent_back":
        facts.append((_("退回的原因"), followup.state_reason))
    return NextStep(
        title=titles.get(followup.state, _("办理并报告完成")),
        facts=facts,
        acts=main_acts(offers),
        refusal=not_yet(actor, place, followup),
    )


def main_acts(offers: Sequence[Act]) -> list[Act]:
    """One solid button and at most two others."""
    return [
        Act(act.label, act.url, act.icon, main=number == 0, post=act.post)
        for number, act in enumerate(offers[:3])
    ]


def not_yet(actor: Actor, place: Jurisdiction, followup: Followup) -> str:
    """What the reader might look for and cannot do yet, with the reason."""
    sides = sides_of(actor, place, followup)
    wanted = ("verify", progress.VERIFIER), ("report_done", progress.UNIT)
    for step, side in wanted:
        if side in sides:
            found = why_not(step, actor, place, followup)
            if found is not None:
                return why_text(found)
    return ""


def verifiers(place: Jurisdiction, followup: Followup) -> str:
    """城建环资工委，林知微: the office that tracks, with its people."""
    if followup.office is None:
        return _("办公室或委室，报告人以外的人")
    names = "、".join(institutions.holders(place, "office", body=followup.office))
    if not names:
        return followup.office.name
    return _("%(office)s，%(name)s") % {"office": followup.office.name, "name": names}


def who_next(place: Jurisdiction, followup: Followup) -> str:
    """The people who must act."""
    if followup.state == "reported_done":
        return verifiers(place, followup)
    unit = owners.owner_of(place, followup)
    if unit is None:
        return _("%(unit)s已分设或撤销，由办公室改定责任单位") % {"unit": followup.unit.name}
    if followup.state == "to_sign":
        heads = institutions.posts_of(unit).filter(is_head=True)
        names = "、".join(post.person.name for post in heads)
        return _("%(unit)s负责人 %(names)s") % {"unit": unit.name, "names": names}
    today = institutions.today()
    officers = institutions.liaisons_in(place).on(today).filter(unit=unit).order_by("rank")
    names = "、".join(
        _("%(name)s（%(rank)s角）") % {"name": each.person.name, "rank": each.rank}
        for each in officers
    )
    if not names:
        return unit.name
    return _("%(unit)s，联络员 %(names)s") % {"unit": unit.name, "names": names}


def chain_of(followup: Followup, limits: Limits) -> list[Step]:
    """交办 → 签收 → 办理 → 自报完成 → 核实."""
    days = [followup.assigned_at, followup.accepted_at, None, followup.reported_at]
    names = [_("交办"), _("签收"), _("办理"), _("自报完成"), pgettext("chain", "核实")]
    at = {
        "assigned": 1,
        "accepted": 2,
        "in_progress": 2,
        "sent_back": 2,
        "to_sign": 3,
        "reported_done": 4,
        "verified": 5,
    }.get(followup.state, 5)
    late = standing_of(followup, limits).is_late and followup.state in Followup.WITH_UNIT
    closed = followup.closed_at if followup.state == "verified" else None
    steps = []
    for number, (name, when) in enumerate(zip(names, [*days, closed], strict=True)):
        state = "done" if number < at else "future"
        if number == at:
            state = "late" if late else "current"
        note = formats.short_day(timezone.localtime(when)) if when and number < at else ""
        if number == 2 and followup.percent is not None and at == 2:
            note = _("自报 %(percent)d%%") % {"percent": followup.percent}
        steps.append(Step(name, state, notes=(note,) if note else ()))
    return steps


def due_words(due: date | None) -> str:
    return formats.day(due) if due else _("没有定期限")
