"""监票密钥不收的: what a rule of the stages or the package refuses, as a refusal with its code."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from secret_ballot.findings import BallotError

from oversight.audit.errors import Invalid, Refused
from oversight.institutions.rules.verdicts import Verdict
from oversight.voting.models import KeySet
from oversight.voting.rules import key_stages as rules
from oversight.voting.secret import keys_judging as judging


class BadProof(Refused):
    """A part of a key that does not hold; the package's code says why."""

    status = 400


def check(verdict: Verdict, where: str = "") -> None:
    """Refuse what a rule of the stages does not allow."""
    if not verdict.allowed:
        raise Refused(verdict.code, _(verdict.text), where=where)


def readable(raw: bytes, part: str) -> tuple[Any, str]:
    """Value and canonical text of what was sent."""
    if part not in rules.PARTS:
        raise Invalid("unknown_part", _("没有这一部分。"), where="part")
    if len(raw) > judging.LONGEST:
        raise TooLarge("too_large", _("内容过长，不是密钥的一部分。"))
    try:
        return judging.read_part(raw, part)
    except BallotError as error:
        raise proof_error(error) from error


class TooLarge(Refused):
    """Longer than any part of a key is."""

    status = 413


def judged(part: str, value: Any, number: int, told: judging.Told) -> None:
    """The package's judgement, its refusal under its own code."""
    try:
        judging.judge(part, value, number, told)
    except BallotError as error:
        raise proof_error(error) from error


def proof_error(error: BallotError) -> BadProof:
    """The package's sentence in the reader's language."""
    english = (get_language() or "").startswith("en")
    return BadProof(error.code, error.finding.text_en if english else error.text, where=error.where)


def require_active(key_set: KeySet) -> None:
    """Refuse keys that are not in force, as every act that seals ballots to them must."""
    check(rules.may_use(key_set.stage), "key_set")
