"""办公页面: what waits for a second person, what was published, and the acts on one version."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Page as Rows
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from oversight.audit.errors import Refused
from oversight.files import blobs
from oversight.institutions.models import Jurisdiction
from oversight.institutions.permissions import chair_confirms
from oversight.institutions.web import place_page, refusal
from oversight.links.card import LinksCard, links_card
from oversight.publications import actions, permissions, queries
from oversight.publications.kinds import label
from oversight.publications.models import PublicationVersion
from oversight.ui.page import Crumb, Page


@dataclass(frozen=True)
class DeskContext:
    """What the list of the desk shows."""

    page: Page
    place: Jurisdiction
    rows: Rows[PublicationVersion]
    states: Sequence[tuple[str, str]]
    state: str
    q: str


@dataclass(frozen=True)
class ReviewContext:
    """One version, its content as it would be published, and what the reader may do with it."""

    page: Page
    place: Jurisdiction
    version: PublicationVersion
    body: SafeString
    state_label: str
    may_approve: bool
    may_decide: bool
    own: bool
    public_url: str
    links: LinksCard | None


@require_safe
@place_page(permissions.can_read)
def desk(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """发布与存证: proposals first, then everything by state."""
    state, q = request.GET.get("state", ""), request.GET.get("q", "").strip()
    found = queries.versions(place)
    if state:
        found = found.filter(state=state)
    if q:
        found = found.filter(publication__title__icontains=q)
    waiting = queries.waiting(place).count()
    title = (
        ngettext("有 %(count)d 稿等审核", "有 %(count)d 稿等审核", waiting) % {"count": waiting}
        if waiting
        else _("没有等审核的公开稿")
    )
    context = DeskContext(
        page=Page(title=title, lead=_("发布与存证"), window_title=_("发布与存证")),
        place=place,
        rows=Paginator(found, 20).get_page(request.GET.get("page")),
        states=PublicationVersion.STATES,
        state=state,
        q=q,
    )
    return render(request, "publications/desk.html", vars(context))


def review_context(
    request: HttpRequest, place: Jurisdiction, version: PublicationVersion
) -> dict[str, object]:
    """The context of the review page."""
    actor = request.actor  # type: ignore[attr-defined]
    html = ""
    if version.state in {"proposed", "returned"}:
        html = actions.render(version)
    elif version.blob:
        html = blobs.read(version.blob).decode()
    keys = {
        "place": place.code,
        "public_id": version.publication.public_id,
        "number": version.version,
    }
    listed = reverse("publications:desk", kwargs={"place": place.code})
    own = actor.account_id == version.prepared_by
    alone = chair_confirms(actor, place)
    return vars(
        ReviewContext(
            page=Page(
                title=version.publication.title,
                lead=f"{label(version.publication.kind)} · "
                + _("第 %(number)d 版") % {"number": version.version},
                crumbs=(Crumb(_("发布与存证"), listed), Crumb(version.publication.title)),
            ),
            place=place,
            version=version,
            body=mark_safe(html),  # noqa: S308  rendered by our own template, which escapes
            state_label=dict(PublicationVersion.STATES)[version.state],
            may_approve=permissions.can_approve(actor, place),
            may_decide=permissions.can_approve(actor, place) and (not own or alone),
            own=own,
            public_url=reverse("publications:publication_version", kwargs=keys)
            if version.state in queries.VISIBLE
            else "",
            links=links_card(actor, place, "publication", version.publication.public_id)
            if version.state in queries.VISIBLE
            else None,
        )
    )


def version_or_404(place: Jurisdiction, version_id: str) -> PublicationVersion:
    version = queries.versions(place).filter(public_id=version_id).first()
    if version is None:
        raise Http404
    return version


@require_safe
@place_page(permissions.can_read)
def review(request: HttpRequest, place: Jurisdiction, version_id: str) -> HttpResponse:
    """A version before or after publication, with its acts."""
    version = version_or_404(place, version_id)
    return render(request, "publications/review.html", review_context(request, place, version))


Change = Callable[[HttpRequest, Jurisdiction, PublicationVersion], str]


def one_act(
    request: HttpRequest, place: Jurisdiction, version_id: str, change: Change
) -> HttpResponse:
    """Run one act on a version and come back to its page, or show why it is refused."""
    version = version_or_404(place, version_id)
    try:
        messages.success(request, change(request, place, version))
    except Refused as error:
        version = version_or_404(place, version_id)
        context = review_context(request, place, version)
        return refusal(request, error, "publications/review.html", context)
    return redirect("publications:review", place=place.code, version_id=version_id)


@require_POST
@place_page(permissions.can_approve)
def publish(request: HttpRequest, place: Jurisdiction, version_id: str) -> HttpResponse:
    """公开."""

    def change(request: HttpRequest, place: Jurisdiction, version: PublicationVersion) -> str:
        actions.publish(request.actor, place, version)  # type: ignore[attr-defined]
        return _("已公开，公众现在可以看到。")

    return one_act(request, place, version_id, change)


@require_POST
@place_page(permissions.can_approve)
def send_back(request: HttpRequest, place: Jurisdiction, version_id: str) -> HttpResponse:
    """退回."""

    def change(request: HttpRequest, place: Jurisdiction, version: PublicationVersion) -> str:
        reason = request.POST.get("reason", "")
        actions.send_back(request.actor, place, version, reason)  # type: ignore[attr-defined]
        return _("已退回。")

    return one_act(request, place, version_id, change)


@require_POST
@place_page(permissions.can_approve)
def take_down(request: HttpRequest, place: Jurisdiction, version_id: str) -> HttpResponse:
    """依法撤下."""

    def change(request: HttpRequest, place: Jurisdiction, version: PublicationVersion) -> str:
        basis = request.POST.get("basis", "")
        actions.take_down(request.actor, place, version, basis)  # type: ignore[attr-defined]
        return _("已撤下。条目和撤下的依据仍然公开。")

    return one_act(request, place, version_id, change)
