"""重算冻结结果: asks the worker to answer a freeze's questions again and compare with what was stored.

A comparison, never a change: a difference is shown, the stored result stays.
"""

from __future__ import annotations

import hashlib
from typing import Any

import rfc8785
from django.utils.translation import gettext as _
from hotline_analytics.tickets import format_month

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid
from oversight.audit.scoping import Scope
from oversight.hotline import permissions, queries
from oversight.hotline.models import FrozenResult, MonthFreeze
from oversight.hotline.questions import read_kinds
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.jobs import actions as jobs
from oversight.jobs import queries as job_queries
from oversight.jobs.models import Job
from oversight.jobs.running import RunningJob

KIND = "hotline.recompute"
NAMES_KEPT = 20


def key_of(freeze: MonthFreeze) -> str:
    """The unique key of a freeze's recomputation."""
    return f"{KIND}:{freeze.public_id}"


def request_recompute(actor: Actor, place: Jurisdiction, *, month: int, version: int) -> Job:
    """交办重算: of one version of a month."""
    freeze = queries.freezes_of(place, month).filter(version=version).first()
    if freeze is None:
        raise Invalid("unknown_version", _("这个月没有第 %(version)d 版。") % {"version": version})
    with act(
        "hotline.request_recompute",
        actor=actor,
        place=place.code,
        permitted=permissions.can_read_tickets(actor, place),
    ) as running:
        name = format_month(month)
        running.facts = {"month": name, "version": version}
        values = {"month": name, "version": version}
        return jobs.enqueue(
            KIND,
            place=place,
            actor=actor,
            payload={"month": month, "version": version},
            unique_key=key_of(freeze),
            title=_("重算 %(month)s 第 %(version)d 版") % values,
        )


def last_recompute(place: Jurisdiction, freeze: MonthFreeze) -> Job | None:
    """The newest recomputation of a version, finished or not."""
    return job_queries.jobs_of(place.code, kind=KIND).filter(unique_key=key_of(freeze)).first()


def stored_results(freeze: MonthFreeze) -> list[FrozenResult]:
    """What was kept at the freeze, in a fixed order."""
    found = FrozenResult.objects.in_scope(Scope.of(freeze.jurisdiction)).filter(freeze=freeze)
    return list(found.order_by("by", "window", "kinds"))


def recompute(running: RunningJob) -> None:
    """Job kind ``hotline.recompute``: every stored result answered again from the frozen files."""
    place = institutions.place_by_code(running.place)
    month, version = int(running.payload["month"]), int(running.payload["version"])
    freeze = place and queries.freezes_of(place, month).filter(version=version).first()
    if freeze is None:
        raise Invalid("unknown_version", str(version))
    compared = []
    stored = stored_results(freeze)
    for number, result in enumerate(stored, 1):
        running.check_stop()
        compared.append(compare(freeze, result))
        running.progress(number, len(stored), "")
    equal = all(one["equal"] for one in compared)
    running.result = {"equal": equal, "sha256": freeze.sha256, "results": compared}


def compare(freeze: MonthFreeze, stored: FrozenResult) -> dict[str, Any]:
    """One stored result beside what the same files give now."""
    from oversight.hotline.actions.freezes import recompute as answer_again

    again = answer_again(freeze, stored.by, stored.window, read_kinds(stored.kinds))
    digest = hashlib.sha256(rfc8785.dumps(again)).hexdigest()
    return {
        "by": stored.by,
        "window": stored.window,
        "kinds": stored.kinds,
        "equal": digest == stored.sha256,
        "stored": stored.sha256,
        "again": digest,
        "rows": [] if digest == stored.sha256 else differing(stored.result, again),
    }


def differing(stored: dict[str, Any], again: dict[str, Any]) -> list[str]:
    """The names of the rows that differ."""
    before = {row["name"]: row for row in stored["rows"]}
    after = {row["name"]: row for row in again["rows"]}
    names = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    return sorted(name or "" for name in names)[:NAMES_KEPT]
