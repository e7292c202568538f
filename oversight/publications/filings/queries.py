"""读报送: filings of a place, what became of them, and which actions nobody has reported up yet.

These return records with their words; what a reader may see of them is judged by ``permissions``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import models

from oversight.audit.scoping import Scope
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries.searching import search_text
from oversight.publications.models import Filing, FilingAccess, FilingRecipient, FilingReply

OPEN = ("draft", "returned", "sent", "acknowledged")
ON_THEIR_WAY = ("sent", "acknowledged", "replied", "filed")


@dataclass(frozen=True)
class ActionTaken:
    """行动: what must be reported up – the record it belongs to, the action in it, in words, and its day.

    ``key`` tells the actions of one record apart, e.g. the public id of a decision.
    """

    about_kind: str
    about_id: str
    key: str
    words: str
    on: date | None = None


@dataclass(frozen=True)
class MissingReport:
    """还没有报告的行动; ``filing`` is its draft or returned filing, None where nothing was begun."""

    action: ActionTaken
    filing: Filing | None = None


def filings_of(place: Jurisdiction) -> models.QuerySet[Filing]:
    """All filings of the place, newest first."""
    scope = Scope.of(place)
    return (
        Filing.objects.in_scope(scope)
        .select_related("issuer")
        .prefetch_related(
            models.Prefetch("recipients", FilingRecipient.objects.in_scope(scope).order_by("rank"))
        )
        .order_by("-prepared_at", "-pk")
    )


def filing_by_id(place: Jurisdiction, public_id: str) -> Filing | None:
    """One filing of the place."""
    return filings_of(place).filter(public_id=public_id).first()


def filings_about(place: Jurisdiction, kind: str, public_id: str) -> models.QuerySet[Filing]:
    """The filings about one record, e.g. ``("case", id)``; withdrawn ones too."""
    return filings_of(place).filter(about_kind=kind, about_id=public_id)


def drafts_with_paper(place: Jurisdiction, paper_id: str) -> models.QuerySet[Filing]:
    """What has not gone out of the filings that a paper belongs to."""
    return filings_of(place).filter(paper_id=paper_id, state__in=["draft", "returned"])


def filing_list(
    place: Jurisdiction,
    *,
    state: str = "",
    recipient: str = "",
    year: int | None = None,
    kind: str = "",
    q: str = "",
    words: bool = True,
) -> models.QuerySet[Filing]:
    """The filings that a list shows; ``year`` is that of sending, for drafts of preparing.

    ``words`` False: the reader knows only numbers, so only they are searched.
    """
    rows, q = filings_of(place), search_text(q)
    if state:
        rows = rows.filter(state=state)
    if kind:
        rows = rows.filter(kind=kind)
    if recipient:
        named = FilingRecipient.objects.in_scope(Scope.of(place)).filter(name=recipient)
        rows = rows.filter(pk__in=named.values("filing_id"))
    if year:
        unsent = models.Q(sent_on=None, prepared_at__year=year)
        rows = rows.filter(models.Q(sent_on__year=year) | unsent)
    if q:
        found = models.Q(number__icontains=q)
        if words:
            found |= models.Q(title__icontains=q) | models.Q(action__icontains=q)
        rows = rows.filter(found)
    return rows


def recipient_names(place: Jurisdiction) -> list[str]:
    """Everybody to whom something was ever addressed."""
    rows = FilingRecipient.objects.in_scope(Scope.of(place)).order_by("name")
    return list(rows.values_list("name", flat=True).distinct())


def years_of(place: Jurisdiction) -> list[int]:
    """The years with filings, newest first."""
    rows = Filing.objects.in_scope(Scope.of(place)).values_list("sent_on", "prepared_at")
    return sorted({(sent or prepared).year for sent, prepared in rows}, reverse=True)


def replies_to(filing: Filing) -> models.QuerySet[FilingReply]:
    """The replies (批示) to a filing, oldest first."""
    return FilingReply.objects.in_scope(Scope.of(filing.jurisdiction_id)).filter(filing=filing)


def reply_by_id(place: Jurisdiction, public_id: str, *, locked: bool = False) -> FilingReply | None:
    """One reply (批示) of the place, for what follows from it; ``locked`` until the transaction ends."""
    rows = FilingReply.objects.in_scope(Scope.of(place)).select_related("filing")
    if locked:
        rows = rows.select_for_update(of=("self",))
    return rows.filter(public_id=public_id).first()


def accesses_of(filing: Filing) -> models.QuerySet[FilingAccess]:
    """Who opened the filing, newest first."""
    return FilingAccess.objects.in_scope(Scope.of(filing.jurisdiction_id)).filter(filing=filing)


def missing_reports(place: Jurisdiction, actions: Iterable[ActionTaken]) -> list[MissingReport]:
    """尚未报告的行动: those of the given actions for which no filing has gone out yet, in their order."""
    wanted = list(actions)
    keys = {each.about_id for each in wanted}
    rows = Filing.objects.in_scope(Scope.of(place)).filter(about_id__in=keys)
    known: dict[tuple[str, str, str], Filing] = {}
    for filing in rows.exclude(state="withdrawn").order_by("pk"):
        key = (filing.about_kind, filing.about_id, filing.action_key)
        if key not in known or filing.state in ON_THEIR_WAY:
            known[key] = filing
    missing = []
    for each in wanted:
        found = known.get((each.about_kind, each.about_id, each.key))
        if found is None or found.state not in ON_THEIR_WAY:
            missing.append(MissingReport(each, found))
    return missing
