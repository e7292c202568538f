"""机构设置: which bodies a place may have by its level and kind, and how large a standing committee is.

Towns have a presidium and no standing committee; a sub-district has only the street committee of the
county's standing committee, which adopts nothing by vote (地方组织法 art. 19, 59); villages have none.
"""

from __future__ import annotations

from dataclasses import dataclass


def gettext_noop(text: str) -> str:
    return text


@dataclass(frozen=True)
class Standing:
    """机构名额: what the law says of a number of seats; a note for the clerk, never a refusal."""

    ok: bool
    code: str
    text: str
    basis: str


UPPER = (
    "congress",
    "standing_committee",
    "chairpersons_meeting",
    "presidium",
    "special_committee",
    "working_office",
    "general_office",
    "deputies_commission",
    "party_group",
)
TOWN = ("congress", "presidium", "working_office", "general_office", "party_group")
STREET = ("street_committee",)

BASIS_TOWN = "《地方组织法》第十九条"
BASIS_STREET = "《地方组织法》第五十九条"
BASIS_SIZE = "《地方组织法》第四十七条"

NO_COMMITTEE = gettext_noop("乡镇人大不设常务委员会，闭会期间由主席团办理。")
STREET_ONLY = gettext_noop("街道没有人民代表大会，只设人大街道工委，不作表决。")
NO_BODIES = gettext_noop("村和社区没有人民代表大会，不设人大机构。")
NOT_HERE = gettext_noop("人大街道工委只设在街道。")

SIZES = {"province": (45, 95), "city": (29, 61), "county": (15, 45)}


def kinds_for(level: str, kind_of_place: str) -> tuple[str, ...]:
    """The kinds of bodies that the place may have."""
    if kind_of_place == "subdistrict":
        return STREET
    if kind_of_place in {"village", "community"} or level == "village":
        return ()
    return TOWN if level == "town" else UPPER


def why_not(level: str, kind_of_place: str, body_kind: str) -> tuple[str, str] | None:
    """The reason and its basis where the place may not have such a body, else None."""
    if body_kind in kinds_for(level, kind_of_place):
        return None
    if kind_of_place == "subdistrict":
        return STREET_ONLY, BASIS_STREET
    if kind_of_place in {"village", "community"} or level == "village":
        return NO_BODIES, BASIS_STREET
    if body_kind == "street_committee":
        return NOT_HERE, BASIS_STREET
    return NO_COMMITTEE, BASIS_TOWN


def committee_size(level: str, quota: int) -> Standing:
    """Whether a standing committee's quota is within what the law gives the level."""
    low, high = SIZES.get(level, (1, 999))
    if low <= quota <= high:
        return Standing(True, "size_ok", "", BASIS_SIZE)
    text = gettext_noop("名额不在法定的幅度内，请核对批准文件。")
    return Standing(False, "size_outside", text, BASIS_SIZE)
