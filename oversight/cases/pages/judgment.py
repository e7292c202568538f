"""研判页: the two opinions side by side, what else concerns the unit this year, reasons in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.cases import permissions, queries
from oversight.cases.models import Case, OfficeOpinion
from oversight.cases.pages.course import Course
from oversight.cases.pages.possible import small_office_side
from oversight.institutions import queries as institutions
from oversight.links import queries as links
from oversight.ui import formats
from oversight.ui.page import Act


@dataclass(frozen=True)
class Side:
    """一方: its opinion, or what is missing; the acts of this reader."""

    side: str
    title: str
    opinion: OfficeOpinion | None
    causes: Sequence[str]
    method: str
    acts: Sequence[Act]


@dataclass(frozen=True)
class Other:
    """其他安排: another matter of the unit this year."""

    text: str
    url: str
    note: str


def sides(course: Course, actor: Actor) -> list[Side]:
    """The general office's and the committee office's."""
    names = {"general": _("办公室"), "committee": course.case.lead_office.name}
    return [side_of(course, actor, code, name) for code, name in names.items()]


def side_of(course: Course, actor: Actor, side: str, title: str) -> Side:
    """One side as this reader sees it: an unsigned opinion of the other side is still a draft (§9)."""
    opinion = next((one for one in course.opinions if one.side == side), None)
    shown = opinion if opinion is None or opinion.is_signed or mine(course, actor, side) else None
    return Side(
        side=side,
        title=title,
        opinion=shown,
        causes=cause_words(shown) if shown else (),
        method=method_words(course, shown.method) if shown else "",
        acts=side_acts(course, actor, side),
    )


def mine(course: Course, actor: Actor, side: str) -> bool:
    """Whether the reader writes or signs for this side."""
    if permissions.side_of(actor, course.case) == side:
        return True
    small = institutions.profile_of(course.place).small_office
    return small and actor.role in {"clerk", "reviewer", "chair"}


def side_acts(course: Course, actor: Actor, side: str) -> list[Act]:
    """Write and sign, where this reader may and the rules allow it now."""
    if not permissions.can_judge(actor, course.place) or not mine(course, actor, side):
        return []
    keys = [course.place.code, course.case.public_id]
    found = []
    if course.verdict("write_opinion", side).allowed:
        url = f"{reverse('cases:write_opinion', args=keys)}?side={side}"
        written = side in course.facts.written
        found.append(Act(_("改意见") if written else _("写意见"), url, main=not written))
    if course.verdict("sign_opinion", side).allowed:
        url = f"{reverse('cases:sign_opinion', args=keys)}?side={side}"
        label = _("主任确认") if small_office_side(course, actor, "sign_opinion") else _("签署")
        found.append(Act(label, url, main=not any(one.main for one in found)))
    return found


def cause_words(opinion: OfficeOpinion) -> list[str]:
    words = dict(OfficeOpinion.CAUSES)
    return [str(words.get(code, code)) for code in opinion.causes]


def method_words(course: Course, code: str) -> str:
    """The proposed method with its article."""
    offer = course.rules.offer(code)
    if offer is None:
        return _("不采取监督措施") if code == "none" else code
    return f"{_(offer.title)}（{offer.basis}）" if offer.basis else _(offer.title)


def earlier(course: Course) -> list[OfficeOpinion]:
    """The opinions of rounds that were sent back."""
    rows = queries.opinions_of(course.case).filter(round__lt=course.case.round)
    return list(rows)


def other_matters(course: Course, actor: Actor) -> list[Other]:
    """The unit's other cases and hearings this year, and what is linked to this case."""
    place, case = course.place, course.case
    keys = queries.units_answering_as(place, course.unit)
    rows = queries.cases_of(place).filter(unit_id__in=keys, year=course.today.year)
    found = [other_case(place, one) for one in rows.exclude(pk=case.pk)]
    for row in links.links_of(actor, place, "case", case.public_id):
        note = " · ".join(part for part in (row.word, row.other_label, row.other.note) if part)
        found.append(Other(row.other.title, row.other.url, note))
    return found


def other_case(place: Any, case: Case) -> Other:
    """Another case, with its hearing where one is fixed."""
    decision = queries.decision_in_force(case)
    parts = [str(case.get_origin_display()), str(case.get_state_display())]
    if decision is not None and decision.heard_on:
        parts.append(
            _("%(day)s听取，%(method)s")
            % {"day": formats.day(decision.heard_on), "method": decision.method_title}
        )
    url = reverse("cases:case", args=[place.code, case.public_id])
    return Other(f"{case.code} {case.subject}", url, " · ".join(parts))


def other_matters_text(course: Course, actor: Actor) -> str:
    """The same as the first words of an opinion's field."""
    rows = other_matters(course, actor)
    return "\n".join(f"{one.text}（{one.note}）" if one.note else one.text for one in rows)


def comparison_text(course: Course) -> str:
    """The figures of the frozen result as the first words of an opinion's field."""
    facts = course.case.origin_facts
    total = facts.get("comparison", {}).get("total")
    if not total or not total["units"]:
        return ""
    text = _(
        "未入选的 %(units)d 个同类单位合计 %(count)s 件，环比 %(mom)s，同比 %(yoy)s；本单位环比 %(own_mom)s，同比 %(own_yoy)s。"
    )
    return text % {
        "units": total["units"],
        "count": formats.figure(total["count"]),
        "mom": formats.signed(total["mom"]),
        "yoy": formats.signed(total["yoy"]),
        "own_mom": formats.signed(facts.get("mom")),
        "own_yoy": formats.signed(facts.get("yoy")),
    }


def seen(course: Course, actor: Actor) -> dict[str, Any]:
    """What lay before the writer, as the opinion keeps it."""
    facts: Mapping[str, Any] = course.case.origin_facts
    return {
        "comparison": facts.get("comparison", {}).get("total", {}),
        "others": [one.text for one in other_matters(course, actor)],
        "methods": [one.code for one in course.rules.offers if one.allowed],
    }


def reason_words(reasons: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Reasons of the decision rule in words, with their article."""
    return [
        (_(one["text"]) % one["values"], _(one["basis"]) if one["basis"] else "") for one in reasons
    ]
