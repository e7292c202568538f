"""对照: two versions side by side by section, and how lower places differ from what they copied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.rulebooks import queries
from oversight.rulebooks.pages import words
from oversight.rulebooks.queries import InForce
from oversight.rulebooks.rules.differences import Difference, differences


@dataclass(frozen=True)
class Pair:
    """一处不同: what, before and after in words."""

    subject: str
    change: str
    before: str
    after: str


@dataclass(frozen=True)
class SectionPairs:
    """一章的不同."""

    name: str
    title: str
    pairs: Sequence[Pair]


def compared(before: InForce, after: InForce) -> list[SectionPairs]:
    """Only the sections that differ."""
    grouped: dict[str, list[Pair]] = {}
    for one in differences(before.content, after.content):
        grouped.setdefault(one.section, []).append(pair(one))
    return [SectionPairs(name, words.title_of(name), pairs) for name, pairs in grouped.items()]


def pair(one: Difference) -> Pair:
    """One difference in words."""
    return Pair(
        words.subject_of(one),
        one.change,
        words.side_of(one, one.before),
        words.side_of(one, one.after),
    )


@dataclass(frozen=True)
class LowerLine:
    """一个下级: what holds there, from which version it was copied, in how many places it differs."""

    place: Jurisdiction
    now: InForce
    copied: InForce | None
    count: int
    url: str
    words: str


def lower_places(place: Jurisdiction) -> list[LowerLine]:
    """Every place below, by code. What a body adopted is no secret; drafts are not read."""
    children = institutions.all_places().filter(parent=place).order_by("code")
    return [lower_line(place, child) for child in children if child.has_congress]


def lower_line(place: Jurisdiction, child: Jurisdiction) -> LowerLine:
    """One place below."""
    now = queries.in_force(child)
    copied = source_of(now)
    count = len(differences(copied.content, now.content)) if copied else 0
    if now.template:
        said = _("没有通过规则簿，按样本办理")
    elif copied is None:
        said = _("自行起草，没有参照上级")
    elif not count:
        said = _("与参照的一版相同")
    else:
        said = ngettext("有 %(count)d 处不同", "有 %(count)d 处不同", count) % {"count": count}
    url = reverse("rulebooks:deviation", args=[place.code, child.code]) if count else ""
    return LowerLine(child, now, copied, count, url, said)


def source_of(now: InForce) -> InForce | None:
    """The version of the place above that was copied."""
    if now.version is None or not now.version.copied_from:
        return None
    try:
        return queries.at(now.version.copied_from)
    except queries.UnknownReference:
        return None
