"""报送的说法: state, recipients and next step of a filing in the words of its pages."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.publications.models import Filing, FilingRecipient
from oversight.ui.formats import day
from oversight.ui.page import Act, NextStep, Step

BADGES = {
    "draft": "new",
    "sent": "waiting",
    "acknowledged": "done",
    "replied": "done",
    "filed": "archived",
    "returned": "returned",
    "withdrawn": "locked",
}


@dataclass(frozen=True)
class Standing:
    """What a filing's row says: badge, recipients who signed, recipients in all."""

    filing: Filing
    badge: str
    recipients: list[FilingRecipient]
    signed: int

    @property
    def total(self) -> int:
        return len(self.recipients)


def standing(filing: Filing) -> Standing:
    """The row of a filing that was read with its recipients."""
    recipients = list(filing.recipients.all())
    signed = sum(one.acknowledged_on is not None for one in recipients)
    return Standing(filing, BADGES[filing.state], recipients, signed)


def address(filing: Filing, name: str = "filing") -> str:
    """The address of one of the filing's pages."""
    args = [filing.jurisdiction.code, filing.public_id]
    return reverse(f"filings:{name}", args=args)


def known_name(filing: Filing) -> str:
    """What may be said of a filing to who must not know its words."""
    if filing.number:
        return filing.number
    return _("%(day)s拟的报送（未编号）") % {"day": day(filing.prepared_at)}


def signed_words(now: Standing) -> str:
    """How many of those it went to have signed for it."""
    values = {"n": now.total, "signed": now.signed, "left": now.total - now.signed}
    if not now.signed:
        return _("%(n)d 处尚未签收") % values
    if now.signed == now.total:
        return _("%(n)d 处全部签收") % values
    return _("%(signed)d 处已签收，%(left)d 处尚未签收") % values


def chain(now: Standing) -> list[Step]:
    """拟稿 → 报送 → 签收 → 批示 (or 备案)."""
    filing = now.filing
    last = _("备案") if filing.kind == "filing" else _("批示")
    names = [pgettext("filing", "拟稿"), _("报送"), _("签收"), last]
    reached = {"draft": 0, "returned": 0, "withdrawn": 0, "sent": 2, "acknowledged": 3}
    at = reached.get(filing.state, 4)
    notes = [
        (day(filing.prepared_at), filing.prepared_label),
        (day(filing.sent_on), filing.sent_by) if filing.sent_on else (),
        (signed_words(now),) if at else (),
        (),
    ]
    return [
        Step(name, "done" if number < at else "current" if number == at else "future", notes=lines)
        for number, (name, lines) in enumerate(zip(names, notes, strict=True))
    ]


def next_step(place: Jurisdiction, now: Standing) -> NextStep | None:
    """What comes next and who does it; None when nothing does."""
    filing = now.filing
    names = "、".join(institutions.holders(place, "clerk", "reviewer"))
    office = _("办公室，%(name)s") % {"name": names} if names else _("办公室")
    who = (_("由谁"), office)

    def acts(*wanted: tuple[str, str]) -> tuple[Act, ...]:
        return tuple(
            Act(label, address(filing, name), main=number == 0)
            for number, (label, name) in enumerate(wanted)
        )

    if filing.state in {"draft", "returned"}:
        title = _("补正后再报送") if filing.state == "returned" else _("签发后报送")
        facts = [who, (_("要求"), _("平台不发送；纸件送出后登记日期、签发人和送达方式"))]
        if filing.returned_reason:
            facts.insert(1, (_("退回原因"), filing.returned_reason))
        wanted = (
            (_("登记报送"), "filing_send"),
            (_("修改报送稿"), "filing_change"),
            (_("不再报送"), "filing_withdraw"),
        )
        return NextStep(title, facts, acts(*wanted))
    waiting = [one.name for one in now.recipients if one.acknowledged_on is None]
    reply = (_("登记批示"), "filing_reply")
    back = (_("登记退回"), "filing_return")
    receipt = (_("登记签收"), "filing_acknowledge")
    if filing.state == "sent":
        facts = [who, (_("还没有签收"), "、".join(waiting))]
        return NextStep(_("问清是否收到"), facts, acts(receipt, reply, back))
    if filing.state == "acknowledged":
        facts = [who]
        if waiting:
            facts.append((_("还没有签收"), "、".join(waiting)))
        more = [receipt] if waiting else []
        if filing.kind == "filing":
            return NextStep(
                _("等备案完成"), facts, acts((_("登记备案完成"), "filing_filed"), *more, back)
            )
        return NextStep(_("有批示时登记"), facts, acts(reply, *more, back))
    if filing.state == "replied" and waiting:
        facts = [who, (_("还没有签收"), "、".join(waiting))]
        return NextStep(_("补登其余签收"), facts, acts(receipt, reply))
    if filing.state == "replied":
        return NextStep(_("再有批示时登记"), [who], acts(reply))
    return None
