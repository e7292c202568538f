"""监督方式: which methods have a basis for the bodies of a place, and why the others have none.

Pure. Which body may use which method on which article is data of the rulebook in force; here stands how it
is read, and which methods are carried out in a meeting. A street has no congress: nothing that is heard in
a meeting or ends in a vote can be proposed there (地方组织法 art. 59).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


def gettext_noop(text: str) -> str:
    """Mark a sentence for translation; it is translated when rendered."""
    return text


CODE = "case_methods@1"
STREET = gettext_noop("《地方组织法》第五十九条")
HEARD = frozenset({"special_work_report", "inquiry", "special_inquiry", "interpellation"})
"""Carried out in a meeting, so a meeting must be named (监督法 art. 12, 46–51)."""
REPORTED = frozenset({"special_work_report", "special_inquiry"})
"""The unit hands in a report beforehand, so the lead times of 监督法 art. 15 hold."""
VOTED = HEARD | {"inquiry_commission", "dismissal_motion"}
"""Adopted or ended by a vote; a street's committee has none."""


@dataclass(frozen=True)
class Basis:
    """方式的依据: what the rulebook says of a method for one kind of body."""

    method: str
    body_kind: str
    basis: str
    signatures: int = 0
    proposable: bool = True


@dataclass(frozen=True)
class Offer:
    """A method beside whether it can be proposed here, and if not why."""

    code: str
    title: str
    allowed: bool
    refusal: str = ""
    reason: str = ""
    bases: tuple[Basis, ...] = ()

    @property
    def basis(self) -> str:
        """The article it stands on here."""
        return "、".join(dict.fromkeys(one.basis for one in self.bases))

    @property
    def heard(self) -> bool:
        """It is carried out in a meeting."""
        return self.code in HEARD

    @property
    def reported(self) -> bool:
        """The unit hands in a report before the meeting."""
        return self.code in REPORTED

    @property
    def hearing_bodies(self) -> frozenset[str]:
        """The kinds of bodies in whose meetings it can be heard; none where it needs no meeting."""
        return frozenset(one.body_kind for one in self.bases) if self.heard else frozenset()


def offers(
    titles: Iterable[tuple[str, str]],
    bases: Sequence[Basis],
    bodies: frozenset[str],
    has_congress: bool,
) -> tuple[Offer, ...]:
    """Every known method: first those that can be proposed, each in the order of the titles."""
    found = [offer(code, title, bases, bodies, has_congress) for code, title in titles]
    return tuple(sorted(found, key=lambda one: not one.allowed))


def offer(
    code: str, title: str, bases: Sequence[Basis], bodies: frozenset[str], has_congress: bool
) -> Offer:
    """One method for the bodies that exist in the place."""
    if not has_congress and code in VOTED:
        text = gettext_noop("街道不设人民代表大会，不能采用须由会议听取或表决的方式。")
        return Offer(code, title, False, "street_has_no_vote", text)
    written = [one for one in bases if one.method == code and one.basis.strip()]
    if not written:
        text = gettext_noop("现行规则簿没有给本级机构写明这种方式的依据。")
        return Offer(code, title, False, "no_basis", text)
    here = tuple(one for one in written if one.body_kind in bodies)
    if not here:
        text = gettext_noop("本地没有依法可以采用这种方式的机构。")
        return Offer(code, title, False, "no_body", text, tuple(written))
    usable = tuple(one for one in here if one.proposable)
    if not usable:
        text = gettext_noop("规则簿没有把这种方式列为可以就监督案件提出的方式。")
        return Offer(code, title, False, "not_proposable", text, here)
    return Offer(code, title, True, bases=usable)
