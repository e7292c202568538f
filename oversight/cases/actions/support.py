"""案件行为的共同检查: the case locked for the act, what is possible now, whose case it is, who is told."""

from __future__ import annotations

from typing import Any

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.errors import NotPermitted, Refused
from oversight.audit.scoping import Scope
from oversight.cases import permissions, queries, queries_hearing
from oversight.cases.models import Case
from oversight.cases.rules import stages
from oversight.inbox.actions import notify
from oversight.institutions.actions import writing
from oversight.institutions.models import Jurisdiction

KEPT_IN = "zh-hans"
"""Words that a record or paper keeps are Chinese whatever the language of who acts."""


def locked(place: Jurisdiction, case: Case) -> Case:
    """The case as it stands now, locked until the act ends."""
    rows = Case.objects.in_scope(Scope.of(place)).select_for_update(of=("self",))
    return rows.select_related("jurisdiction", "unit", "lead_office").get(pk=case.pk)


def require(act: str, case: Case, kind: str = "") -> None:
    """Refuse what the rules do not allow now, with article and reason; reads the rows of the loop once."""
    prefetch_related_objects([case], *queries_hearing.STEPS)
    verdict = stages.permits(act, queries.facts_of(case), kind)
    if not verdict.allowed:
        raise Refused(
            verdict.code, _(verdict.text), basis=_(verdict.basis) if verdict.basis else ""
        )


def require_own(actor: Actor, case: Case) -> None:
    """Office staff act only on the cases that their office leads."""
    if not permissions.works_on(actor, case):
        text = _("这个案件由%(office)s牵头，不由你所在的委室办理。")
        raise NotPermitted(text % {"office": case.lead_office}, code="other_office")


def written(text: str, where: str, what: str, most: int = 4000) -> str:
    """A text that must be there, not longer than ``most``."""
    return writing.written(text, where, what, most)


def case_url(place: Jurisdiction, case: Case) -> str:
    """The page of a case."""
    return reverse("cases:case", args=[place.code, case.public_id])


def tell_office(
    place: Jurisdiction,
    case: Case,
    *,
    key: str,
    title: str,
    roles: tuple[str, ...] = (),
    **more: Any,
) -> None:
    """Tell roles of the office; ``more`` as ``notify`` has it."""
    notify(
        key=f"case:{case.public_id}:{key}",
        title=title,
        url=case_url(place, case),
        kind="matter",
        place=place,
        roles=roles,
        **more,
    )


def tell_lead(place: Jurisdiction, case: Case, *, key: str, title: str) -> None:
    """Tell the staff of the office that leads the case."""
    tell_office(place, case, key=key, title=title, roles=("office",), body=case.lead_office)


def tell_unit(place: Jurisdiction, case: Case, *, key: str, title: str, text: str = "") -> int:
    """Tell the liaison officers and heads of the unit that answers today."""
    return notify(
        key=f"case:{case.public_id}:{key}",
        title=title,
        text=text,
        url=case_url(place, case),
        kind="deadline",
        place=place,
        roles=("liaison", "unit_head"),
        unit=queries.unit_now(case),
    )
