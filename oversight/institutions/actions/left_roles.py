"""撤并地方留下的授权的写: each row as the administrator says – carried over, ended, or left for later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, Refused
from oversight.institutions import permissions, queries
from oversight.institutions.actions.roles import grant_role
from oversight.institutions.actions.writing import put, written
from oversight.institutions.models import Body, Jurisdiction, RoleGrant, Unit
from oversight.institutions.queries.left_roles import left_roles
from oversight.institutions.rules import left_roles as rule
from oversight.institutions.rules import periods


@dataclass(frozen=True)
class Decision:
    """怎样处理一项授权: carried over into the successor (with the unit or office there), or ended."""

    grant: RoleGrant
    carry: bool
    unit: Unit | None = None
    body: Body | None = None


def settle_left_roles(
    actor: Actor, place: Jurisdiction, *, decisions: Sequence[Decision], reason: str
) -> list[RoleGrant]:
    """处理撤并地方留下的授权: the old role ends with yesterday; what is carried over begins here today."""
    with act(
        "institutions.settle_left_roles",
        actor=actor,
        place=place.code,
        permitted=permissions.can_manage_accounts(actor, place),
        rule=rule.CODE,
    ) as running:
        reason = written(reason, "reason", _("依据"), 150)
        if not decisions:
            raise Invalid("nothing_chosen", _("没有选要转入或者终止的授权。"))
        open_ones = {one.grant.pk for one in left_roles(place)}
        made = []
        for one in decisions:
            if one.grant.pk not in open_ones:
                raise Refused("not_left", _("有的授权已经处理过，或者不是撤并地方留下的。请重看。"))
            if one.carry:
                made.append(carried(actor, place, one))
            end_old(place, one, reason)
        running.note = reason
        running.facts = {
            "carried": [f"{one.account} {one.role}" for one in made],
            "ended": [
                f"{one.grant.account} {one.grant.role}" for one in decisions if not one.carry
            ],
        }
    return made


def carried(actor: Actor, place: Jurisdiction, one: Decision) -> RoleGrant:
    """The same role of the same account in the successor, as if it were given there."""
    values = {"account": one.grant.account, "role": one.grant.role}
    return grant_role(
        actor, place, **values, unit=one.unit, body=one.body, valid_to=one.grant.valid_to
    )


def end_old(place: Jurisdiction, one: Decision, reason: str) -> None:
    """Part of an act: nothing more is done in the old role today."""
    what = _("转入%(place)s") % {"place": place.name} if one.carry else _("地方撤并后终止")
    one.grant.valid_to = periods.day_before(queries.today())
    one.grant.end_reason = f"{what}：{reason}"[:200]
    put(one.grant)
