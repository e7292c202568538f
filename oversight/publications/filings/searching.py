"""报送的检索来源: for the general office alone. What a filing says finds it, but opens only on its page.

A snippet would show words without an entry that somebody read them, so hits show title and number only.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from oversight.institutions.models import Jurisdiction
from oversight.publications.filings import permissions, queries
from oversight.publications.models import Filing
from oversight.search.sources import Entry, Source, Watch, joined


def entry_of(filing: Filing) -> Entry:
    """Number and recipients are shown; action, text and replies only find it."""
    names = [f"{one.get_role_display()}{one.name}" for one in filing.recipients.all()]
    replies = [joined(each.who, each.office, each.text) for each in queries.replies_to(filing)]
    return Entry(
        filing.public_id,
        filing.title,
        joined(filing.number, *names),
        filing.sent_on or timezone.localdate(filing.prepared_at),
        unshown=joined(filing.action, filing.text, *replies),
    )


def entries(place: Jurisdiction) -> Iterator[Entry]:
    """Every filing."""
    for filing in queries.filings_of(place):
        yield entry_of(filing)


def entry(place: Jurisdiction, public_id: str) -> Entry | None:
    filing = queries.filing_by_id(place, public_id)
    return entry_of(filing) if filing else None


FILINGS = Source(
    kind="filing",
    label=_("报送与批示"),
    permitted=permissions.can_read_content,
    readable=lambda actor, place, key: queries.filings_of(place).filter(public_id=key).exists(),
    among=lambda actor, place, keys: set(
        queries.filings_of(place).filter(public_id__in=keys).values_list("public_id", flat=True)
    ),
    entries=entries,
    entry=entry,
    url=lambda actor, place, key: reverse("filings:filing", args=[place.code, key]),
    watches=(
        Watch("publications.Filing"),
        Watch("publications.FilingRecipient", "filing__public_id"),
        Watch("publications.FilingReply", "filing__public_id"),
    ),
)
