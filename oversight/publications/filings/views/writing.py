"""拟稿的页面: a new filing about a record, changing the draft, letting it go."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.errors import Invalid
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.act_forms import ActPage, act_page, bound, place_act
from oversight.institutions.web import place_page
from oversight.links import resolving
from oversight.publications.filings import actions, permissions
from oversight.publications.filings.forms import FilingForm, NewFilingForm, ReasonForm
from oversight.publications.filings.queries import ActionTaken
from oversight.publications.filings.recipients import default_recipients
from oversight.publications.filings.views.detail import opened
from oversight.publications.filings.words import address, known_name
from oversight.publications.models import Filing
from oversight.ui.page import Crumb

ASKED = ("kind", "about", "title", "action", "action_on", "number", "text")


@place_page(permissions.can_draft)
def filing_new(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """拟稿报送。 The address may bring what is known: ``?about=case:ID&action=…``."""
    actor = request.actor  # type: ignore[attr-defined]
    listed = reverse("filings:filings", args=[place.code])
    page = ActPage(
        title=_("拟一件报送"),
        lead=_("每一个行动都向党委报告，抄报有关机关；拟稿不等于送出。"),
        button=_("存为报送稿"),
        back_url=listed,
        crumbs=(Crumb(_("报送与批示"), listed), Crumb(_("拟稿"))),
        done=_("已存为报送稿。"),
    )
    initial = by_role(default_recipients(place))
    initial |= {name: request.GET[name] for name in ASKED if request.GET.get(name)}
    form = bound(NewFilingForm, request, place=place, initial=initial)

    def run(data: dict[str, Any]) -> str:
        about = record_named(actor, place, data.pop("about"))
        taken = ActionTaken(*about, "", data.pop("action"), data.pop("action_on"))
        filing = actions.draft_filing(actor, place, about=about, action=taken, **data)
        return address(filing)

    return act_page(request, page, form, run)


def record_named(actor: Actor, place: Jurisdiction, text: str) -> tuple[str, str]:
    """The one record that the text names: ``kind:id`` as links write it, or words that find just one."""
    kind, colon, public_id = text.partition(":")
    if colon and resolving.resolve(actor, place, kind, public_id):
        return kind, public_id
    found = resolving.find(actor, place, text.strip())
    exact = [one for one in found if one.title == text.strip()] or found
    if len(exact) == 1:
        return exact[0].kind, exact[0].public_id
    if not exact:
        words = _("没有找到“%(text)s”。写案件编号、文号或单位全称。") % {"text": text}
        raise Invalid("unknown_record", words, where="about")
    names = "；".join(f"{resolving.label(one.kind)}：{one.title}" for one in exact[:5])
    words = _("“%(text)s”找到不止一件：%(names)s。写得再全一些。") % {"text": text, "names": names}
    raise Invalid("several_records", words, where="about")


def by_role(recipients: Any) -> dict[str, list[str]]:
    """Names by role, as the form's fields have them."""
    found: dict[str, list[str]] = {}
    for one in recipients:
        found.setdefault(one.role, []).append(one.name)
    return found


def page_of(filing: Filing, title: str, button: str, **more: Any) -> ActPage:
    """The frame of one act on a filing."""
    listed = reverse("filings:filings", args=[filing.jurisdiction.code])
    here = address(filing)
    crumbs = (Crumb(_("报送与批示"), listed), Crumb(known_name(filing), here), Crumb(button))
    return ActPage(title=title, button=button, back_url=here, crumbs=crumbs, **more)


@place_page(permissions.can_draft)
def filing_change(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """修改报送稿。"""
    filing = opened(request.actor, place, key, "form")  # type: ignore[attr-defined]
    names = ("title", "action", "action_on", "number", "text")
    initial = {name: getattr(filing, name) for name in names}
    initial |= by_role(filing.recipients.all())
    page = page_of(filing, _("修改报送稿"), _("保存修改"), done=_("已修改。"))
    return place_act(
        request,
        place,
        page,
        FilingForm,
        actions.change_draft,
        about={"filing": filing},
        initial=initial,
    )


@place_page(permissions.can_draft)
def filing_withdraw(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """不再报送。"""
    filing = opened(request.actor, place, key, "form")  # type: ignore[attr-defined]
    warning = _("写明后这一稿不能再办；所报的行动仍列为尚未报告。")
    page = page_of(filing, _("这件不再报送"), _("不再报送"), warning=warning)
    about = {"filing": filing}
    return place_act(request, place, page, ReasonForm, actions.withdraw, about=about)
