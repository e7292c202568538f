"""核实规则 (followup_verification): another person verifies, not of the unit, not who reported.

Separation of duties (procedures §9): nobody may propose and verify. In a small office the chair's
confirmation stands for the second person where an office report was entered from paper.
"""

from __future__ import annotations

from dataclasses import dataclass

from oversight.followups.rules.progress import SEPARATION, Refusal, gettext_noop

CODE = "followup_verification@1"


@dataclass(frozen=True)
class Verifier:
    """谁来核实. ``of_unit``: speaks for, serves in or is liaison of the unit or an assisting one."""

    account: int | None
    of_unit: bool
    chair_of_small_office: bool = False


def refusal(verifier: Verifier, reporters: frozenset[int]) -> Refusal | None:
    """Why this person may not verify; None where they may."""
    if verifier.of_unit:
        return Refusal(
            "own_unit", gettext_noop("本单位的人不核实本单位的事，由另一人核实。"), SEPARATION
        )
    own = verifier.account is not None and verifier.account in reporters
    if own and not verifier.chair_of_small_office:
        return Refusal("own_report", gettext_noop("报告是你办的，由另一人核实。"), SEPARATION)
    return None


def confirmed_by_chair(verifier: Verifier, reporters: frozenset[int]) -> bool:
    """Whether the small-office rule was needed."""
    return verifier.account in reporters and verifier.chair_of_small_office
