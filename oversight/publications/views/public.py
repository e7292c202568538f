"""公众页面: the list of what was published, each version, and the bundle to check it with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page as Rows
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from oversight.files import blobs
from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import public_page
from oversight.publications import queries
from oversight.publications.kinds import kinds, label
from oversight.publications.models import PublicationVersion
from oversight.ui.page import Act, Crumb, Page, Stamp


@dataclass(frozen=True)
class ListContext:
    """What the public list shows."""

    page: Page
    place: Jurisdiction
    rows: Rows[PublicationVersion]
    kind_options: Sequence[tuple[str, str]]
    kind: str
    q: str


@dataclass(frozen=True)
class VersionContext:
    """What the page of one published version shows."""

    page: Page
    place: Jurisdiction
    version: PublicationVersion
    body: SafeString
    history: Sequence[PublicationVersion]
    newest: PublicationVersion
    kind_label: str


@require_safe
@public_page
def publication_list(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """Everything published in this place, the newest version of each matter."""
    kind, q = request.GET.get("kind", ""), request.GET.get("q", "").strip()
    found = queries.latest_public(place)
    if kind:
        found = found.filter(publication__kind=kind)
    if q:
        found = found.filter(publication__title__icontains=q)
    rows = Paginator(found, 20).get_page(request.GET.get("page"))
    total = rows.paginator.count
    title = ngettext("%(name)s已公开 %(count)d 项。", "%(name)s已公开 %(count)d 项。", total) % {
        "name": place.name,
        "count": total,
    }
    context = ListContext(
        page=Page(title=title, window_title=_("公开内容")),
        place=place,
        rows=rows,
        kind_options=[(k.code, str(k.label)) for k in kinds().values()],
        kind=kind,
        q=q,
    )
    return render(request, "publications/publication_list.html", vars(context))


@require_safe
@public_page
def publication(
    request: HttpRequest, place: Jurisdiction, public_id: str, number: int | None = None
) -> HttpResponse:
    """One version as it was published; without a number the newest."""
    version = queries.public_version(place, public_id, number)
    if version is None:
        raise Http404
    context = VersionContext(
        page=version_page(place, version),
        place=place,
        version=version,
        # Rendered by our own template from the content at the time of publication.
        body=mark_safe(blobs.read(version.blob).decode()) if version.blob else SafeString(""),  # noqa: S308
        history=(history := queries.history(version)),
        newest=history[0],
        kind_label=label(version.publication.kind),
    )
    return render(request, "publications/publication.html", vars(context))


def version_page(place: Jurisdiction, version: PublicationVersion) -> Page:
    """Title and stamp of a published version."""
    keys = {"place": place.code, "public_id": version.publication.public_id}
    listed = reverse("publications:publication_list", kwargs={"place": place.code})
    stamp = None
    if version.state == "published":
        stamp = Stamp(
            fixed=True,
            published=True,
            version=version.version,
            at=version.published_at,
            check=version.entry_digest,
            versions=Act(_("看历次版本"), "#versions"),
            verify=Act(_("自己核对"), reverse("publications:how_to_verify", kwargs=keys)),
        )
    return Page(
        title=version.publication.title,
        lead=label(version.publication.kind),
        crumbs=(Crumb(_("公开内容"), listed), Crumb(version.publication.title)),
        stamp=stamp,
    )


@require_safe
@public_page
def bundle(request: HttpRequest, place: Jurisdiction, public_id: str, number: int) -> JsonResponse:
    """Entry, nonce and content of a version, to recompute the check value with software of one's own."""
    version = queries.public_version(place, public_id, number)
    if version is None:
        raise Http404
    return JsonResponse(queries.bundle(version), json_dumps_params={"ensure_ascii": False})


@require_safe
@public_page
def how_to_verify(request: HttpRequest, place: Jurisdiction, public_id: str) -> HttpResponse:
    """How anybody can check that a published version was not changed."""
    version = queries.public_version(place, public_id)
    if version is None:
        raise Http404
    keys = {"place": place.code, "public_id": public_id}
    page = Page(
        title=_("怎样自己核对"),
        crumbs=(
            Crumb(version.publication.title, reverse("publications:publication", kwargs=keys)),
            Crumb(_("怎样自己核对")),
        ),
    )
    context = {"page": page, "place": place, "version": version}
    return render(request, "publications/how_to_verify.html", context)
