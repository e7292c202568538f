"""公文的收件通知: tells whoever must act next; called inside the act's transaction."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.documents.addressing import carriers_of
from oversight.documents.models import Paper, Receipt
from oversight.inbox.actions import holders, notify
from oversight.institutions.models import Jurisdiction


def name_told(paper: Paper) -> str:
    """What a notice calls the paper: notices leave the house by mail, so a report to the Party committee has no title."""
    if paper.paper_kind.restricted:
        return _("不公开的%(kind)s") % {"kind": paper.paper_kind.title}
    return paper.title


def tell(place: Jurisdiction, paper: Paper, what: str, accounts: set[int], title: str) -> int:
    """One notice about the paper, once per account, round and step."""
    return notify(
        key=f"documents:{paper.public_id}:{what}:{paper.rounds}",
        title=title,
        text=name_told(paper),
        url=reverse("documents:paper", args=[place.code, paper.public_id]),
        kind="paper",
        place=place,
        accounts=accounts,
    )


def to_check(place: Jurisdiction, paper: Paper, small_office: bool) -> None:
    """送核稿: the reviewers, in a small office the chair too; not whoever wrote it."""
    roles = ("reviewer", "chair") if small_office else ("reviewer",)
    own = {paper.drafted_by} if not small_office else set()
    accounts = holders(place, *roles) - own
    title = _("请核稿：%(title)s") % {"title": name_told(paper)}
    tell(place, paper, "check", accounts, title)


def to_cosign(place: Jurisdiction, paper: Paper, offices: Iterable[int]) -> None:
    """送会签: the staff of the offices asked."""
    accounts = holders(place, "office", offices=offices)
    tell(place, paper, "cosign", accounts, _("请会签：%(title)s") % {"title": name_told(paper)})


def to_sign(place: Jurisdiction, paper: Paper) -> None:
    """送签发: the chairs."""
    accounts = holders(place, "chair")
    tell(place, paper, "sign", accounts, _("请签发：%(title)s") % {"title": name_told(paper)})


def to_clerks(place: Jurisdiction, paper: Paper, what: str, title: str) -> None:
    """待用印、待印发: the clerks."""
    tell(place, paper, what, holders(place, "clerk"), title)


def to_drafter(place: Jurisdiction, paper: Paper, title: str) -> None:
    """退回: whoever drafted it, else the clerks."""
    accounts = {paper.drafted_by} if paper.drafted_by else holders(place, "clerk")
    tell(place, paper, f"returned:{paper.returned_at}", accounts, title)


def to_recipients(place: Jurisdiction, paper: Paper, receipts: Iterable[Receipt], what: str) -> int:
    """印发、撤回: liaisons and heads of the units addressed; how many accounts were told."""
    titles = {
        "issued": _("收到公文，请确认收悉：%(number)s %(title)s"),
        "recalled": _("公文已撤回，请停止执行：%(number)s %(title)s"),
    }
    told = 0
    for receipt in receipts:
        if receipt.unit_id is None:
            continue
        told += notify(
            key=f"documents:{paper.public_id}:{what}:{receipt.public_id}",
            title=titles[what] % {"number": paper.number, "title": name_told(paper)},
            url=reverse("documents:received_paper", args=[place.code, paper.public_id]),
            kind="paper",
            place=place,
            accounts=holders(
                place, "liaison", "unit_head", units=carriers_of(place, receipt.unit_id)
            ),
        )
    return told
