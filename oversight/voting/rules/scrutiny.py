"""监票人、计票人、主持人的回避: nobody watches or presides over a vote on themselves or their own unit (procedures §2.1, §9)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from oversight.voting.rules.bases import gettext_noop
from oversight.voting.rules.objections import Objection

A_CANDIDATE = gettext_noop("%(name)s是表决的人选，不能担任监票人。")
OF_THE_UNIT = gettext_noop("%(name)s是被表决单位的人，不能担任监票人。")
ABSENT = gettext_noop("%(name)s没有到会，不能监票。")
TWICE = gettext_noop("%(name)s列了两次。")
TWO_CHIEFS = gettext_noop("总监票人只能有一名。")
NO_CHIEF = gettext_noop("监票人中须有一名总监票人。")
TELLER_A_CANDIDATE = gettext_noop("%(name)s是表决的人选，不能计票。")
TELLER_OF_THE_UNIT = gettext_noop("%(name)s是被表决单位的人，不能计票。")
CHAIR_A_CANDIDATE = gettext_noop("%(name)s是表决的人选，由他人主持这次表决：写明另一名主持人。")
CHAIR_OF_THE_UNIT = gettext_noop("%(name)s是被表决单位的人，由他人主持这次表决：写明另一名主持人。")
NOT_OF_THE_VOTERS = gettext_noop(
    "%(name)s不在名册上，不是这个机构或者主席团的组成人员，也不是主任（主席），不能主持：写明主持人的姓名。"
)
OWN_COUNT = gettext_noop("%(name)s是监票人，不能同时计票。")


TITLES = ("主任", "主席", "秘书长", "委员", "代表", "组长")


def calls(text: str, name: str) -> bool:
    """Whether a text such as 主任陆景行 means who is called so: the name alone or beside a title."""
    if len(name) < 2 or name not in text:
        return False
    beside = text.replace(name, "", 1).strip()
    return not beside or any(title in beside for title in TITLES)


@dataclass(frozen=True)
class Scrutineer:
    """监票人: ``person`` and ``units`` (where the person holds a post) as public ids; one is the chief."""

    name: str
    person: str = ""
    chief: bool = False
    units: frozenset[str] = frozenset()


def teller_objection(
    teller: Scrutineer,
    *,
    options: Collection[str],
    candidates: Collection[str],
    units: Collection[str],
) -> Objection | None:
    """What stands against somebody of the register who would count."""
    values = {"name": teller.name}
    if teller.name in options or teller.person in candidates:
        return Objection("teller_is_candidate", TELLER_A_CANDIDATE, values)
    if teller.units & set(units):
        return Objection("teller_of_the_unit", TELLER_OF_THE_UNIT, values)
    return None


def presider_objection(
    presider: Scrutineer,
    *,
    options: Collection[str],
    candidates: Collection[str],
    units: Collection[str],
) -> Objection | None:
    """What stands against somebody who would preside over the vote."""
    values = {"name": presider.name}
    if presider.name in options or (presider.person and presider.person in candidates):
        return Objection("chair_is_candidate", CHAIR_A_CANDIDATE, values)
    if presider.units & set(units):
        return Objection("chair_of_the_unit", CHAIR_OF_THE_UNIT, values)
    return None


def objections(
    scrutineers: Sequence[Scrutineer],
    *,
    options: Collection[str],
    candidates: Collection[str],
    units: Collection[str],
    absent: Collection[str] = (),
) -> list[Objection]:
    """What stands against these scrutineers; ``candidates`` and ``units`` are those voted on.

    absent  who of the roll did not come: public ids of persons, and names of those without
    """
    found = []
    names = [each.name for each in scrutineers]
    for each in scrutineers:
        values = {"name": each.name}
        if each.name in options or (each.person and each.person in candidates):
            found.append(Objection("scrutineer_is_candidate", A_CANDIDATE, values))
        if each.units & set(units):
            found.append(Objection("scrutineer_of_the_unit", OF_THE_UNIT, values))
        if (each.person or each.name) in absent:
            found.append(Objection("scrutineer_absent", ABSENT, values))
    for name in dict.fromkeys(name for name in names if names.count(name) > 1):
        found.append(Objection("scrutineer_twice", TWICE, {"name": name}))
    chiefs = sum(each.chief for each in scrutineers)
    if chiefs > 1:
        found.append(Objection("two_chief_scrutineers", TWO_CHIEFS))
    if scrutineers and not chiefs:
        found.append(Objection("no_chief_scrutineer", NO_CHIEF))
    return found
