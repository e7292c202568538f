"""实施页面的共同做法: the chosen project of the address, crumbs, the page of one act on it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from oversight.files.models import StoredFile
from oversight.files.views import sent
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.act_forms import ActPage, form_act
from oversight.institutions.web import Predicate, View, actor_of, place_page
from oversight.projects.actions.building_support import work_url
from oversight.projects.models import LivelihoodProject
from oversight.projects.queries import building as read
from oversight.projects.views.year_pages import crumbs
from oversight.projects.views.year_pages import url_of as year_url
from oversight.ui.page import Crumb


def work_page(opens: Predicate) -> Callable[[View], View]:
    """A work page of a chosen project: a ``place_page`` that gives its view the project; 404 unknown."""

    def decorate(view: View) -> View:
        @place_page(opens)
        @wraps(view)
        def page(
            request: HttpRequest, place: Jurisdiction, key: str, *args: Any, **kwargs: Any
        ) -> HttpResponse:
            found = read.work_by_id(place, key)
            if found is None:
                raise Http404(key)
            return view(request, place, found, *args, **kwargs)

        return page

    return decorate


def record_page(
    opens: Predicate, find: Callable[[Jurisdiction, str], Any]
) -> Callable[[View], View]:
    """A work page of one record of the place, found by its id; 404 unknown."""

    def decorate(view: View) -> View:
        @place_page(opens)
        @wraps(view)
        def page(
            request: HttpRequest, place: Jurisdiction, key: str, *args: Any, **kwargs: Any
        ) -> HttpResponse:
            found = find(place, key)
            if found is None:
                raise Http404(key)
            return view(request, place, found, *args, **kwargs)

        return page

    return decorate


def work_crumbs(place: Jurisdiction, project: LivelihoodProject, *last: str) -> tuple[Crumb, ...]:
    """From the years over the list to the project and what stands below it."""
    year = project.project_year
    listed = Crumb(list_word(), year_url(place, year, "works"))
    if not last:
        return crumbs(place, year, listed, project.code)
    own = Crumb(project.code, work_url(place, project))
    return crumbs(place, year, listed, own, *last)


def list_word() -> str:
    return _("实施")


def work_act(
    request: HttpRequest,
    place: Jurisdiction,
    project: LivelihoodProject,
    form_class: type[forms.Form],
    act: Callable[..., Any],
    *,
    title: str,
    done: str,
    button: str = "",
    lead: str = "",
    warning: str = "",
    facts: Any = (),
    **more: Any,
) -> HttpResponse:
    """The form of one act on a project: ``act(actor, place, project, **the form)``, then back to it."""
    page = ActPage(
        title,
        button or title,
        work_url(place, project),
        work_crumbs(place, project, title),
        lead=lead or f"{project.code} {project.title}",
        warning=warning,
        done=done,
        facts=facts,
    )
    run = partial(act, actor_of(request), place, project)
    return form_act(request, place, page, form_class, run, **more)


def shown(file: StoredFile) -> HttpResponse:
    """A file of a record: pictures in the page, others as a download."""
    return sent(file, inline=file.file_kind.inline)
