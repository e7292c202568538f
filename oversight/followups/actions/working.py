"""办理中的共同做法: lock the item, judge by the rules, keep a version, store files, tell who is concerned."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.errors import Invalid, Refused
from oversight.audit.scoping import Scope
from oversight.files.actions import store_file
from oversight.files.models import StoredFile
from oversight.followups import owners
from oversight.followups.limits import limits_of
from oversight.followups.models import (
    Evidence,
    Followup,
    FollowupReport,
    FollowupVersion,
    Verification,
)
from oversight.followups.rules import progress
from oversight.institutions.actions.writing import put
from oversight.institutions.models import Jurisdiction


def locked(place: Jurisdiction, followup: Followup) -> Followup:
    """The item as it stands now, locked for this act; refuses one of another place."""
    found = (
        Followup.objects.in_scope(Scope.of(place))
        .select_for_update(of=("self",))
        .select_related("unit", "office")
        .filter(pk=followup.pk)
        .first()
    )
    if found is None:
        raise Invalid("other_place", _("所选的记录不属于本地。"))
    return found


def facts_of(place: Jurisdiction, followup: Followup) -> progress.Facts:
    """What the rules ask about an item."""
    extensions = list(followup.extensions.values_list("state", flat=True))
    return progress.Facts(
        state=followup.state,
        sealed=followup.sealed,
        open_parts=followup.parts.filter(state="open").count(),
        extension_waiting="waiting" in extensions,
        extensions_granted=extensions.count("granted"),
        extension_limit=limits_of(place).extension_times,
        owner_known=owners.lineage_of(place).today(followup.unit_id) is not None,
        due=followup.due,
    )


def allow(place: Jurisdiction, followup: Followup, step: str) -> progress.Facts:
    """Refuse the act where the rules do, with reason and basis."""
    facts = facts_of(place, followup)
    refuse(progress.refusal(step, facts))
    return facts


def refuse(found: progress.Refusal | None, where: str = "") -> None:
    """Raise the refusal of a rule."""
    if found is not None:
        basis = _(found.basis) if found.basis else ""
        raise Refused(found.code, _(found.text), basis=basis, where=where)


def keep(actor: Actor, followup: Followup) -> None:
    """Save the item as its next version and remember what that version says."""
    if not followup._state.adding:
        followup.version += 1
    put(followup)
    FollowupVersion(
        followup=followup,
        number=followup.version,
        content=content_of(followup),
        by_label=actor.label[:100],
    ).save()


def content_of(followup: Followup) -> dict[str, Any]:
    """What a spreadsheet shows of an item and may come back changed."""
    request = followup.extensions.filter(state="waiting").first()
    return {
        "state": followup.state,
        "due": followup.due.isoformat() if followup.due else None,
        "percent": followup.percent,
        "progress": followup.progress,
        "asked_due": request.asked_due.isoformat() if request else None,
        "asked_reason": request.reason if request else "",
    }


def check_percent(percent: int | None) -> None:
    """Refuse a share that is none."""
    if percent is not None and not 0 <= percent <= 100:
        raise Invalid("bad_percent", _("完成比例写 0 至 100 的整数。"), where="percent")


def stored(actor: Actor, place: Jurisdiction, uploads: Iterable[Any]) -> list[StoredFile]:
    """The uploads as stored files; what is stored already is taken as it is."""
    found = []
    for upload in uploads:
        if isinstance(upload, StoredFile):
            if upload.jurisdiction_id != place.pk:
                raise Invalid("other_place", _("所选的记录不属于本地。"), where="files")
            found.append(upload)
        else:
            name = upload.name or ""
            purpose = _("跟踪事项的证据")
            found.append(
                store_file(actor, place, name=name, stream=upload, purpose=purpose, permitted=True)
            )
    return found


def attach(
    followup: Followup,
    files: Iterable[StoredFile],
    *,
    report: FollowupReport | None = None,
    verification: Verification | None = None,
    purpose: str = "evidence",
) -> None:
    """Lay files beside a report or a verification."""
    for file in files:
        Evidence(
            jurisdiction_id=followup.jurisdiction_id,
            followup=followup,
            report=report,
            verification=verification,
            file=file,
            purpose=purpose,
        ).save()


def write_report(
    actor: Actor, place: Jurisdiction, followup: Followup, kind: str, text: str, **more: Any
) -> FollowupReport:
    """Append a report in the name of the unit as it is called today."""
    report = FollowupReport(
        jurisdiction=place,
        followup=followup,
        kind=kind,
        text=text,
        unit_name=owners.lineage_of(place).name_today(followup.unit_id),
        reported_by_id=actor.account_id,
        reported_label=actor.label[:100],
        reported_role=actor.role,
        at=timezone.now(),
        **more,
    )
    put(report)
    return report


def drop_waiting_extension(followup: Followup) -> None:
    """A request that nobody need answer any more."""
    request = followup.extensions.filter(state="waiting").first()
    if request is not None:
        request.state = "dropped"
        request.save()
