"""审计整改台账的写: the filled-in workbook, all of it or nothing; one problem by its form."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.errors import Invalid, Refused
from oversight.audit.scoping import Scope
from oversight.institutions import queries as institutions
from oversight.institutions.actions.writing import put
from oversight.institutions.models import Jurisdiction
from oversight.institutions.sheets.outcome import Outcome
from oversight.meetings import permissions_items as permissions
from oversight.meetings.actions.attendance import Unimported
from oversight.meetings.actions.support import found, locked_item, meeting_act, written
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


def change_problem(
    actor: Actor, place: Jurisdiction, problem: AuditProblem, *, version: int, **values: Any
) -> AuditProblem:
    """改台账的一行: what was found, what was put right; refused where it was changed since ``version``."""
    with meeting_act(
        "change_audit_problem", actor, place, permissions.can_keep_matters(actor, place), rules.CODE
    ) as running:
        one = locked_problem(place, problem)
        if one.version != version:
            raise Invalid("changed_meanwhile", _("没有保存。这一行已另有改动，请重看后再改。"))
        values = checked(place, one, values)
        changed = [name for name, value in values.items() if getattr(one, name) != value]
        if not changed:
            raise Invalid("nothing_changed", _("没有保存。这一行没有改动。"))
        for name in changed:
            setattr(one, name, values[name])
        one.version += 1
        put(one)
        running.facts = {"item": one.item.public_id, "number": one.number, "changed": changed}
    return one


def locked_problem(place: Jurisdiction, problem: AuditProblem) -> AuditProblem:
    """The row as it stands now; meeting and item are locked first."""
    item = locked_item(place, problem.item)
    rows = AuditProblem.objects.in_scope(Scope.of(place)).select_for_update(of=("self",))
    fresh: AuditProblem = found(rows.filter(pk=problem.pk).order_by())
    fresh.item = item
    return fresh


def checked(place: Jurisdiction, one: AuditProblem, values: dict[str, Any]) -> dict[str, Any]:
    """The new values of the row, as they may stand in the ledger."""
    if unknown := set(values) - set(sheets.EDITED):
        raise TypeError(f"unknown fields {sorted(unknown)}")
    row = {name: values.get(name, getattr(one, name)) for name in sheets.EDITED}
    row["text"] = written(row["text"], "text", _("问题"), 1000)
    row["unit_name"] = written(row["unit_name"], "unit_name", _("责任单位"), 100)
    others = queries.problems_of(one.item).exclude(pk=one.pk)
    if others.filter(number=row["number"]).exists():
        raise Invalid("number_taken", _("这个序号已有别的问题。"), where="number")
    facts = rules.ProblemFacts(row["state"], row["measures"], row["amount"], row["rectified"])
    for name, text in rules.refusals(facts):
        raise Invalid("cannot_be_true", _(text), where=name)
    units = institutions.units_of(place).on(institutions.today()).filter(name=row["unit_name"])
    return row | {"unit": units.first()}
