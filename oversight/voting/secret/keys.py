"""读监票密钥: key sets of a place, a holder by the ceremony code, what has been told so far."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.module_loading import import_string
from secret_ballot.v1.suites import suite_of

from oversight.accounts import codes
from oversight.audit.actors import ANYONE, Actor
from oversight.audit.scoping import Scope
from oversight.institutions.models import Jurisdiction
from oversight.voting.models import BallotBox, KeyHolder, KeySet
from oversight.voting.rules.key_stages import ORDER, PARTS, STAGE_OF
from oversight.voting.secret.keys_judging import Told, received_by

BY_CODE = Scope.everywhere("a ceremony code names its holder, wherever that is")


def key_sets_of(place: Jurisdiction) -> models.QuerySet[KeySet]:
    """Every key set of a place, the newest first."""
    return KeySet.objects.in_scope(Scope.of(place)).select_related("jurisdiction")


def key_set_by_id(place: Jurisdiction, key: str) -> KeySet | None:
    return key_sets_of(place).filter(public_id=key).first()


def meetings_running(place: Jurisdiction) -> Collection[str]:
    """The states of the place's meetings that are not over, from the part of the program that keeps meetings."""
    found: Collection[str] = import_string(settings.MEETINGS_RUNNING)(place)
    return found


def active_sets(place: Jurisdiction) -> models.QuerySet[KeySet]:
    """With which a box may be frozen now."""
    return key_sets_of(place).filter(stage="active")


def holders_in_force(place: Jurisdiction) -> list[str]:
    """The names of those whose keys were put into force last, the chief first: the scrutineers that the meeting elected."""
    key_set = active_sets(place).first()
    holders = [] if key_set is None else sorted(holders_of(key_set), key=lambda o: not o.is_chief)
    return [one.name for one in holders]


def holders_of(key_set: KeySet) -> list[KeyHolder]:
    """In the order of their numbers, which is that of the protocol."""
    return list(key_set.holders.order_by("number"))


def digest_of(code: str) -> str:
    """The keyed hash under which a ceremony code is kept."""
    return salted_hmac("oversight.voting.ceremony_code", code, algorithm="sha256").hexdigest()


def holder_by_code(typed: str) -> KeyHolder | None:
    """Whose code this is, expired or not; looked up by its keyed hash, so that no time tells a part of it."""
    code = codes.tidy(typed)
    return holder_by_digest(digest_of(code)) if code else None


def holder_by_digest(digest: str) -> KeyHolder | None:
    """The holder whose last code has this keyed hash."""
    rows = KeyHolder.objects.in_scope(BY_CODE).select_related("key_set__jurisdiction")
    found = rows.filter(digest=digest).first() if digest else None
    return found if found and constant_time_compare(found.digest, digest) else None


def code_runs(holder: KeyHolder) -> bool:
    """Whether the code of the holder may still be used."""
    return holder.expires_at is not None and holder.expires_at > timezone.now()


def speaks_for(actor: Actor, holder: KeyHolder, box: BallotBox) -> bool:
    """持钥人凭本人的仪式码: who acts is the holder whose last code was told, and the box is opened with that holder's keys."""
    now = holder_by_digest(holder.digest)
    if now is None or now.pk != holder.pk or not code_runs(now):
        return False
    return now.key_set_id == box.key_set_id and actor == holder_actor(now)


def holder_actor(holder: KeyHolder) -> Actor:
    """Who acts by a ceremony code: the nominee by name, without an account."""
    return Actor(None, holder.name, ANYONE, holder.jurisdiction.code)


def told_by(holder: KeyHolder) -> list[str]:
    """The parts that a holder has told."""
    return [part for part in PARTS if getattr(holder, part)]


def past(key_set: KeySet, part: str) -> bool:
    """Whether everybody has told this part; of a set that ended early by what is there."""
    if key_set.stage == "ended":
        return all(getattr(one, part) for one in holders_of(key_set))
    return ORDER.index(key_set.stage) > ORDER.index(STAGE_OF[part])


def told(holders: list[KeyHolder], key_set: KeySet) -> Told:
    """What the holders have told, as the package reads it."""
    return Told(
        suite=suite_of(key_set.group),
        threshold=key_set.threshold,
        certificates=values(holders, "certificate"),
        commitments=[one.commitment for one in holders],
        polynomials=values(holders, "polynomial"),
        shares=values(holders, "share"),
    )


def values(holders: list[KeyHolder], part: str) -> list[Any]:
    """The parts as values, of those who told them."""
    return [json.loads(text) for one in holders if (text := getattr(one, part))]


def received(holder: KeyHolder) -> dict[str, Any] | None:
    """What a holder receives of all once every polynomial is in."""
    if not past(holder.key_set, "polynomial"):
        return None
    return received_by(holder.number, told(holders_of(holder.key_set), holder.key_set))


def elapsed(key_set: KeySet, now: datetime | None = None) -> timedelta | None:
    """From the first part to the assembled keys, or until now; None before anybody has begun."""
    if key_set.begun_at is None:
        return None
    last = key_set.assembled_at or (None if key_set.stage == "ended" else now or timezone.now())
    return last - key_set.begun_at if last else None
