"""签发进程: the six steps 起核会签印发 of a paper, who holds it now, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from oversight.documents.models import Cosignature, Paper
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries import profile_of
from oversight.ui.formats import short_day
from oversight.ui.page import Segment, Track

ORDER = ("draft", "checking", "cosigning", "signing", "signed", "sealed")
BADGES = {
    "draft": "running",
    "returned": "returned",
    "checking": "waiting",
    "cosigning": "running",
    "signing": "to_sign",
    "signed": "waiting",
    "sealed": "waiting",
    "issued": "issued",
    "archived": "archived",
    "recalled": "returned",
    "withdrawn": "returned",
}


@dataclass(frozen=True)
class Holders:
    """谁在办: names of those who hold each role of the sign-off today, and of the offices' staff."""

    names: dict[str, tuple[str, ...]]

    def of(self, role: str) -> str:
        return "、".join(self.names.get(role, ())[:3])


def holders_in(place: Jurisdiction) -> Holders:
    """Read once for a whole list."""
    grants = institutions.grants_in(place).on(institutions.today())
    names: dict[str, tuple[str, ...]] = {}
    for grant in grants.filter(role__in=["clerk", "reviewer", "chair"]):
        names[grant.role] = (*names.get(grant.role, ()), str(grant.account))
    if not names.get("reviewer") and profile_of(place).small_office:
        names["reviewer"] = names.get("chair", ())
    return Holders(names)


def track(paper: Paper, holders: Holders | None = None) -> Track:
    """The track of one paper; ``holders`` where many are drawn at once."""
    rows = list(paper.cosignatures.all())
    holders = holders or holders_in(paper.jurisdiction)
    return Track(
        segments=segments(paper, rows),
        badge=BADGES[paper.state],
        words=words(paper, rows, holders),
        holder=holder(paper, rows, holders),
    )


def tracks(place: Jurisdiction, papers: Iterable[Paper]) -> list[tuple[Paper, Track]]:
    """Papers with their tracks; the names of the holders are read once."""
    holders = holders_in(place)
    return [(paper, track(paper, holders)) for paper in papers]


def segments(paper: Paper, rows: Sequence[Cosignature]) -> tuple[Segment, ...]:
    """Six steps with their state, name and day. 会 is passed over where nobody was asked."""
    asked = any(row.state in {"asked", "signed"} for row in rows)
    at = position(paper)
    letters = (
        (pgettext("sign-off", "起"), _("起草"), paper.drafted_at, paper.drafted_label),
        (pgettext("sign-off", "核"), _("核稿"), paper.checked_at, paper.checked_label),
        (pgettext("sign-off", "会"), _("会签"), paper.cosigned_at, cosigners(rows)),
        (pgettext("sign-off", "签"), _("签发"), paper.signed_at, paper.signed_label),
        (pgettext("sign-off", "印"), _("用印"), paper.sealed_at, paper.sealed_label),
        (pgettext("sign-off", "发"), _("印发"), paper.issued_at, paper.issued_label),
    )
    found = []
    for number, (letter, name, when, who) in enumerate(letters):
        state = "done" if number < at else "current" if number == at else "future"
        if number == 2 and not asked:
            state = "skipped" if at > 2 else "future"
        if paper.state in {"recalled", "withdrawn"} and state == "current":
            state = "stopped"
        shown = state in {"done", "skipped"} or (number == 0 and at == 0)
        found.append(
            Segment(letter, name, state, who if shown else "", _day(when) if shown else None)
        )
    return tuple(found)


def position(paper: Paper) -> int:
    """Which of the six steps is at work; 6 when all are done."""
    if paper.state in {"draft", "returned", "withdrawn"}:
        return 0
    if paper.state in {"issued", "archived"} or (paper.state == "recalled" and paper.issued_at):
        return 6
    if paper.state == "recalled":
        return 5 if paper.sealed_at else 4
    return ORDER.index(paper.state)


def cosigners(rows: Sequence[Cosignature]) -> str:
    return "、".join(
        str(row.office.short_name or row.office.name) for row in rows if row.state == "signed"
    )


def holder(paper: Paper, rows: Sequence[Cosignature], holders: Holders) -> str:
    """Whose move it is, by name; empty when nobody's."""
    if paper.state in {"draft", "returned"}:
        return paper.drafted_label
    if paper.state == "cosigning":
        open_rows = [row for row in rows if row.state == "asked"]
        return "、".join(row.office.short_name or row.office.name for row in open_rows)
    role = {"checking": "reviewer", "signing": "chair", "signed": "clerk", "sealed": "clerk"}
    return holders.of(role[paper.state]) if paper.state in role else ""


def words(paper: Paper, rows: Sequence[Cosignature], holders: Holders) -> str:
    """待签发：陆景行; 会签：财经工委，7月22日前; 已印发，6 处全部收悉."""
    if paper.state in {"issued", "archived"}:
        return receipts_in_words(paper)
    label = str(paper.get_state_display())
    who = holder(paper, rows, holders)
    if not who:
        return label
    dues = [row.due for row in rows if row.state == "asked" and row.due]
    if paper.state == "cosigning" and dues:
        values = {"state": label, "who": who, "day": short_day(min(dues))}
        return _("%(state)s：%(who)s，%(day)s前") % values
    return _("%(state)s：%(who)s") % {"state": label, "who": who}


def receipts_in_words(paper: Paper) -> str:
    """How many of those who must have acknowledged."""
    label = str(paper.get_state_display())
    required = [row for row in paper.receipts.all() if row.required]
    if not required or paper.state == "archived":
        return label
    done = sum(row.state == "acknowledged" for row in required)
    values = {"state": label, "done": done, "all": len(required), "left": len(required) - done}
    if done == len(required):
        return _("%(state)s，%(all)d 处全部收悉") % values
    if not done:
        return _("%(state)s，%(all)d 处尚未收悉") % values
    return _("%(state)s，%(done)d 处已收悉，%(left)d 处尚未收悉") % values


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None
