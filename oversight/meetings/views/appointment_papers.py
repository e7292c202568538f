"""任免文书的起草页: the nomination and the certificate of one person, and the papers that there are."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.documents import permissions as document_permissions
from oversight.documents import queries as documents
from oversight.documents.kinds import KINDS
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.act_forms import ActPage, act_page, bound
from oversight.institutions.web import actor_of, place_page
from oversight.meetings.actions.appointment_papers import TEXTS, draft_appointment_paper
from oversight.meetings.actions.papers import GONE
from oversight.meetings.forms.meetings import BareForm
from oversight.meetings.models import Appointment
from oversight.meetings.pages.appointments import allowed_to
from oversight.meetings.permissions_items import can_keep_matters
from oversight.meetings.queries import appointments as queries
from oversight.meetings.views.item_pages import item_crumbs
from oversight.ui.page import Act, Crumb


def papers_seen(actor: Actor, place: Jurisdiction, one: Appointment) -> list[Any]:
    """The papers of one person that the reader may open, each with its track."""
    seen = documents.papers_seen_by(actor, place)
    rows = queries.papers_of_appointment(one)
    return documents.tracks(place, rows.filter(pk__in=seen.order_by().values("pk")))


def paper_offers(actor: Actor, place: Jurisdiction, one: Appointment) -> list[Act]:
    """The papers that can be drafted now and are not there yet."""
    if not document_permissions.can_draft(actor, place):
        return []
    standing = queries.papers_of_appointment(one).exclude(state__in=GONE)
    there = set(standing.values_list("kind", flat=True))
    possible = allowed_to(actor, place, one)
    return [
        Act(
            _("起草%(kind)s") % {"kind": KINDS[kind].title},
            reverse("meetings:appointment_paper", args=[place.code, one.public_id, kind]),
            "file-earmark-text",
        )
        for kind in TEXTS
        if f"draft_{kind}" in possible and kind not in there
    ]


@place_page(can_keep_matters)
def appointment_paper(
    request: HttpRequest, place: Jurisdiction, key: str, kind: str
) -> HttpResponse:
    """起草提请任免的议案、任命书。"""
    one = queries.appointment_by_id(place, key)
    if one is None or kind not in TEXTS:
        raise Http404(key)
    title = _("起草%(kind)s") % {"kind": KINDS[kind].title}
    back = reverse("meetings:appointment", args=[place.code, one.public_id])
    listed = reverse("meetings:appointments", args=[place.code, one.item.public_id])
    page = ActPage(
        title=_("%(act)s：%(name)s") % {"act": title, "name": one.name},
        button=title,
        back_url=back,
        crumbs=item_crumbs(
            place, one.item, Crumb(_("任免"), listed), Crumb(one.name, back), Crumb(title)
        ),
        lead=_("按登记的内容成稿，起草后按公文办理。"),
        done=_("已起草，请核对文稿；可以下载 DOCX 或 PDF。"),
        facts=(
            (_("任免"), queries.option_of(one)),
            (_("提请人"), one.nominator),
            (_("用途"), str(KINDS[kind].note)),
        ),
    )

    def run(_data: dict[str, Any]) -> str:
        paper = draft_appointment_paper(actor_of(request), place, one, kind=kind)
        return reverse("documents:paper", args=[place.code, paper.public_id])

    return act_page(request, page, bound(BareForm, request, place=place), run)
