"""联名人数: how many signatures the law asks of a proposal, by level, body and kind.

Pure. 质询案: five members of a city's standing committee, three of a county's, ten deputies at any
congress, towns included, where it is aimed at the town's government (监督法 art. 51, 地方组织法 art. 24, 代表法).
特定问题调查委员会: one fifth of the standing committee, one tenth of the deputies (监督法 art. 55).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil


def gettext_noop(text: str) -> str:
    """Mark a sentence for translation; it is translated when rendered."""
    return text


CODE = "case_signatures@1"
SUPERVISION_51 = gettext_noop("《监督法》第五十一条")
SUPERVISION_55 = gettext_noop("《监督法》第五十五条")
ORGANIC_24 = gettext_noop("《地方组织法》第二十四条")
DEPUTIES_20 = gettext_noop("《代表法》第二十条")
PURPOSES = (
    "interpellation_committee",
    "interpellation_congress",
    "commission_committee",
    "commission_congress",
    "attention",
)
BY_LEVEL = {"province": 5, "city": 5, "county": 3}


@dataclass(frozen=True)
class SignatureFacts:
    """What is proposed, at which level, by how many, out of how many, and against what kind of unit."""

    purpose: str
    level: str
    signers: int
    base: int
    unit_kind: str = "department"


@dataclass(frozen=True)
class Checked:
    """Whether there are enough; ``needed`` is None where the proposal is not possible at all."""

    enough: bool
    needed: int | None
    code: str
    text: str
    basis: str


def check(facts: SignatureFacts) -> Checked:
    """The number the law asks for, against the number that signed."""
    refused = impossible(facts)
    if refused is not None:
        return refused
    needed, basis = needed_for(facts)
    if facts.base < facts.signers:
        text = gettext_noop("联名 %(signers)d 人，多于全体 %(base)d 人。")
        return Checked(False, needed, "more_than_all", text, basis)
    if facts.signers >= needed:
        text = gettext_noop("联名 %(signers)d 人，法定至少 %(needed)d 人。")
        return Checked(True, needed, "enough", text, basis)
    text = gettext_noop("联名 %(signers)d 人，不足法定的 %(needed)d 人。")
    return Checked(False, needed, "too_few", text, basis)


def impossible(facts: SignatureFacts) -> Checked | None:
    """What a level cannot have whatever the number."""
    if facts.purpose not in PURPOSES:
        text = gettext_noop("没有这一种联名。")
        return Checked(False, None, "unknown_purpose", text, "")
    if facts.purpose.endswith("_committee") and facts.level not in BY_LEVEL:
        text = gettext_noop("乡镇不设常务委员会，不能由组成人员联名。")
        return Checked(False, None, "no_committee", text, ORGANIC_24)
    town = facts.level == "town" and facts.purpose == "interpellation_congress"
    if town and facts.unit_kind not in {"government", "lower_government"}:
        text = gettext_noop("乡镇的质询案只能对本级人民政府提出。")
        return Checked(False, None, "town_government_only", text, DEPUTIES_20)
    return None


def needed_for(facts: SignatureFacts) -> tuple[int, str]:
    """The number and its article. 以上 includes the number itself."""
    if facts.purpose == "interpellation_committee":
        return BY_LEVEL[facts.level], SUPERVISION_51
    if facts.purpose == "interpellation_congress":
        return 10, ORGANIC_24
    if facts.purpose == "commission_committee":
        return max(1, ceil(facts.base / 5)), SUPERVISION_55
    if facts.purpose == "commission_congress":
        return max(1, ceil(facts.base / 10)), SUPERVISION_55
    return 1, ""
