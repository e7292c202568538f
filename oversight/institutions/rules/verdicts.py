"""能否办理: what a rule says of an act asked for now – yes, or no with its reason and the article it rests on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Verdict:
    """May it be done now; if not, why and on what basis."""

    allowed: bool
    code: str = ""
    text: str = ""
    basis: str = ""


YES = Verdict(True)


def no(code: str, text: str, basis: str = "") -> Verdict:
    """A refusal."""
    return Verdict(False, code, text, basis)
