"""研判的表单: write and sign an opinion."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.cases import actions, permissions, queries
from oversight.cases.forms import BareForm, OpinionForm
from oversight.cases.models import Case
from oversight.cases.pages import judgment
from oversight.cases.pages.course import Course
from oversight.cases.pages.possible import small_office_side
from oversight.cases.rules.stages import SIDES
from oversight.cases.views.shared import case_act, case_page
from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import actor_of

FIELDS = ("causes", "cause_text", "comparison_text", "other_matters_text", "method", "text")


def asked_side(request: HttpRequest, course: Course, act: str) -> str:
    """Which side the address asks for, else the reader's own; nobody speaks for the other side."""
    actor, wanted = actor_of(request), request.GET.get("side", "")
    own = permissions.side_of(actor, course.case) or small_office_side(course, actor, act)
    side = wanted if wanted in SIDES else own
    if not side or not judgment.mine(course, actor, side):
        raise PermissionDenied
    return side


def judgment_url(place: Jurisdiction, case: Case) -> str:
    return reverse("cases:judgment", args=[place.code, case.public_id])


@case_page(permissions.can_judge)
def write_opinion(request: HttpRequest, place: Jurisdiction, case: Case) -> HttpResponse:
    """写研判意见。"""
    course, actor = Course(place, case), actor_of(request)
    side = asked_side(request, course, "write_opinion")
    return case_act(
        request,
        place,
        case,
        OpinionForm,
        partial(actions.write_opinion, side=side, seen=judgment.seen(course, actor)),
        title=_("写%(side)s的研判意见") % {"side": side_word(course, side)},
        button=_("保存意见"),
        done=_("意见已保存，签署以后生效。"),
        facts=opinion_facts(course),
        initial=first_words(course, actor, side),
        offered={"rules": course.rules},
        then=lambda _made: judgment_url(place, case),
    )


def side_word(course: Course, side: str) -> str:
    """办公室, or the lead office's name."""
    return course.case.lead_office.name if side == "committee" else _("办公室")


def first_words(course: Course, actor: Any, side: str) -> dict[str, Any]:
    """The opinion as it stands; a new one begins with the figures and the unit's other matters."""
    found = queries.opinion_of(course.case, side) if side else None
    if found is not None:
        return {name: getattr(found, name) for name in FIELDS}
    return {
        "comparison_text": judgment.comparison_text(course),
        "other_matters_text": judgment.other_matters_text(course, actor),
    }


def opinion_facts(course: Course) -> list[tuple[str, str]]:
    """What the writer must know: which methods cannot be proposed and why, under which rulebook."""
    by_reason: dict[str, list[str]] = {}
    for one in course.rules.offers:
        if not one.allowed:
            by_reason.setdefault(_(one.reason), []).append(_(one.title))
    text = "；".join(
        f"{'、'.join(titles)}：{why.rstrip('。')}" for why, titles in by_reason.items()
    )
    found = [(_("规则簿"), course.rules.label)]
    return [*found, (_("不能提出的方式"), text)] if text else found


@case_page(permissions.can_judge)
def sign_opinion(request: HttpRequest, place: Jurisdiction, case: Case) -> HttpResponse:
    """签署研判意见。"""
    course = Course(place, case)
    side = asked_side(request, course, "sign_opinion")
    found = queries.opinion_of(case, side) if side else None
    facts = []
    if found is not None:
        facts = [
            (_("原因"), "、".join(judgment.cause_words(found))),
            (_("原因分析"), found.cause_text),
            (_("建议方式"), judgment.method_words(course, found.method)),
            (_("意见"), found.text),
            (_("起草人"), found.written_label),
        ]
    return case_act(
        request,
        place,
        case,
        BareForm,
        partial(actions.sign_opinion, side=side),
        title=_("签署%(side)s的研判意见") % {"side": side_word(course, side)},
        button=_("签署意见"),
        done=_("意见已签署。"),
        warning=_("签署以后不能再改。两方都签署，案件转入提请决定。"),
        facts=facts,
        then=lambda _made: judgment_url(place, case),
    )
