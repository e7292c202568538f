"""读代表的看法: who has answered, how many say what, what they wrote – never who said what (procedures §9)."""

from __future__ import annotations

from django.db import models

from oversight.audit.actors import Actor
from oversight.cases.models import Case, DeputyView
from oversight.cases.rules.closing import Answers
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


def answers(case: Case) -> Answers:
    """How many deputies say what, by phone and on paper together."""
    said = list(case.deputy_views.values_list("view", flat=True))
    sheets = list(case.view_sheets.all())
    return Answers(
        said.count("solved") + sum(one.solved for one in sheets),
        said.count("partly") + sum(one.partly for one in sheets),
        said.count("unsolved") + sum(one.unsolved for one in sheets),
    )


def remarks(case: Case) -> list[str]:
    """What was written, without names, in the order of its words."""
    by_phone = case.deputy_views.exclude(text="").values_list("text", flat=True)
    on_paper = [text for one in case.view_sheets.all() for text in one.remarks]
    return sorted([*by_phone, *on_paper])
