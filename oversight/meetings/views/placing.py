"""列入议程的表单: one item or several at once, with the lead times that they no longer keep; an item taken back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import actor_of, place_page
from oversight.meetings import actions, permissions, queries
from oversight.meetings.forms.items import PlaceItemForm, PlaceItemsForm, WithdrawForm
from oversight.meetings.pages.lateness import late_facts, late_warning
from oversight.meetings.views.items import item_form
from oversight.meetings.views.shared import item_or_404, meeting_form, meeting_or_404


@place_page(permissions.can_run)
def place_item(request: HttpRequest, place: Jurisdiction, key: str, item: str) -> HttpResponse:
    """列入议程。"""
    found, actor = item_or_404(request, place, key, item), actor_of(request)
    late = late_facts(found.meeting, [found])
    return item_form(
        request,
        place,
        found,
        PlaceItemForm,
        lambda **data: actions.place_item(actor, place, found, **data),
        title=_("把议题列入议程"),
        button=_("列入议程"),
        done=_("议题已列入议程。"),
        offered={"meeting": found.meeting},
        facts=late,
        warning=late_warning(late),
    )


@place_page(permissions.can_run)
def place_items(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """一并列入议程。"""
    meeting, actor = meeting_or_404(request, place, key), actor_of(request)
    proposed = list(queries.items_of(meeting).filter(state="proposed"))
    late = late_facts(meeting, proposed)
    return meeting_form(
        request,
        place,
        meeting,
        PlaceItemsForm,
        lambda **data: actions.place_items(actor, place, meeting, **data),
        title=_("一并列入议程"),
        button=_("列入议程"),
        done=_("所选的议题已列入议程。"),
        offered={"meeting": meeting},
        initial={"items": [one.public_id for one in proposed]},
        facts=late,
        warning=late_warning(late),
    )


@place_page(permissions.can_propose)
def withdraw_item(request: HttpRequest, place: Jurisdiction, key: str, item: str) -> HttpResponse:
    """撤回议题。"""
    found, actor = item_or_404(request, place, key, item), actor_of(request)
    return item_form(
        request,
        place,
        found,
        WithdrawForm,
        lambda **data: actions.withdraw_item(actor, place, found, **data),
        title=_("撤回议题"),
        button=_("撤回议题"),
        done=_("议题已撤回。"),
        offered={"item": found},
    )
