"""公众页面: a town's livelihood projects, the proposal form with its way to 12345, sending, similar ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from oversight.audit.errors import Refused
from oversight.institutions import queries as institutions
from oversight.institutions.actions.place_ends import ended_words
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.act_forms import explain
from oversight.institutions.web import actor_of, public_page
from oversight.projects import queries, receipts
from oversight.projects.actions import collecting as actions
from oversight.projects.actions.drafting import MOST_PHOTOS
from oversight.projects.addresses import earlier_today
from oversight.projects.forms.public import ProposeForm
from oversight.projects.models import ProjectYear
from oversight.projects.pages.maps import pin_map
from oversight.projects.pages.promise import Promise, as_of, promise_of
from oversight.projects.pages.years import Notice, lists_of, notice_of
from oversight.projects.queries.proposals import public_numbers
from oversight.projects.queries.years import window_of
from oversight.projects.rules import collecting, single_matter
from oversight.projects.similar import similar_to
from oversight.projects.views.entering import wish_of
from oversight.ui import formats
from oversight.ui.page import Page

HONEYPOT = "website"


@dataclass(frozen=True)
class Collecting:
    """一个正在征集的年度: until when, and its notice."""

    year: ProjectYear
    days_left: str
    notice: Notice


@dataclass(frozen=True)
class FrontPage:
    """一个镇的民生实事首页。"""

    page: Page
    place: Jurisdiction
    years: list[ProjectYear]
    collecting: list[Collecting]
    numbers: list[dict[str, Any]]
    promise: Promise | None


@require_safe
@public_page
def public_projects(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """民生实事首页: what was promised and how it stands, until when anybody may propose, what became of it."""
    promise = promise_of(place, request.GET)
    years = [one for one in queries.years_of(place) if one.opened_at is not None]
    now = list(queries.collecting_years(place, institutions.today()))
    context = FrontPage(
        page=front_page(place, promise, now, years),
        place=place,
        years=years,
        collecting=[collecting_of(place, one) for one in now],
        numbers=[{**public_numbers(one), "lists": lists_of(place, one)} for one in years[:3]],
        promise=promise,
    )
    return render(request, "projects/public/front.html", vars(context))


def collecting_of(place: Jurisdiction, year: ProjectYear) -> Collecting:
    """A year that collects, as the page offers it."""
    left = formats.days_left(year.collecting_to) if year.collecting_to else ""
    return Collecting(year, left, notice_of(place, year))


def front_page(
    place: Jurisdiction,
    promise: Promise | None,
    now: list[ProjectYear],
    years: list[ProjectYear],
) -> Page:
    """The headline: this year's promise once there is one, else what can be proposed until when."""
    word = _("民生实事")
    if promise is None:
        return Page(title=front_title(place, now, years), lead=word, window_title=word)
    lead = f"{promise.year}　{as_of()}"
    return Page(title=promise.sentence, lead=lead, window_title=word, stamp=promise.stamp)


def front_title(place: Jurisdiction, now: list[ProjectYear], years: list[ProjectYear]) -> str:
    """Two lines that answer a citizen."""
    if len(now) > 1:
        both = _("、").join(str(one.year) for one in sorted(now, key=lambda one: one.year))
        return _("%(years)s年民生实事，\n都在征集建议。") % {"years": both}
    if now and now[0].collecting_to is not None:
        values = {"year": now[0].year, "day": formats.short_day(now[0].collecting_to)}
        return _("%(year)d年民生实事，\n征集建议到%(day)s。") % values
    if years:
        return _("%(year)d年民生实事，\n征集已经结束。") % {"year": years[0].year}
    return _("%(name)s还没有征集民生实事。") % {"name": place.name}


def open_year(place: Jurisdiction, number: int) -> ProjectYear:
    """The year of the address, once its collecting was announced."""
    found = queries.year_of(place, number)
    if found is None or found.opened_at is None:
        raise Http404(number)
    return found


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public_page
def propose(request: HttpRequest, place: Jurisdiction, year: int) -> HttpResponse:
    """我要提建议: write, look over (with a word on 12345 where it is one person's matter), send."""
    found = open_year(place, year)
    verdict = collecting.takes_public(window_of(found), institutions.today())
    if ended := ended_words(place):
        return closed(request, place, found, ended)
    if not verdict.allowed:
        return closed(request, place, found, _(verdict.text))
    if request.method != "POST":
        form = ProposeForm(place=place)
        return form_page(request, place, found, form, receipts.new_stamp(), 200)
    form = ProposeForm(request.POST, place=place)
    stamp = request.POST.get("stamp", "")
    if form.tapped:
        return form_page(request, place, found, form.with_point(), stamp, 200)
    if not form.is_valid():
        return form_page(request, place, found, form, stamp or receipts.new_stamp(), 422)
    if request.POST.get("step") == "back":
        return form_page(request, place, found, form, stamp, 200)
    if request.POST.get("step") != "send":
        return looked_over(request, place, found, form, stamp)
    return sent(request, place, found, form, stamp)


