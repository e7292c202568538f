"""撤并地方留下的授权的表单: one row for each, with the proposal chosen; nothing is done before it is sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from oversight.audit.actors import Actor
from oversight.institutions import queries
from oversight.institutions.actions.left_roles import Decision
from oversight.institutions.actions.roles import SECOND_PERSON
from oversight.institutions.forms.base import PlaceForm, RecordField
from oversight.institutions.models import Body, RoleGrant
from oversight.institutions.queries.left_roles import LeftRole


@dataclass(frozen=True)
class Row:
    """表里的一行."""

    left: LeftRole
    act: BoundField
    where: BoundField | None


class LeftRolesForm(PlaceForm):
    """处理撤并地方留下的授权."""

    reason = forms.CharField(
        label=_("依据"), max_length=150, help_text=_("例如：撤并的批准文件、镇党委的任职通知。")
    )

    def __init__(self, *args: Any, left: Sequence[LeftRole], actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.left, self.actor = left, actor
        for one in left:
            self.add_row(one)

    def may_carry(self, one: LeftRole) -> bool:
        """Nobody gives a role to themselves, and the clerk none of who checks the clerk."""
        own = one.grant.account_id == self.actor.account_id
        return not own and not (self.actor.role == "clerk" and one.grant.role in SECOND_PERSON)

    def add_row(self, one: LeftRole) -> None:
        """The choice for one role, and the unit or office where it goes on."""
        key, name = one.grant.public_id, f"{one.grant.account}　{one.grant.title}"
        choices = [
            ("", pgettext("choice", "以后再定")),
            ("carry", pgettext("choice", "转入")),
            ("end", pgettext("choice", "终止")),
        ]
        offered = [row for row in choices if row[0] != "carry" or self.may_carry(one)]
        chosen = one.act if one.act in dict(offered) else ""
        label = gettext("%(who)s：怎样处理") % {"who": name}
        act = forms.ChoiceField(choices=offered, required=False, label=label, initial=chosen)
        act.widget.attrs["class"] = "input"
        self.fields[f"act_{key}"] = act
        if one.grant.role in RoleGrant.OF_UNIT | RoleGrant.OF_BODY:
            self.fields[f"where_{key}"] = self.where(one, name)

    def where(self, one: LeftRole, name: str) -> RecordField:
        """Units or offices of the successor."""
        field = RecordField(required=False, label=gettext("%(who)s：到哪里") % {"who": name})
        today = queries.today()
        if one.grant.role in RoleGrant.OF_UNIT:
            field.among(queries.units_of(self.place).on(today).order_by("name"))
            field.initial = one.unit.public_id if one.unit else None
        else:
            field.among(queries.bodies_of(self.place).filter(kind__in=Body.OFFICES).on(today))
            field.initial = one.body.public_id if one.body else None
        field.widget.attrs["class"] = "input"
        return field

    @property
    def rows(self) -> list[Row]:
        """The table, row by row."""
        found = []
        for one in self.left:
            where = f"where_{one.grant.public_id}"
            bound = self[where] if where in self.fields else None
            found.append(Row(one, self[f"act_{one.grant.public_id}"], bound))
        return found

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        found = []
        for one in self.left:
            key = one.grant.public_id
            act, where = data.get(f"act_{key}"), data.get(f"where_{key}")
            if not act:
                continue
            if act == "carry" and f"where_{key}" in self.fields and where is None:
                self.add_error(f"where_{key}", gettext("转入的，选在接续地方的单位或者委室。"))
            of_unit = one.grant.role in RoleGrant.OF_UNIT
            found.append(
                Decision(
                    one.grant,
                    act == "carry",
                    unit=where if of_unit and act == "carry" else None,
                    body=where if not of_unit and act == "carry" else None,
                )
            )
        if not found and not self.errors:
            self.add_error(None, gettext("没有选要转入或者终止的授权。"))
        return {"decisions": found, "reason": data.get("reason", "")}
