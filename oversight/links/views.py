"""关联的页面: the links of one record, adding one by looking the other record up, undoing one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from oversight.audit.actors import Actor
from oversight.audit.errors import NotPermitted, Refused
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.act_forms import ActPage, act_page, bound, explain
from oversight.institutions.views.history import history
from oversight.institutions.views.listing import word
from oversight.institutions.web import place_page
from oversight.links import actions, permissions, queries
from oversight.links.forms import LinkForm, UnlinkForm
from oversight.links.kinds import KINDS
from oversight.links.models import Link
from oversight.links.queries import LinkRow
from oversight.links.resolving import Linked, find, label, resolve, resolvers
from oversight.ui.page import Act, Crumb, Entry, Page


@dataclass(frozen=True)
class RecordLinks:
    """一件记录的关联页。"""

    page: Page
    place: Jurisdiction
    kind: str
    public_id: str
    record: Linked
    rows: list[LinkRow]
    ended: list[LinkRow]
    entries: list[Entry]
    may_link: bool


def record_or_404(actor: Actor, place: Jurisdiction, kind: str, key: str) -> Linked:
    """The record of the address, as far as the reader may see it."""
    found = resolve(actor, place, kind, key)
    if found is None:
        raise Http404(f"{kind} {key}")
    return found


def links_url(place: Jurisdiction, record: Linked) -> str:
    return reverse("links:record", args=[place.code, record.kind, record.public_id])


def crumbs(place: Jurisdiction, record: Linked, here: str = "") -> tuple[Crumb, ...]:
    """The record's own page, its links, and where the reader is."""
    own = Crumb(record.title, record.url)
    if not here:
        return own, Crumb(_("关联"))
    return own, Crumb(_("关联"), links_url(place, record)), Crumb(here)


@require_safe
@place_page(permissions.can_read_links)
def record(request: HttpRequest, place: Jurisdiction, kind: str, key: str) -> HttpResponse:
    """一件记录的关联, both ways, with those undone."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = record_or_404(actor, place, kind, key)
    rows = queries.links_of(actor, place, kind, key)
    ended = queries.ended_links_of(actor, place, kind, key)
    may_link = permissions.can_link(actor, place)
    new = reverse("links:link_new", args=[place.code, kind, key])
    context = RecordLinks(
        page=Page(
            title=ngettext(
                "%(title)s有 %(count)d 条关联", "%(title)s有 %(count)d 条关联", len(rows)
            )
            % {"title": found.title, "count": len(rows)}
            if rows
            else _("%(title)s还没有关联") % {"title": found.title},
            lead=" · ".join(part for part in (label(kind), found.note) if part),
            crumbs=crumbs(place, found),
            window_title=_("关联"),
            acts=(Act(_("建立关联"), new, "link-45deg", main=True),) if may_link else (),
        ),
        place=place,
        kind=kind,
        public_id=key,
        record=found,
        rows=rows,
        ended=ended,
        entries=history(actor, place, *[row.link for row in [*rows, *ended][:12]]),
        may_link=may_link,
    )
    return render(request, "links/record.html", vars(context))


@place_page(permissions.can_link)
def link_new(request: HttpRequest, place: Jurisdiction, kind: str, key: str) -> HttpResponse:
    """建立关联: look the other record up, choose it, say how the two belong together."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    own = record_or_404(actor, place, kind, key)
    q, of_kind = word(request, "q"), word(request, "of", resolvers())
    found = [one for one in find(actor, place, q, of_kind) if one != own] if q or of_kind else []
    form = bound(LinkForm, request, found=found)
    status = 200
    if request.method == "POST":
        if form.is_valid() and _link(request, place, own, form):
            messages.success(request, _("已建立关联。"))
            return HttpResponseRedirect(links_url(place, own))
        status = 422
    context = {
        "page": Page(
            title=_("把%(title)s与另一件记录关联") % {"title": own.title},
            lead=_("先找到另一件记录，再写明两件记录的关系。对方的页面上也看得到。"),
            crumbs=crumbs(place, own, _("建立关联")),
            window_title=_("建立关联"),
        ),
        "place": place,
        "own": own,
        "q": q,
        "of": of_kind,
        "kinds": [(code, str(one.label)) for code, one in resolvers().items()],
        "found": found,
        "form": form,
        "back_url": links_url(place, own),
    }
    return render(request, "links/link_new.html", context, status=status)


def _link(request: HttpRequest, place: Jurisdiction, own: Linked, form: Any) -> bool:
    """Run the act; a refusal goes to the field that it speaks of."""
    kind, _colon, key = form.cleaned_data["target"].partition(":")
    try:
        actions.link(
            request.actor,  # type: ignore[attr-defined]
            place,
            first=(own.kind, own.public_id),
            second=(kind, key),
            kind=form.cleaned_data["kind"],
            note=form.cleaned_data["note"],
        )
    except NotPermitted as error:
        raise PermissionDenied from error
    except Refused as error:
        explain(form, error)
        return False
    return True


@place_page(permissions.can_link)
def link_remove(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """解除关联, with the reason."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    link = queries.link_by_id(place, key)
    if link is None:
        raise Http404(key)
    first, second = ends_or_404(actor, place, link)
    page = ActPage(
        title=_("解除一条关联"),
        button=_("解除关联"),
        back_url=links_url(place, first),
        crumbs=crumbs(place, first, _("解除关联")),
        warning=_("解除后两边的页面都不再列出，记录仍然保留，可以重新建立。"),
        done=_("已解除关联。"),
        facts=(
            (label(first.kind), first.title),
            (_("关系"), str(KINDS[link.kind].word) if link.kind in KINDS else link.kind),
            (label(second.kind), second.title),
            *(((_("说明"), link.note),) if link.note else ()),
        ),
    )

    def run(data: dict[str, Any]) -> None:
        actions.unlink(actor, place, link=link, **data)

    return act_page(request, page, bound(UnlinkForm, request), run)


def ends_or_404(actor: Actor, place: Jurisdiction, link: Link) -> tuple[Linked, Linked]:
    """Both ends of a link, as far as the reader may see them."""
    first = record_or_404(actor, place, link.from_kind, link.from_id)
    return first, record_or_404(actor, place, link.to_kind, link.to_id)