def closed(request: HttpRequest, place: Jurisdiction, year: ProjectYear, why: str) -> HttpResponse:
    """Nothing may be proposed now, and why."""
    page = Page(title=why, lead=str(year), window_title=_("我要提建议"))
    context = {"page": page, "place": place, "year": year}
    return render(request, "projects/public/closed.html", context, status=409)


def form_page(
    request: HttpRequest,
    place: Jurisdiction,
    year: ProjectYear,
    form: ProposeForm,
    stamp: str,
    status: int,
) -> HttpResponse:
    """The form; on a telephone one column."""
    until = collecting.keep_contact_until(year.collecting_to, institutions.today())
    context = {
        "page": Page(title=_("我要提建议"), lead=str(year), window_title=_("我要提建议")),
        "place": place,
        "year": year,
        "form": form,
        "stamp": stamp,
        "similar_url": reverse("projects:similar", args=[place.code, year.year]),
        "kept_until": until,
        "after_answer": collecting.AFTER_ANSWER_DAYS,
    }
    return render(request, "projects/public/propose.html", context, status=status)


def looked_over(
    request: HttpRequest, place: Jurisdiction, year: ProjectYear, form: ProposeForm, stamp: str
) -> HttpResponse:
    """What was written, once more; before that, that 12345 settles one person's matter sooner."""
    data = form.cleaned_data
    found = single_matter.look_at(data["title"], data["text"])
    single = found.single and request.POST.get("step") != "still"
    title = _("这件事可以拨 12345") if single else _("核对以后提交")
    context = {
        "page": Page(title=title, lead=str(year), window_title=title),
        "place": place,
        "year": year,
        "form": form,
        "data": data,
        "kind": dict(form.fields["kind"].choices)[data["kind"]],  # type: ignore[attr-defined]
        "stamp": stamp,
        "honeypot": request.POST.get(HONEYPOT, ""),
        "reasons": [one.chinese for one in found.reasons],
        "words": words_of(data),
        "map": pin_map(place, data["latitude"], data["longitude"], data.get("village")),
        "similar": similar_to(year, data["title"]),
        "most_photos": MOST_PHOTOS,
    }
    template = "projects/public/single.html" if single else "projects/public/review.html"
    return render(request, template, context)


def words_of(data: dict[str, Any]) -> str:
    """What was written as one text, to carry along to 12345."""
    return "\n".join(part for part in (data["title"], data["text"], data["where"]) if part)


def sent(
    request: HttpRequest, place: Jurisdiction, year: ProjectYear, form: ProposeForm, stamp: str
) -> HttpResponse:
    """Receive it and show the code, on this answer alone; sent again it shows the same."""
    sender = actions.Sender(
        stamp=receipts.read_stamp(stamp),
        honeypot=request.POST.get(HONEYPOT, ""),
        from_address=earlier_today(request),
    )
    wish = wish_of(form.cleaned_data, bool(form.cleaned_data.get("agreed")))
    try:
        found = actions.propose(
            actor_of(request), place, year, wish=wish, sender=sender,
            photos=request.FILES.getlist("photos"),
        )  # fmt: skip
    except Refused as error:
        explain(form, error)
        return form_page(request, place, year, form, stamp, error.status)
    lookup = reverse("projects:lookup", args=[place.code])
    context = {
        "page": Page(title=_("你的建议已收到"), lead=found.proposal.code, window_title=_("回执")),
        "place": place,
        "year": year,
        "proposal": found.proposal,
        "code": receipts.grouped(found.code),
        "again": found.again,
        "lookup_url": lookup,
        "print_address": request.build_absolute_uri(lookup),
    }
    return render(request, "projects/public/sent.html", context)


@require_safe
@public_page
def similar(request: HttpRequest, place: Jurisdiction, year: int) -> HttpResponse:
    """相近的建议: a part of the form, asked for while the title is typed."""
    found = open_year(place, year)
    rows = similar_to(found, request.GET.get("title", "")[:120])
    return render(request, "projects/public/_similar.html", {"similar": rows, "place": place})


@require_safe
@public_page
def propose_now(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """The address on posters and codes: to the form of the one year that collects now, else to the front page.

    Where two years collect at once the front page offers both.
    """
    now = list(queries.collecting_years(place, institutions.today()))
    if len(now) != 1:
        return redirect("projects:public_projects", place=place.code)
    return redirect("projects:propose", place=place.code, year=now[0].year)
