"""项目页面的共同做法: the project of the address, the page of one act on it, a table that is one form."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from oversight.audit.errors import NotPermitted, Refused
from oversight.institutions.models import Jurisdiction
from oversight.institutions.sending_once import once
from oversight.institutions.views.act_forms import ActPage, explain, form_act, gone_on
from oversight.institutions.web import Predicate, View, actor_of
from oversight.projects.models import LivelihoodProject, ProjectYear
from oversight.projects.pages.selecting import url_of as project_url
from oversight.projects.queries import selecting as read
from oversight.projects.views.year_pages import crumbs, url_of, year_page
from oversight.ui.page import Crumb, Page


def project_or_404(year: ProjectYear, key: str) -> LivelihoodProject:
    """The project of the address."""
    found = read.project_by_id(year, key)
    if found is None:
        raise Http404(key)
    return found


def project_page(opens: Predicate) -> Callable[[View], View]:
    """A work page of a project: a ``year_page`` that gives its view the ``LivelihoodProject``; 404 unknown."""

    def decorate(view: View) -> View:
        @year_page(opens)
        @wraps(view)
        def page(
            request: HttpRequest,
            place: Jurisdiction,
            year: ProjectYear,
            key: str,
            *args: Any,
            **kwargs: Any,
        ) -> HttpResponse:
            return view(request, place, project_or_404(year, key), *args, **kwargs)

        return page

    return decorate


def project_crumbs(
    place: Jurisdiction, project: LivelihoodProject, *last: str
) -> tuple[Crumb, ...]:
    """From the list of years over the list of projects to this page."""
    year = project.project_year
    listed = Crumb(_("项目"), url_of(place, year, "items"))
    if not last:
        return crumbs(place, year, listed, project.code)
    return crumbs(place, year, listed, Crumb(project.code, project_url(place, project)), *last)


def project_act(
    request: HttpRequest,
    place: Jurisdiction,
    project: LivelihoodProject,
    form_class: type[forms.Form],
    act: Callable[..., Any],
    *,
    title: str,
    done: str,
    **more: Any,
) -> HttpResponse:
    """The form of one act on a project: ``act(actor, place, project, **the form)``, then back to it."""
    page = ActPage(
        title=title,
        button=more.pop("button", title),
        back_url=project_url(place, project),
        crumbs=project_crumbs(place, project, title),
        lead=f"{project.code} {project.title}",
        warning=more.pop("warning", ""),
        facts=more.pop("facts", ()),
        done=done,
        others=more.pop("others", ()),
    )
    run = partial(act, actor_of(request), place, project)
    return form_act(request, place, page, form_class, run, **more)


def table_act(
    request: HttpRequest,
    page: ActPage,
    form: forms.Form,
    run: Callable[..., Any],
    template: str,
    **context: Any,
) -> HttpResponse:
    """The page of one act whose form is a table of its own template; else as ``act_page``."""
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                sent = once(request, lambda: (run(**form.cleaned_data), page.back_url)[1])
                return gone_on(request, sent, page.done)
            except NotPermitted as error:
                raise PermissionDenied from error
            except Refused as error:
                explain(form, error)
                status = error.status
    shown = Page(title=page.title, lead=page.lead, crumbs=page.crumbs)
    context |= {"page": shown, "act": page, "form": form}
    return render(request, template, context, status=status)
