"""读建议: the list with its filters, counts that cost one query, what a proposal is linked with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from oversight.audit.scoping import Scope
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries.searching import search_text
from oversight.projects.models import (
    CollectingSession,
    LivelihoodProject,
    ProjectYear,
    Proposal,
    ProposalContact,
)
from oversight.projects.queries.years import proposals_of

NUMBER = re.compile(r"(?:征?\d{4}-)?0*(\d{1,7})")
GROUPS: Mapping[str, Q] = {
    "open": Q(state="received"),
    "unseen": Q(state="received", seen_at=None),
    "problems": Q(state="received", kind="problem"),
    "untold": Q(state="not_taken") & ~Q(replies__way__in=("letter", "call", "meeting")),
    "all": Q(),
}
"""What is worked through often, beside the single states."""
ORDERS: Mapping[str, str] = {
    "number": "number",
    "title": "title",
    "village": "village__name",
    "state": "state",
    "received": "received_at",
}


@dataclass(frozen=True)
class Filters:
    """What the address asks for; without a state whatever is neither spam nor deleted."""

    q: str = ""
    state: str = ""
    channel: str = ""
    kind: str = ""
    village: str = ""
    session: str = ""

    @property
    def given(self) -> bool:
        return any(vars(self).values())


def filtered(rows: QuerySet[Proposal], filters: Filters) -> QuerySet[Proposal]:
    """The rows that match."""
    rows = of_state(rows, filters.state)
    if filters.channel:
        rows = rows.filter(channel=filters.channel)
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.village:
        rows = rows.filter(village__public_id=filters.village)
    if filters.session:
        rows = rows.filter(session__public_id=filters.session)
    text = search_text(filters.q)
    if not text:
        return rows
    words = Q(title__icontains=text) | Q(text__icontains=text) | Q(where__icontains=text)
    if (number := NUMBER.fullmatch(text)) is not None:
        words |= Q(number=int(number[1]))
    return rows.filter(words)


def of_state(rows: QuerySet[Proposal], state: str) -> QuerySet[Proposal]:
    """One state, or a group of them."""
    if state in GROUPS:
        return rows.filter(GROUPS[state])
    if state:
        return rows.filter(state=state)
    return rows.exclude(state__in=("spam", "deleted"))


def ordered(rows: QuerySet[Proposal], wanted: str) -> QuerySet[Proposal]:
    """By one of the columns; newest first where none is asked for."""
    sign, name = ("-", wanted[1:]) if wanted.startswith("-") else ("", wanted)
    if name not in ORDERS:
        return rows.order_by("-received_at", "-pk")
    return rows.order_by(f"{sign}{ORDERS[name]}", "-pk")


@dataclass(frozen=True)
class Counts:
    """一年建议的数目, from one query over the index of states."""

    by_state: Mapping[str, int]
    by_channel: Mapping[str, int]
    unseen: int
    problems: int

    @property
    def counted(self) -> int:
        """Everything that is a proposal, those deleted included: their number stays."""
        return sum(self.by_state.values()) - self.by_state.get("spam", 0) - self.held

    @property
    def held(self) -> int:
        return self.by_state.get("held", 0)

    @property
    def open(self) -> int:
        return self.by_state.get("received", 0)

    @property
    def taken(self) -> int:
        return self.by_state.get("taken", 0)

    @property
    def not_taken(self) -> int:
        return self.by_state.get("not_taken", 0)


def counts_of(year: ProjectYear) -> Counts:
    """How many proposals stand where."""
    rows = proposals_of(year).order_by().select_related(None)
    grouped = rows.values("state", "channel", "kind").annotate(
        n=Count("pk"), unseen=Count("pk", filter=Q(seen_at=None))
    )
    by_state: dict[str, int] = {}
    by_channel: dict[str, int] = {}
    unseen = problems = 0
    for row in grouped:
        by_state[row["state"]] = by_state.get(row["state"], 0) + row["n"]
        if row["state"] not in {"spam", "held"}:
            by_channel[row["channel"]] = by_channel.get(row["channel"], 0) + row["n"]
        if row["state"] == "received":
            unseen += row["unseen"]
            problems += row["n"] if row["kind"] == "problem" else 0
    return Counts(by_state, by_channel, unseen, problems)


def reasons_of(year: ProjectYear) -> list[tuple[str, str, int]]:
    """Why proposals were not taken: code, words, how many; the most frequent first."""
    rows = proposals_of(year).filter(state="not_taken").order_by().select_related(None)
    counted = dict(
        rows.values("not_taken_reason").annotate(n=Count("pk")).values_list("not_taken_reason", "n")
    )
    found = [(code, str(word), counted[code]) for code, word in Proposal.REASONS if code in counted]
    return sorted(found, key=lambda row: -row[2])


def untold(year: ProjectYear) -> int:
    """Proposers not taken who were told by nothing but the code."""
    return of_state(proposals_of(year), "untold").order_by().count()


def proposal_by_id(place: Jurisdiction, key: str) -> Proposal | None:
    """One proposal of a place."""
    rows = Proposal.objects.in_scope(Scope.of(place)).select_related(
        "jurisdiction", "project_year__jurisdiction", "village", "session", "turned_from"
    )
    return rows.filter(public_id=key).first()


def project_of(proposal: Proposal) -> LivelihoodProject | None:
    """The project that a proposal was joined to, now."""
    link = proposal.links.filter(undone_at=None).select_related("project__project_year").first()
    return link.project if link else None


def has_contact(place: Jurisdiction, proposal: Proposal) -> bool:
    """Whether a sealed contact is kept; not what it says."""
    rows = ProposalContact.objects.in_scope(Scope.of(place))
    return rows.filter(proposal=proposal).exists()


def sessions_of(year: ProjectYear) -> QuerySet[CollectingSession]:
    """The occasions on record, with how many proposals each brought."""
    rows = CollectingSession.objects.in_scope(Scope.of(year.jurisdiction_id))
    return rows.filter(project_year=year).annotate(n=Count("proposals")).order_by("-on", "-pk")


def public_numbers(year: ProjectYear) -> dict[str, Any]:
    """What the public reads of a year's proposals: taken, not taken, and why."""
    counts = counts_of(year)
    return {
        "year": year.year,
        "received": counts.counted,
        "waiting": counts.open,
        "turned": counts.by_state.get("turned", 0),
        "taken": counts.taken,
        "not_taken": counts.not_taken,
        "deleted": counts.by_state.get("deleted", 0),
        "channels": [
            {"code": code, "name": str(word), "count": counts.by_channel.get(code, 0)}
            for code, word in Proposal.CHANNELS
        ],
        "reasons": [
            {"code": code, "name": word, "count": count} for code, word, count in reasons_of(year)
        ],
    }
