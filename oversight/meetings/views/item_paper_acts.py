"""议题材料的行为表单: a first version, further ones, no longer used, copies handed out and back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from oversight.audit.errors import NotPermitted, Refused
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.act_forms import ActPage, act_page, bound, sent_once
from oversight.institutions.web import actor_of, place_page
from oversight.meetings import permissions_items as permissions
from oversight.meetings.actions import item_papers as actions
from oversight.meetings.forms import item_papers as forms
from oversight.meetings.models import AgendaItem, ItemPaper, PaperCopy
from oversight.meetings.queries import item_papers as queries
from oversight.meetings.views.item_pages import item_crumbs, item_or_404
from oversight.meetings.views.item_papers import paper_or_404, paper_url, papers_url
from oversight.ui.page import Crumb


@place_page(permissions.can_keep_matters)
def item_paper_new(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """登记材料."""
    item = item_or_404(place, key)
    back = papers_url(place, item)
    page = ActPage(
        _("登记材料"),
        _("登记材料"),
        back,
        item_crumbs(place, item, Crumb(_("材料"), back), Crumb(_("登记材料"))),
        done=_("已登记。"),
        facts=((pgettext("record", "议题"), item.title),),
    )
    form = bound(
        forms.ItemPaperForm,
        request,
        place=place,
        meeting=item.meeting,
        initial={"received_on": institutions.today(), **asked_for(request, item)},
    )

    def run(data: dict[str, Any]) -> str:
        return paper_url(place, actions.add_item_paper(actor_of(request), place, item, **data))

    return act_page(request, page, form, run)


def asked_for(request: HttpRequest, item: AgendaItem) -> dict[str, Any]:
    """What the address says of the paper, from the list of those that are lacking; the unit where there is one."""
    names = ("kind", "title", "lead_code")
    found: dict[str, Any] = {name: request.GET[name] for name in names if request.GET.get(name)}
    if len(item.units) == 1:
        found["unit"] = item.units[0]
    return found


def paper_form(
    request: HttpRequest, place: Jurisdiction, paper: ItemPaper, form: Any, run: Any, button: str
) -> HttpResponse:
    """The page of one act on a paper."""
    back = paper_url(place, paper)
    listed = Crumb(_("材料"), papers_url(place, paper.item))
    page = ActPage(
        _("%(act)s：%(paper)s") % {"act": button, "paper": paper.title},
        button,
        back,
        item_crumbs(place, paper.item, listed, Crumb(paper.title, back), Crumb(button)),
        done=_("已登记。"),
    )

    def carried(data: dict[str, Any]) -> str:
        run(data)
        return back

    return act_page(request, page, form, carried)


@place_page(permissions.can_keep_matters)
def item_paper_version(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """登记新稿."""
    paper = paper_or_404(place, key)
    form = bound(
        forms.VersionForm,
        request,
        meeting=paper.item.meeting,
        initial={"received_on": institutions.today()},
    )
    return paper_form(
        request,
        place,
        paper,
        form,
        lambda data: actions.add_version(actor_of(request), place, paper, **data),
        _("登记新稿"),
    )


@place_page(permissions.can_keep_matters)
def item_paper_drop(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """不再使用."""
    paper = paper_or_404(place, key)
    return paper_form(
        request,
        place,
        paper,
        bound(forms.DropForm, request),
        lambda data: actions.drop_item_paper(actor_of(request), place, paper, **data),
        _("不再使用"),
    )


@place_page(permissions.can_keep_matters)
def item_paper_copies(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """发放要收回的份: filled in with those who have a voice at the meeting."""
    paper = paper_or_404(place, key)
    rows = paper.item.meeting.participants.exclude(capacity="gallery").order_by("capacity", "pk")
    names = list(rows.values_list("name", flat=True))
    return paper_form(
        request,
        place,
        paper,
        bound(forms.HandOutForm, request, initial={"holders": names}),
        lambda data: actions.hand_out_copies(actor_of(request), place, paper, **data),
        _("发放要收回的份"),
    )


def copy_or_404(paper: ItemPaper, key: str) -> PaperCopy:
    """One copy of the paper."""
    found = queries.copy_by_id(paper, key)
    if found is None:
        raise Http404(key)
    return found


@require_POST
@place_page(permissions.can_keep_matters)
def copy_back(request: HttpRequest, place: Jurisdiction, key: str, copy: str) -> HttpResponse:
    """收回一份, by one press."""
    paper = paper_or_404(place, key)
    found = copy_or_404(paper, copy)
    address = paper_url(place, paper) + "#copies"
    try:
        return sent_once(
            request, lambda: actions.take_back_copy(actor_of(request), place, found), address
        )
    except NotPermitted as error:
        raise PermissionDenied from error
    except Refused as error:
        messages.error(request, error.text)
    return HttpResponseRedirect(address)


@place_page(permissions.can_keep_matters)
def copy_lost(request: HttpRequest, place: Jurisdiction, key: str, copy: str) -> HttpResponse:
    """没有收回的说明."""
    paper = paper_or_404(place, key)
    found = copy_or_404(paper, copy)
    return paper_form(
        request,
        place,
        paper,
        bound(forms.LostForm, request),
        lambda data: actions.take_back_copy(actor_of(request), place, found, **data),
        _("说明没有收回"),
    )
