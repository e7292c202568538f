"""专家的手机: without an account – the code used, the projects in argument, checks and visits under the own name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from oversight.accounts import attempts, codes
from oversight.audit.errors import Refused
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.act_forms import ActPage, explain
from oversight.institutions.web import public_page
from oversight.projects.actions import expert_codes, experts
from oversight.projects.forms.arguing import CheckTable, VisitForm
from oversight.projects.forms.experts import ExpertCodeForm
from oversight.projects.models import ExpertInvitation, LivelihoodProject
from oversight.projects.queries import experts as read
from oversight.projects.queries import selecting
from oversight.projects.rules.selecting import CHECKS
from oversight.projects.views.selecting_pages import table_act
from oversight.ui.formats import short_moment
from oversight.ui.page import Page

COOKIE, OFFERED = "expert", "expert_code"
KEPT_SECONDS = 300 * 24 * 3600
"""The year's argument at the longest; the invitation itself ends sooner."""
ATTEMPT = "expert"


def kept(request: HttpRequest) -> dict[str, str]:
    """What this browser keeps: public id → secret. A session ends with the day, an argument lasts weeks."""
    pairs = (one.partition(":") for one in request.COOKIES.get(COOKIE, "")[:4000].split())
    return {key: secret for key, _colon, secret in pairs if secret}


@never_cache
@require_safe
@public_page
@sensitive_variables("code")
def expert_link(request: HttpRequest, place: Jurisdiction, code: str) -> HttpResponse:
    """扫码打开的地址: remembers the code and asks before it is used; a preview of the link uses nothing up."""
    request.session[OFFERED] = codes.tidy(code)
    answer = redirect("projects:expert", place.code)
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
@public_page
def expert(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """专家的首页: use the code; then the projects that wait for this expert."""
    if request.method == "POST":
        return claim(request, place)
    return telephone(request, place, None, 200)


def claim(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """The code as scanned or typed; wrong ones are counted, after too many the origin waits."""
    origin = attempts.origin_of_request(request)
    scanned = "code" not in request.POST
    offered = {"code": request.session.get(OFFERED, "")}
    form = ExpertCodeForm(offered if scanned else request.POST)
    if until := attempts.blocked_until(ATTEMPT, origin):
        form.add_error(None, _("输错太多次，%(time)s 以后再试。") % {"time": short_moment(until)})
        return telephone(request, place, form, 429)
    if not form.is_valid():
        return telephone(request, place, form, 422)
    try:
        found, secret = expert_codes.claim_expert_code(place, form.cleaned_data["code"])
    except Refused as error:
        if error.code == "unknown_code":
            attempts.note_failure(ATTEMPT, origin)
        explain(form, error)
        return telephone(request, place, form, error.status)
    request.session.pop(OFFERED, None)
    messages.success(request, _("这部手机已启用。选一个项目，登记你的核查。"))
    answer = redirect("projects:expert", place.code)
    still = {
        one.public_id: kept(request)[one.public_id] for one in read.known(place, kept(request))
    }
    answer.set_cookie(
        COOKIE,
        " ".join(f"{key}:{one}" for key, one in {**still, found.public_id: secret}.items()),
        max_age=KEPT_SECONDS,
        path=reverse("projects:expert", args=[place.code]),
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    return answer


def telephone(
    request: HttpRequest, place: Jurisdiction, form: ExpertCodeForm | None, status: int
) -> HttpResponse:
    """The page as this telephone has it now."""
    known = read.known(place, kept(request))
    offered = request.session.get(OFFERED, "") if form is None else ""
    scanned = read.invitation_by_code(place, offered)
    rows = [row for one in known for row in rows_of(one)]
    title = _("论证专家")
    if known:
        waiting = sum(1 for _one, row in rows if row["open"])
        title = _("%(name)s，\n%(n)d 个项目等你核查") % {"name": known[0].member.name, "n": waiting}
    context = {
        "page": Page(title=title, lead=place.name, window_title=_("论证专家")),
        "place": place,
        "known": known,
        "rows": rows,
        "scanned": scanned if scanned and read.may_be_claimed(scanned) else None,
        "form": form or ExpertCodeForm(),
    }
    answer = render(request, "projects/expert/home.html", context, status=status)
    answer["X-Robots-Tag"] = "noindex"
    return answer


def rows_of(found: ExpertInvitation) -> list[tuple[LivelihoodProject, dict[str, Any]]]:
    """The projects that the expert's group argues: how many checks are open, how many are the expert's own."""
    rows = []
    for project in read.argued_by(found.member):
        argument = selecting.running_argument(project)
        if argument is None:
            continue
        free = read.checks_open_to(found.member, argument)
        own = sum(1 for one in free.values() if one is not None)
        rows.append((project, {"open": len(free) - own, "own": own, "all": len(CHECKS)}))
    return rows


def expert_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of a project for the expert whose telephone this is; 404 for everybody and everything else."""

    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    @public_page
    @wraps(view)
    def page(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
        for one in read.known(place, kept(request)):
            project = read.argued_by(one.member).filter(public_id=key).first()
            if project is not None:
                answer = view(request, one, project)
                answer["X-Robots-Tag"] = "noindex"
                return answer
        raise Http404(key)

    return page


@expert_page
def expert_project(
    request: HttpRequest, found: ExpertInvitation, project: LivelihoodProject
) -> HttpResponse:
    """一个项目: what is proposed, who checked what, and the checks that are this expert's to enter."""
    place, member = found.jurisdiction, found.member
    argument = selecting.running_argument(project)
    if argument is None:
        raise Http404(project.public_id)
    free = read.checks_open_to(member, argument)
    page = ActPage(
        title=project.title,
        button=_("保存核查"),
        back_url=request.path,
        lead=_("%(code)s　你核查的，记在%(name)s名下")
        % {"code": project.code, "name": member.name},
        done=_("已登记，办公室看得到。"),
    )
    posted = request.POST if request.method == "POST" else None
    form = CheckTable(posted, place=place, known=free)
    secret = kept(request)[found.public_id]
    run = partial(experts.record_expert_checks, found, project, secret=secret)
    return table_act(
        request, page, form, run, "projects/expert/project.html",
        project=project, place=place, member=member,
        others=[one for one in argument.checks.all() if one.kind not in free],
        own=[one for one in free.values() if one is not None],
        visits=selecting.visits_of(project),
    )  # fmt: skip


@expert_page
def expert_visit(
    request: HttpRequest, found: ExpertInvitation, project: LivelihoodProject
) -> HttpResponse:
    """登记踏看: one column, big fields, photographs straight from the camera."""
    place, member = found.jurisdiction, found.member
    page = ActPage(
        title=_("登记踏看"),
        button=_("保存踏看"),
        back_url=reverse("projects:expert_project", args=[place.code, project.public_id]),
        lead=f"{project.code} {project.title}",
        done=_("已登记，办公室看得到。"),
    )
    form: forms.Form = VisitForm(
        place=place, initial={"on": institutions.today().isoformat(), "people": member.name}
    )
    if request.method == "POST":
        form = VisitForm(request.POST, request.FILES, place=place)
    secret = kept(request)[found.public_id]
    run = partial(experts.record_expert_visit, found, project, secret=secret)
    template = "projects/selecting/record_visit.html"
    return table_act(request, page, form, run, template, project=project)
