"""读代表的看法: who has answered, how many say what, what they wrote – never who said what (procedures §9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.dateparse import parse_datetime

from oversight.audit.actors import Actor
from oversight.cases.models import Case, CaseClosing, DeputyView
from oversight.cases.rules.closing import CODE, LEAST_VIEWS, Answers, countable, counted
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction, Person


def own_view(case: Case, actor: Actor) -> DeputyView | None:
    """The row of the deputy who asks, by account or by the person behind it."""
    return own_rows(case, actor.account_id, person_of(case.jurisdiction, actor)).first()


def own_rows(
    case: Case, account_id: int | None, person: Person | None
) -> models.QuerySet[DeputyView]:
    """The row of one deputy on a case, by phone or on paper; there is no more than one."""
    same = models.Q(account_id=account_id) if account_id else models.Q(pk__in=[])
    if person is not None:
        same |= models.Q(person=person)
    return case.deputy_views.filter(same)


def person_of(place: Jurisdiction, actor: Actor) -> Person | None:
    """Whom the register of the place has behind the account."""
    if actor.account_id is None:
        return None
    return institutions.people_of(place).filter(account_id=actor.account_id).first()


def people_asked(place: Jurisdiction) -> models.QuerySet[Person]:
    """Those who may hand in a sheet: whoever holds a mandate or a seat today."""
    day = institutions.today()
    mandates = institutions.deputyships_in(place).on(day)
    seats = institutions.memberships_in(place).on(day).exclude(role="staff")
    return institutions.people_of(place).filter(
        models.Q(pk__in=mandates.values("person")) | models.Q(pk__in=seats.values("person"))
    )


def answered(case: Case) -> list[str]:
    """The names of those who have answered, in no order that tells when or how."""
    return sorted(case.deputy_views.values_list("name", flat=True))


@dataclass(frozen=True)
class Part:
    """What came one way – by phone, or with one batch of sheets: counts, and the words without names."""

    said: Answers
    remarks: list[str]

    def as_dict(self) -> dict[str, Any]:
        """As a closing keeps it."""
        said = {name: getattr(self.said, name) for name in ("solved", "partly", "unsolved")}
        return {**said, "remarks": self.remarks}


def part_of(kept: dict[str, Any]) -> Part:
    """A part as a closing has kept it."""
    said = Answers(*(int(kept.get(name, 0)) for name in ("solved", "partly", "unsolved")))
    return Part(said, list(kept.get("remarks", ())))


def by_phone(case: Case) -> Part:
    """What deputies have said by phone until now."""
    rows = list(case.deputy_views.filter(sheets=None).values_list("view", "text"))
    said = [view for view, _text in rows]
    counts = Answers(said.count("solved"), said.count("partly"), said.count("unsolved"))
    return Part(counts, sorted(text for _view, text in rows if text))


def on_paper(case: Case) -> list[Part]:
    """What each batch of sheets says."""
    return [
        Part(Answers(one.solved, one.partly, one.unsolved), sorted(one.remarks))
        for one in case.view_sheets.all()
    ]


def countable_now(case: Case) -> Answers:
    """How many say what until now, of the parts that are enough; for the rules, shown to nobody."""
    return counted(one.said for one in (by_phone(case), *on_paper(case)))


def last_count(case: Case) -> CaseClosing | None:
    """The newest closing that has counted the views."""
    return next((one for one in reversed(list(case.closings.all())) if one.deputies), None)


def count_now(case: Case, at: datetime) -> dict[str, Any]:
    """The count that a proposal to close keeps: of every part that is enough, the rest left out.

    What came by phone stays as the last count has it until at least as many as the minimum have said
    something new; else the difference of two counts would tell what one of them said.
    """
    phone, before = by_phone(case), last_count(case)
    if before is not None and before.deputies.get("phone"):
        since = parse_datetime(before.deputies["phone"]["at"])
        new = case.deputy_views.filter(sheets=None, at__gt=since).count() if since else 0
        if new < LEAST_VIEWS[CODE]:
            phone, at = part_of(before.deputies["phone"]), since or at
    parts = [one for one in (phone, *on_paper(case)) if countable(one.said)]
    total = counted(one.said for one in parts)
    remarks = sorted(text for one in parts for text in one.remarks)
    kept = Part(total, remarks).as_dict()
    if countable(phone.said):
        kept["phone"] = {**phone.as_dict(), "at": at.isoformat()}
    return kept if total.total else {}


def answers(case: Case) -> Answers:
    """How many deputies say what, as the newest closing has counted them; nothing before there is one."""
    kept = last_count(case)
    return part_of(kept.deputies).said if kept is not None else Answers()


def remarks(case: Case) -> list[str]:
    """What was written, without names, in the order of its words, as the newest closing has it."""
    kept = last_count(case)
    return part_of(kept.deputies).remarks if kept is not None else []
