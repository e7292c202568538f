"""询问、专题询问、质询案怎样显示: the row of the list, the chain, what the reader may do, how many signed."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from oversight.audit.actors import Actor
from oversight.institutions.models import Jurisdiction
from oversight.institutions.sheets.workbook import Sheet
from oversight.meetings import permissions_items as permissions
from oversight.meetings.models import InquiryMotion
from oversight.meetings.queries import inquiries as queries
from oversight.meetings.rules import inquiries as rules
from oversight.ui import formats
from oversight.ui.page import Act, Step

BADGES = {
    "signing": "new",
    "submitted": "waiting",
    "decided": "running",
    "answered": "to_verify",
    "again": "running",
    "accepted": "done",
    "refused": "returned",
    "withdrawn": "returned",
}


@dataclass(frozen=True)
class Row:
    """清单的一行. ``signed`` of ``needed``."""

    motion: InquiryMotion
    url: str
    badge: str
    word: str
    signed: int
    enough: bool


def row_of(place: Jurisdiction, motion: InquiryMotion, url: str = "") -> Row:
    """One matter in words."""
    signed = queries.signers_of(motion).count()
    return Row(
        motion=motion,
        url=url or reverse("meetings:inquiry", args=[place.code, motion.public_id]),
        badge=BADGES[motion.state],
        word=str(motion.get_state_display()),
        signed=signed,
        enough=signed >= motion.needed,
    )


def allowed_to(actor: Actor, place: Jurisdiction, motion: InquiryMotion) -> set[str]:
    """The steps that the state and the reader's role allow."""
    possible = set(rules.possible(queries.facts_of_inquiry(motion)))
    if motion.kind == "special_inquiry":
        possible -= {"sign", "unsign"}
    if motion.kind != "interpellation":
        possible.discard("demand")
    signed = queries.own_signature(actor, motion) is not None
    if not permissions.may_submit(actor, place, signed):
        possible -= {"submit", "withdraw"}
    if not permissions.can_keep_matters(actor, place):
        possible -= {"sign", "unsign", "answer", "accept"}
    if not permissions.can_decide_matters(actor, place):
        possible -= {"decide", "refuse", "demand"}
    return possible


def offers_of(actor: Actor, place: Jurisdiction, motion: InquiryMotion) -> list[Act]:
    """What the reader may do now, the most likely first."""
    possible = allowed_to(actor, place, motion)
    row = row_of(place, motion)
    words = {
        "sign": (_("登记联名"), "inquiry_sign", "people"),
        "submit": (_("提出"), "inquiry_submit", "send"),
        "decide": (_("登记决定"), "inquiry_decide", "clipboard-check"),
        "answer": (_("登记答复"), "inquiry_answer", "pencil"),
        "demand": (_("要求再作答复"), "inquiry_demand", "arrow-repeat"),
        "accept": (_("办结"), "inquiry_accept", "check-lg"),
        "unsign": (_("退出联名"), "inquiry_unsign", "person"),
        "refuse": (_("不予交办"), "inquiry_refuse", "slash-circle"),
        "withdraw": (pgettext("act", "撤回"), "inquiry_withdraw", "x-lg"),
    }
    order = list(words)
    if row.enough:
        order.insert(0, order.pop(order.index("submit")))
    elif "submit" in possible:
        possible.discard("submit")
    if not row.signed:
        possible.discard("unsign")
    found = []
    for step in order:
        if step in possible:
            label, name, icon = words[step]
            url = reverse(f"meetings:{name}", args=[place.code, motion.public_id])
            choice = step in ("demand", "accept")  # the askers' choice; the page urges neither
            found.append(Act(label, url, icon, main=not found and not choice))
    return found


def chain_of(motion: InquiryMotion) -> list[Step]:
    """联名 → 提出 → 决定 → 答复 → 办结, as far as the kind has them."""
    stages = {
        "inquiry": ["signing", "decided", "answered", "accepted"],
        "special_inquiry": ["signing", "submitted", "decided", "answered", "accepted"],
        "interpellation": ["signing", "submitted", "decided", "answered", "accepted"],
    }[motion.kind]
    names = {
        "signing": _("联名") if motion.kind == "interpellation" else _("拟定"),
        "submitted": pgettext("chain", "决定"),
        "decided": pgettext("chain", "答复"),
        "answered": _("提出人的意见"),
        "accepted": _("办结"),
    }
    state = "decided" if motion.state == "again" else motion.state
    ended = motion.state in ("refused", "withdrawn")
    at = len(stages) if state == "accepted" or ended else stages.index(state)
    steps = []
    for number, stage in enumerate(stages):
        shown = "done" if number < at else "current" if number == at else "future"
        steps.append(Step(names[stage], shown, notes=notes_of(motion, stage, number < at)))
    if ended:
        steps[-1] = Step(str(motion.get_state_display()), "done")
    return steps


def notes_of(motion: InquiryMotion, stage: str, passed: bool) -> tuple[str, ...]:
    """The day on which a stage was passed."""
    when = {
        "signing": motion.submitted_at,
        "submitted": motion.decided_on,
        "accepted": motion.closed_at,
    }.get(stage)
    if not passed or when is None:
        return ()
    shown = timezone.localtime(when) if hasattr(when, "hour") else when
    return (formats.short_day(shown),)


def sheet_of(place: Jurisdiction, motions: list[InquiryMotion]) -> Sheet:
    """The list as a table to take away."""
    headings = [
        pgettext("field", "种类"),
        pgettext("field", "题目"),
        _("受询问的机关"),
        _("向哪次会议提出"),
        _("联名人数"),
        _("须联名人数"),
        pgettext("field", "状态"),
        _("决定的会议"),
        _("依据"),
    ]
    rows = [
        [
            str(one.get_kind_display()),
            one.title,
            one.unit.name,
            one.meeting.title,
            queries.signers_of(one).count(),
            one.needed,
            str(one.get_state_display()),
            one.decided_by,
            one.basis,
        ]
        for one in motions
    ]
    return Sheet(_("询问和质询"), headings, rows)
