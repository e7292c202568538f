"""下一步: what is to be done with the paper now, by whom, until when, and the reader's buttons."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.documents import permissions
from oversight.documents.models import Paper
from oversight.documents.queries.tracks import Holders, holder
from oversight.documents.rules import sign_off
from oversight.documents.standing import facts_of, who_of
from oversight.institutions.models import Jurisdiction
from oversight.ui.formats import day as day_text
from oversight.ui.formats import days_left
from oversight.ui.page import Act, NextStep

# act → URL name, icon
ADDRESSES = {
    "submit": ("paper_submit", "send"),
    "edit": ("paper_edit", "pencil"),
    "check": ("paper_check", "check-lg"),
    "ask_cosign": ("paper_ask_cosign", "people"),
    "cosign": ("paper_cosign", "check-lg"),
    "sign": ("paper_sign", "pencil"),
    "seal": ("paper_seal", "upload"),
    "issue": ("paper_issue", "send"),
    "return": ("paper_return", "arrow-return-left"),
    "recall": ("paper_recall", "arrow-return-left"),
    "archive": ("paper_archive", "archive-fill"),
    "withdraw": ("paper_withdraw", "slash-circle"),
}
MAIN = {
    "draft": ("submit", "edit"),
    "returned": ("submit", "edit"),
    "checking": ("check", "return"),
    "cosigning": ("cosign", "return"),
    "signing": ("sign", "return"),
    "signed": ("seal", "return"),
    "sealed": ("issue", "seal", "return"),
    "issued": ("archive",),
    "recalled": ("archive",),
}


def labels() -> dict[str, str]:
    """The buttons, verb and object."""
    return {
        "submit": _("送核稿"),
        "edit": _("修改文稿"),
        "check": _("核稿通过"),
        "ask_cosign": _("送会签"),
        "cosign": _("会签"),
        "sign": _("签发"),
        "seal": _("上传用印扫描件"),
        "issue": _("印发"),
        "return": _("退回文稿"),
        "recall": _("撤回公文"),
        "archive": _("归档"),
        "withdraw": _("作废文稿"),
    }


def titles() -> dict[str, str]:
    """What comes next, by state."""
    return {
        "draft": _("写好文稿，送核稿"),
        "returned": _("按退回意见修改，再送核稿"),
        "checking": _("核稿"),
        "cosigning": _("会签"),
        "signing": _("签发，取得文号"),
        "signed": _("打印、用印，上传扫描件"),
        "sealed": _("印发"),
        "issued": _("收齐回执，归档"),
        "recalled": _("归档留存"),
    }


def possible_acts(actor: Actor, place: Jurisdiction, paper: Paper) -> tuple[str, ...]:
    """What this role may do now, in the order of the buttons."""
    if not (permissions.can_handle(actor, place)):
        return ()
    able = sign_off.possible(facts_of(place, paper), who_of(actor, place))
    first = [act for act in MAIN.get(paper.state, ()) if act in able]
    return (*first, *(act for act in ADDRESSES if act in able and act not in first))


def act_of(place: Jurisdiction, paper: Paper, code: str, main: bool = False) -> Act:
    """The button or link of one act."""
    name, icon = ADDRESSES[code]
    url = reverse(f"documents:{name}", args=[place.code, paper.public_id])
    return Act(labels()[code], url, icon, main)


def next_step(
    actor: Actor, place: Jurisdiction, paper: Paper, holders: Holders, able: tuple[str, ...]
) -> NextStep | None:
    """The card; None where nothing comes any more."""
    if paper.state not in titles():
        return None
    wanted = MAIN[paper.state]
    buttons = [act for act in wanted if act in able][:3]
    return NextStep(
        title=titles()[paper.state],
        facts=tuple(card_facts(paper, holders)),
        acts=tuple(act_of(place, paper, act, act == wanted[0]) for act in buttons),
        refusal=refusal_of(actor, place, paper, wanted[0]),
    )


def card_facts(paper: Paper, holders: Holders) -> list[tuple[str, str]]:
    """由谁, 期限, 退回原因, 依据."""
    rows = list(paper.cosignatures.all())
    open_receipts = [r for r in paper.receipts.all() if r.required and r.state != "acknowledged"]
    who = holder(paper, rows, holders)
    facts = []
    if paper.state == "issued" and open_receipts:
        facts.append((_("等回执"), "、".join(row.name for row in open_receipts)))
    elif paper.state in {"issued", "recalled"}:
        facts.append((_("由谁"), holders.of("clerk") or _("经办人")))
    else:
        facts.append((_("由谁"), who or _("还没有人担任，请系统管理员授权")))
    dues = [row.due for row in rows if row.state == "asked" and row.due]
    dues += [row.due for row in open_receipts if row.due]
    if dues:
        due = min(dues)
        facts.append((_("期限"), f"{day_text(due)}，{days_left(due)}"))
    if paper.state == "returned":
        values = {"who": paper.returned_label, "reason": paper.returned_reason}
        facts.append((_("退回意见"), _("%(who)s：%(reason)s") % values))
    if paper.state in {"checking", "cosigning", "signing"}:
        facts.append((_("依据"), _(sign_off.GENERAL_RULES)))
    return facts


def refusal_of(actor: Actor, place: Jurisdiction, paper: Paper, act: str) -> str:
    """Why the reader, whose business it would be, cannot do it now."""
    if not permissions.can_handle(actor, place):
        return ""
    verdict = sign_off.judge(act, facts_of(place, paper), who_of(actor, place))
    if verdict.allowed or verdict.code in {"wrong_role", "office_not_asked"}:
        return ""
    basis = _("依据：%(basis)s") % {"basis": _(verdict.basis)} if verdict.basis else ""
    return _(verdict.text) + basis
