"""写入前的核对: what every write of this app checks before it saves. Used inside a running act only."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.db.models import Q
from django.utils.translation import gettext as _

from oversight.audit.errors import Invalid, Refused
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries.bodies import terms_of
from oversight.institutions.queries.places import today
from oversight.institutions.rules import periods


def said(text: str, where: str, code: str, missing: str) -> str:
    """What a person wrote where something must be written, without blanks around it and without NUL."""
    text = text.replace("\x00", "").replace("\r\n", "\n").strip()
    if not text:
        raise Invalid(code, missing, where=where)
    return text


def written(text: str, where: str, what: str, most: int) -> str:
    """A text that must be there, not longer than ``most``; ``what`` is its name on the form."""
    text = said(text, where, "text_missing", _("没有写%(what)s。") % {"what": what})
    if len(text) > most:
        values = {"what": what, "most": most}
        raise Invalid("text_long", _("%(what)s不超过 %(most)d 字。") % values, where=where)
    return text


def put(record: models.Model) -> None:
    """Save the record once its own fields are in order; names the first field that is not."""
    relations = [field.name for field in record._meta.concrete_fields if field.is_relation]
    try:
        record.clean_fields(exclude=relations)
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        label = record._meta.get_field(field).verbose_name
        text = _("“%(field)s”不合要求：%(why)s") % {"field": label, "why": messages[0]}
        raise Invalid("bad_value", text, where=field) from error
    try:
        record.save()
    except IntegrityError as error:
        text = _("没有写入。另一人刚办理了同一件事，请重看后再办。")
        raise Refused("written_meanwhile", text) from error


def check_period(first: date | None, last: date | None, where: str = "valid_to") -> None:
    """Refuse a period that ends before it begins."""
    if not periods.is_ordered(first, last):
        raise Invalid("period_reversed", _("结束日期早于开始日期。"), where=where)


def check_place(place: Jurisdiction, **records: Any) -> None:
    """Refuse records of another place."""
    for where, record in records.items():
        if record is not None and record.jurisdiction_id != place.pk:
            raise Invalid("other_place", _("所选的记录不属于本地。"), where=where)


def not_to_come(on: date, where: str = "on") -> None:
    """What is recorded has happened: its day is today or earlier."""
    if on > today():
        raise Invalid("day_to_come", _("日期还没有到。只登记已经发生的事。"), where=where)


def check_meeting(place: Jurisdiction, term_no: int, meeting_no: int, on: date) -> None:
    """Refuse numbers that no meeting has, and a term of the place's congress that does not run on the day.

    A day on which the register knows no term says nothing: older terms need not be registered.
    """
    if meeting_no < 1:
        raise Invalid("bad_number", _("次数从 1 开始。"), where="meeting_no")
    if term_no < 1:
        raise Invalid("bad_number", _("届数从 1 开始。"), where="term_no")
    terms = list(terms_of(place).filter(Q(term_no=term_no) | Q(pk__in=terms_of(place).on(on))))
    if terms and not any(term.term_no == term_no and term.holds_on(on) for term in terms):
        text = _("会议日期不在第%(term)d届任期内。") % {"term": term_no}
        raise Invalid("outside_term", text, where="term_no")


def check_clear(
    rows: models.QuerySet[Any],
    first: date | None,
    last: date | None,
    code: str,
    text: str,
    where: str,
) -> None:
    """Refuse when one of the rows shares a day with the period."""
    for row in rows:
        if periods.overlaps(first, last, row.valid_from, row.valid_to):
            raise Invalid(code, text, where=where)


def named(text: str, where: str = "name") -> str:
    """The name without blanks around it; refuses an empty one."""
    text = " ".join(text.split())
    if not text:
        raise Invalid("blank_name", _("没有写名称。"), where=where)
    return text


def assign(record: models.Model, changes: dict[str, Any], allowed: frozenset[str]) -> None:
    """Set the allowed fields; an unknown one is a mistake of the caller."""
    unknown = set(changes) - allowed
    if unknown:
        raise TypeError(f"unknown fields {sorted(unknown)}")
    for name, value in changes.items():
        setattr(record, name, value)


def end(record: Any, on: date, reason: str = "") -> None:
    """Let a dated record hold until ``on``, that day included."""
    if record.valid_to is not None and record.valid_to <= on:
        raise Invalid("already_ended", _("这一项已经终止。"), where="on")
    check_period(record.valid_from, on, "on")
    record.valid_to = on
    if reason and hasattr(record, "end_reason"):
        record.end_reason = reason
    put(record)
