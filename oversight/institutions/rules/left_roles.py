"""撤并地方留下的授权 (left_roles@1): what is proposed for a role held in a place that ended; people decide (design §2).

The congress of the ended place and its offices are gone, so what somebody was there ends; a deputy keeps the mandate
until the term of the merged congress is over, and who speaks for a unit goes with the unit. Nothing happens by itself.
"""

from __future__ import annotations

from dataclasses import dataclass

CODE = "left_roles@1"


def gettext_noop(text: str) -> str:
    """Marks a text for translation; the caller translates it."""
    return text


HELD_AGAIN = gettext_noop("在接续的地方已经有这项授权。")
MANDATE = gettext_noop("代表在任期内继续执行职务，转入以后登录看到接续地方的事。")
UNIT_GOES_ON = gettext_noop("所在单位的事由接续地方的“%(unit)s”接着办。")
UNIT_GONE = gettext_noop("接续的地方没有对应的单位；要转入的，先选单位。")
SEAT_GONE = gettext_noop(
    "原地方的机构已经撤销，职务随之终止；在接续地方任职的，由那里另行任命和授权。"
)
STAFF = gettext_noop("原地方的办事机构已经撤销；人转到接续地方办事的，转入，否则终止。")
SEATS = frozenset({"chair", "member"})
OF_UNIT = frozenset({"liaison", "unit_head"})


@dataclass(frozen=True)
class Held:
    """一项授权: the role, whether it is held in the successor too, the unit there that carries the work on."""

    role: str
    again: bool = False
    unit: str = ""


@dataclass(frozen=True)
class Proposal:
    """建议: carry or end, with the reason and its values."""

    act: str
    reason: str
    values: dict[str, str]


def propose(held: Held) -> Proposal:
    """What an administrator is likely to want; staff are ended unless somebody says otherwise."""
    if held.again:
        return Proposal("end", HELD_AGAIN, {})
    if held.role == "deputy":
        return Proposal("carry", MANDATE, {})
    if held.role in OF_UNIT:
        if held.unit:
            return Proposal("carry", UNIT_GOES_ON, {"unit": held.unit})
        return Proposal("end", UNIT_GONE, {})
    return Proposal("end", SEAT_GONE if held.role in SEATS else STAFF, {})
