"""审计整改台账的写: the filled-in workbook, all of it or nothing."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.errors import Invalid, Refused
from oversight.institutions import queries as institutions
from oversight.institutions.actions.writing import put
from oversight.institutions.models import Jurisdiction
from oversight.institutions.sheets.outcome import Outcome
from oversight.meetings import permissions_items as permissions
from oversight.meetings.actions.attendance import Unimported
from oversight.meetings.actions.support import locked_item, meeting_act
from oversight.meetings.models import AgendaItem, AuditProblem
from oversight.meetings.queries import audits as queries
from oversight.meetings.rules import audits as rules
from oversight.meetings.sheets import audits as sheets


def import_ledger(
    actor: Actor, place: Jurisdiction, item: AgendaItem, *, content: bytes
) -> Outcome:
    """导入台账: new problems where the id is empty, changed ones by id and version; nothing is taken away."""
    with meeting_act(
        "import_ledger", actor, place, permissions.can_keep_matters(actor, place), rules.CODE
    ) as running:
        item = locked_item(place, item)
        if item.kind not in queries.AUDITS:
            raise Refused("no_audit_item", _("这项议题不是审计工作报告或者整改情况报告。"))
        known = {one.public_id: one for one in queries.problems_of(item)}
        units = {one.name: one for one in institutions.units_of(place).on(institutions.today())}
        lines, outcome = sheets.read(content, known, units)
        if outcome.problems:
            raise Unimported(outcome)
        if not lines:
            raise Invalid("nothing_changed", _("没有导入。表里没有改动。"), where="file")
        for line in lines:
            one = line.problem or AuditProblem(jurisdiction=place, item=item, version=0)
            for name, value in line.values.items():
                setattr(one, name, value)
            one.version += 1
            put(one)
        running.facts = {"item": item.public_id, **outcome.counts}
    return replace(outcome, imported=True)
