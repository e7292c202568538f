"""报送对象 (recipients): whom a report goes to, as values; by default those of the rulebook in force."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from oversight.audit.errors import Invalid
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries.searching import search_text
from oversight.publications.models import FilingRecipient
from oversight.rulebooks import queries as rulebooks


@dataclass(frozen=True)
class Recipient:
    """报送对象: a name and a role (``report_to`` 报告, ``copy_up`` 抄报, ``copy_to`` 抄送)."""

    name: str
    role: str


def as_recipient(value: Any) -> Recipient:
    """A recipient from a pair, a mapping, or anything with ``name`` and ``role``."""
    if isinstance(value, dict):
        return Recipient(search_text(str(value["name"])), str(value["role"]))
    if isinstance(value, tuple):
        return Recipient(search_text(str(value[0])), str(value[1]))
    return Recipient(search_text(str(value.name)), str(value.role))


def checked(kind: str, recipients: Iterable[Any]) -> list[Recipient]:
    """The recipients in order; refuses none, unknown roles, names twice, and a report that goes to nobody."""
    found = [as_recipient(value) for value in recipients]
    if not found:
        raise Invalid("no_recipients", _("至少写一个报送对象。"), where="recipients")
    known = dict(FilingRecipient.ROLES)
    for one in found:
        if one.role not in known:
            text = _("报送对象“%(name)s”的类别不是报告、抄报、抄送之一。") % {"name": one.name}
            raise Invalid("unknown_recipient_role", text, where="recipients")
        if not one.name or len(one.name) > 100:
            raise Invalid(
                "recipient_name", _("报送对象的名称要写，不超过100字。"), where="recipients"
            )
    names = [one.name for one in found]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        text = _("报送对象“%(name)s”写了两次。") % {"name": twice}
        raise Invalid("recipient_twice", text, where="recipients")
    if kind == "report_up" and all(one.role != "report_to" for one in found):
        raise Invalid("nobody_reported_to", _("报告至少有一个“报告”对象。"), where="recipients")
    return found


def default_recipients(place: Jurisdiction) -> list[Recipient]:
    """Those that the rulebook in force names for a place of this kind."""
    section = rulebooks.in_force(place).section("recipients")
    return [as_recipient(one) for one in section.narrowed(place.level, place.kind).rows]
