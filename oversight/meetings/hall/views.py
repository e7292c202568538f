"""大屏的页面: the wall itself, its picture for the script, and the page from which it is directed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oversight.accounts.qr import qr_svg
from oversight.audit.errors import Refused
from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import actor_of, place_page
from oversight.meetings import actions, permissions
from oversight.meetings.hall.picture import Picture, picture
from oversight.meetings.models import AgendaItem, HallScreen, Meeting
from oversight.meetings.pages.words import item_badge
from oversight.meetings.queries import hall as read
from oversight.meetings.rules import scenes, stages
from oversight.meetings.views.shared import crumbs_to, meeting_or_404
from oversight.ui.page import Act, Page
from oversight.voting.secret.showing import booth_address


def wall_context(request: HttpRequest, place: Jurisdiction, meeting: Meeting) -> dict[str, Any]:
    """What the wall and its picture alone both need."""
    shown = picture(meeting)
    return {
        "page": Page(title=meeting.title, window_title=meeting.title),
        "place": place,
        "meeting": meeting,
        "picture": shown,
        **addresses(request, shown),
    }


def addresses(request: HttpRequest, shown: Picture) -> dict[str, Any]:
    """Of a vote by card where the booth is, of its result where anybody verifies it."""
    if shown.drawn_as == "vote" and shown.show.cards is not None:
        booth = booth_address(request)
        return {"booth": booth, "booth_qr": qr_svg(booth) if booth else ""}
    if shown.drawn_as == "result" and shown.show.verify:
        return {"verify": request.build_absolute_uri(shown.show.verify)}
    return {}


@require_safe
@place_page(permissions.can_show_hall)
def hall(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """会场大屏: one address a meeting; complete without script, where the browser reloads it."""
    meeting = meeting_or_404(request, place, key)
    answer = render(request, "meetings/hall/wall.html", wall_context(request, place, meeting))
    answer["Cache-Control"] = "no-store"
    return answer


@require_safe
@place_page(permissions.can_show_hall)
def hall_picture(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """画面: what stands inside the wall. The header tells the script that this is a picture and no other page."""
    meeting = meeting_or_404(request, place, key)
    keep_signed_in(request, meeting)
    answer = render(request, "meetings/hall/picture.html", wall_context(request, place, meeting))
    answer["Cache-Control"] = "no-store"
    answer["X-Picture"] = meeting.public_id
    return answer


def keep_signed_in(request: HttpRequest, meeting: Meeting) -> None:
    """A wall that is looked at does not sign itself out in the middle of a meeting; after it, it does."""
    whole = settings.SESSION_COOKIE_AGE
    if meeting.state in stages.SIGN_IN and request.session.get_expiry_age() < whole // 2:
        request.session.set_expiry(whole)


@dataclass(frozen=True)
class Choice:
    """一个可选的画面: what it shows, whether it can be shown now, and why not."""

    scene: str
    label: str
    hint: str
    item: AgendaItem | None = None
    refusal: str = ""
    now: bool = False


@place_page(permissions.can_run)
def hall_control(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """大屏控制: one button a picture; what cannot be shown stands there with its reason."""
    meeting, actor = meeting_or_404(request, place, key), actor_of(request)
    refused = None
    if request.method == "POST":
        scene, _colon, wanted = str(request.POST.get("show", "")).partition(":")
        item = next((one for one in read.agenda_of(meeting) if one.public_id == wanted), None)
        try:
            screen = actions.show_on_wall(actor, place, meeting, scene=scene, item=item)
        except Refused as error:
            refused = error
        else:
            word = screen.get_scene_display()
            messages.success(request, _("大屏已改为：%(word)s。") % {"word": word})
            return redirect(request.path)
    wall = reverse("meetings:hall", args=[place.code, key])
    shown = picture(meeting)
    context = {
        "page": Page(
            title=_("会场大屏：%(word)s") % {"word": scene_word(shown)},
            lead=meeting.title,
            crumbs=crumbs_to(request, place, meeting, _("会场大屏")),
            window_title=_("会场大屏"),
            acts=(Act(_("打开大屏"), wall, "broadcast", main=True),),
        ),
        "place": place,
        "meeting": meeting,
        "picture": shown,
        "screen": read.screen_of(meeting),
        "common": common_choices(meeting),
        "items": item_choices(meeting),
        "refused": refused,
    }
    status = refused.status if refused else 200
    return render(request, "meetings/hall/control.html", context, status=status)


def scene_word(shown: Picture) -> str:
    return str(dict(HallScreen.SCENES)[shown.scene])


def common_choices(meeting: Meeting) -> list[Choice]:
    """Following the meeting, the agenda, who is there."""
    screen = read.screen_of(meeting)
    now = screen.scene if screen is not None else "auto"
    facts = read.facts_of(meeting, None)
    hints = {
        "auto": _("报到时显示到会，审议时显示议题、询问和表决，宣布后显示结果"),
        "agenda": _("各项议程，正在进行的一项标出"),
        "attendance": _("应到、实到、法定人数；报到期间有签到码"),
    }
    words = dict(HallScreen.SCENES)
    found = []
    for scene, hint in hints.items():
        verdict = scenes.permits(scene, facts)
        found.append(
            Choice(
                scene,
                str(words[scene]),
                hint,
                refusal="" if verdict.allowed else _(verdict.text),
                now=scene == now,
            )
        )
    return found


@dataclass(frozen=True)
class ItemChoices:
    """一项议题的画面: those that can be shown now."""

    number: int
    item: AgendaItem
    badge: Any
    choices: list[Choice]


def item_choices(meeting: Meeting) -> list[ItemChoices]:
    """Every item of the agenda with its pictures."""
    screen = read.screen_of(meeting)
    now = (screen.scene, screen.item_id) if screen is not None else ("auto", None)
    words = dict(HallScreen.SCENES)
    found = []
    for number, item in enumerate(read.agenda_of(meeting), start=1):
        facts = read.facts_of(meeting, item)
        choices = [
            Choice(scene, str(words[scene]), "", item, now=now == (scene, item.pk))
            for scene in ("item", "question", "vote", "result")
            if scenes.permits(scene, facts).allowed
        ]
        found.append(ItemChoices(number, item, item_badge(item), choices))
    return found
