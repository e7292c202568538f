"""读公文: the papers of a place, those about a record, those that wait for somebody, those sent to a unit."""

from __future__ import annotations

from django.db import models

from oversight.audit.actors import Actor
from oversight.audit.scoping import Scope
from oversight.documents.addressing import units_carried_by
from oversight.documents.models import Cosignature, Paper, Receipt
from oversight.documents.permissions import READERS, RESTRICTED, can_read, can_read_restricted
from oversight.institutions.models import Jurisdiction
from oversight.institutions.permissions import holds
from oversight.institutions.queries import profile_of

PARTS = ("versions", "cosignatures__office", "receipts", "files__file")
SENT = ("issued", "archived", "recalled")


def papers_of(place: Jurisdiction) -> models.QuerySet[Paper]:
    """All papers of the place, newest first. Pages and the API use ``papers_seen_by``."""
    return (
        Paper.objects.in_scope(Scope.of(place))
        .select_related("issuer", "jurisdiction")
        .order_by("-drafted_at", "-pk")
    )


def papers_seen_by(actor: Actor, place: Jurisdiction) -> models.QuerySet[Paper]:
    """The papers that the role may read: reports to the Party committee only the general office,
    and an office that drafted or is asked to cosign (procedures §9)."""
    if not can_read(actor, place):
        return papers_of(place).none()
    return papers_visible(actor, place)


def papers_visible(actor: Actor, place: Jurisdiction) -> models.QuerySet[Paper]:
    """The same for whoever was let in by another predicate (an act by a token that may only write)."""
    found = papers_of(place)
    if not holds(actor, place, READERS):
        return found.none()
    if can_read_restricted(actor, place):
        return found
    asked = Cosignature.objects.in_scope(Scope.of(place)).filter(
        office=actor.body_id, state__in=["asked", "signed"]
    )
    return found.filter(
        ~models.Q(kind__in=RESTRICTED)
        | models.Q(drafted_by=actor.account_id)
        | models.Q(pk__in=asked.values("paper"))
    )


def paper_by_id(place: Jurisdiction, public_id: str) -> Paper | None:
    """One paper of the place."""
    return papers_of(place).filter(public_id=public_id).first()


def papers_about(place: Jurisdiction, kind: str, public_id: str) -> models.QuerySet[Paper]:
    """The papers that belong to a record, oldest first; withdrawn drafts are left out."""
    found = papers_of(place).filter(about_kind=kind, about_id=public_id)
    return found.exclude(state="withdrawn").order_by("drafted_at", "pk")


def about_counts(place: Jurisdiction, kind: str) -> dict[str, int]:
    """How many papers each record of a kind has, by public id."""
    rows = papers_of(place).filter(about_kind=kind).exclude(state="withdrawn")
    counted = rows.order_by().values("about_id").annotate(papers=models.Count("pk"))
    return dict(counted.values_list("about_id", "papers"))


def waiting_for(actor: Actor, place: Jurisdiction) -> models.QuerySet[Paper]:
    """The papers that wait for this role (and office), the longest waiting first."""
    found = papers_seen_by(actor, place)
    if actor.role == "office":
        asked = Cosignature.objects.in_scope(Scope.of(place)).filter(
            office=actor.body_id, state="asked"
        )
        wanted = models.Q(state="cosigning", pk__in=asked.values("paper"))
        wanted |= models.Q(state__in=["draft", "returned"], drafted_by=actor.account_id)
    elif actor.role == "reviewer":
        wanted = models.Q(state="checking") & ~models.Q(drafted_by=actor.account_id)
    elif actor.role == "chair":
        states = ["signing", "checking"] if profile_of(place).small_office else ["signing"]
        wanted = models.Q(state__in=states)
    elif actor.role == "clerk":
        own = models.Q(drafted_by=actor.account_id) | models.Q(drafted_by=None)
        wanted = models.Q(state__in=["signed", "sealed"])
        wanted |= models.Q(state__in=["draft", "returned"]) & own
    else:
        return found.none()
    return found.filter(wanted).order_by("drafted_at", "pk")


def issued_to(actor: Actor, place: Jurisdiction) -> models.QuerySet[Paper]:
    """The papers that were issued to the actor's unit (or to one whose duties it carries), newest first."""
    units = units_carried_by(place, actor.unit_id)
    found = papers_of(place).filter(state__in=SENT, issued_at__isnull=False)
    return found.filter(receipts__unit__in=units).distinct().order_by("-issued_at", "-pk")


def to_acknowledge(actor: Actor, place: Jurisdiction) -> models.QuerySet[Paper]:
    """The papers issued to the actor's unit that nobody has acknowledged for it, the oldest first.

    ``receipt_due`` is the day until which the unit has to acknowledge.
    """
    units = units_carried_by(place, actor.unit_id)
    open_ones = Receipt.objects.in_scope(Scope.of(place)).filter(unit__in=units)
    waiting = open_ones.exclude(state="acknowledged").values("paper_id")
    found = papers_of(place).filter(state="issued", pk__in=waiting)
    due = models.Min("receipts__due", filter=models.Q(receipts__unit__in=units))
    return found.annotate(receipt_due=due).order_by("issued_at", "pk")
