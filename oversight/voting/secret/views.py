"""电子票的表单页: list of cards, trial, countdown, rejected ballots, a holder's file, another method."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import actor_of, place_page
from oversight.ui.formats import check_value
from oversight.voting import permissions
from oversight.voting.forms.acts import BareForm
from oversight.voting.models import BallotBox, CardList, Poll
from oversight.voting.secret import actions, ceremony_boxes
from oversight.voting.secret import card_words as words
from oversight.voting.secret.card_files import is_named, which_of
from oversight.voting.secret.forms import (
    CardsForm,
    ChangeMethodForm,
    CloseForm,
    DecryptionForm,
    InvalidForm,
    ReplaceCardsForm,
)
from oversight.voting.secret.invalid import own_signer, require_own
from oversight.voting.secret.panel import panel as panel_of
from oversight.voting.secret.possible import boxes, check
from oversight.voting.secret.queries import box_of
from oversight.voting.views.shared import poll_act, poll_or_404


@never_cache
@require_safe
@place_page(permissions.can_read)
def cards_live(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """各步的情况, asked again every five seconds; the whole page anew once the next step is another."""
    poll, actor = poll_or_404(place, key), actor_of(request)
    panel = panel_of(request, poll, actor)
    if panel is None:
        raise Http404(key)
    answer = render(
        request, "voting/cards/panel.html", {"panel": panel, "poll": poll, "place": place}
    )
    if request.GET.get("was") != panel.now:
        answer["HX-Refresh"] = "true"
    return answer


@place_page(permissions.can_prepare)
def fix_cards(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """确定投票卡名单。"""
    poll, actor = poll_or_404(place, key), actor_of(request)
    return poll_act(
        request,
        place,
        poll,
        CardsForm,
        lambda **data: compared(request, actions.fix_cards(actor, place, poll, **data), **data),
        title=_("确定投票卡名单"),
        button=_("确定名单"),
        done=_("投票卡名单已确定。"),
        warning=_(
            "当着监票人的面清点。名单用错了的，开始以前可以更换；开始以后不能再改，也不再发卡。"
        ),
        facts=words.card_facts(poll),
        offered={"poll": poll},
        checks=[lambda: check(poll, "fix_cards")],
        template="voting/cards/list.html",
    )


@place_page(permissions.can_prepare)
def replace_cards(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """更换投票卡名单。"""
    poll, actor = poll_or_404(place, key), actor_of(request)
    return poll_act(
        request,
        place,
        poll,
        ReplaceCardsForm,
        lambda **data: compared(request, actions.replace_cards(actor, place, poll, **data), **data),
        title=_("更换投票卡名单"),
        button=_("更换名单"),
        done=_("投票卡名单已更换。"),
        warning=_("当着监票人的面重新清点，各数重填。开始以后不能再换。"),
        facts=words.card_facts(poll),
        offered={"poll": poll},
        checks=[lambda: check(poll, "replace_cards")],
        template="voting/cards/list.html",
    )


def compared(request: HttpRequest, row: CardList, *, name: str, **_given: object) -> CardList:
    """Of a file whose name does not tell whose list it is, the page asks to compare."""
    if not is_named(row.box, name):
        values = {
            "which": which_of(row.box), "uuid": row.box.uuid, "sha": check_value(row.sha256),
        }  # fmt: skip
        text = _(
            "文件名里没有编号，系统看不出是哪一次投票的名单。请票证组核对：登记为%(which)s的，"
            "应当是编号 %(uuid)s 的那一份，校验值 %(sha)s。用错了的，开始以前可以更换。"
        )
        messages.warning(request, text % values)
    return row


@place_page(permissions.can_prepare)
def open_trial(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """开始试投。"""
    poll, actor = poll_or_404(place, key), actor_of(request)
    return poll_act(
        request,
        place,
        poll,
        BareForm,
        lambda: actions.open_trial(actor, place, poll),
        title=_("开始试投"),
        button=_("开始试投"),
        done=_("试投已开始。"),
        facts=words.list_facts(box_of(poll, trial=True)),
        checks=[lambda: check(poll, "open_trial")],
    )


@place_page(permissions.can_prepare)
def close_trial(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """结束试投。"""
    poll, actor = poll_or_404(place, key), actor_of(request)
    return poll_act(
        request,
        place,
        poll,
        BareForm,
        lambda: actions.close_trial(actor, place, poll),
        title=_("结束试投"),
        button=_("结束试投"),
        done=_("试投已结束，正在逐张核验。"),
        facts=words.received_facts(box_of(poll, trial=True)),
        checks=[lambda: check(poll, "close_trial")],
    )


@place_page(permissions.can_prepare)
def show_close(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """显示、延长或者撤下倒计时。"""
    poll, actor = poll_or_404(place, key), actor_of(request)

    def run(minutes: int | None) -> BallotBox:
        at = timezone.now() + timedelta(minutes=minutes) if minutes else None
        return actions.show_close(actor, place, poll, at=at)

    return poll_act(
        request,
        place,
        poll,
        CloseForm,
        run,
        title=_("倒计时"),
        button=_("改倒计时"),
        done=_("倒计时已改。"),
        facts=words.countdown_facts(poll),
        checks=[lambda: check(poll, "show_close")],
    )


@place_page(permissions.can_sign)
def sign_invalid(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """监票人用自己的账号认定选票无效; who has signed and who has not stands above for everybody."""
    poll, actor = poll_or_404(place, key), actor_of(request)
    return poll_act(
        request,
        place,
        poll,
        InvalidForm,
        lambda **data: actions.sign_invalid(actor, place, poll, **data),
        title=_("监票人认定选票无效"),
        button=_("认定无效"),
        done=_("已签字认定无效。监票人都认定以后封存总和，随结果公布。"),
        warning=_(
            "这张选票由名单内的投票卡签名，证明却不成立，不能计入。每名监票人亲自认定以后才能封存总和。"
        ),
        facts=words.rejected_facts(poll),
        offered={"poll": poll, "signer": own_signer(actor, poll)},
        checks=[lambda: check(poll, "sign_invalid"), lambda: require_own(actor, poll)],
    )


@place_page(permissions.can_prepare)
def add_decryption(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """代持钥人交部分开启: a file from a machine without network; its proof says whose it is."""
    poll, actor = poll_or_404(place, key), actor_of(request)

    def run(holder: str, file: bytes) -> None:
        uuid, _colon, number = holder.partition(":")
        box = next(box for box in boxes(poll) if box.uuid == uuid)
        found = box.key_set.holders.get(number=int(number))
        actions.add_decryption(actor, box, found, file)

    return poll_act(
        request,
        place,
        poll,
        DecryptionForm,
        run,
        title=_("代交部分开启的文件"),
        button=_("交上"),
        done=_("已收到，证明成立。"),
        facts=words.opening_facts(poll),
        offered={"poll": poll},
        checks=[lambda: check(poll, "add_decryption")],
    )


@place_page(permissions.can_prepare)
def change_method(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """会议决定改用其他方式。"""
    poll, actor = poll_or_404(place, key), actor_of(request)
    return poll_act(
        request,
        place,
        poll,
        ChangeMethodForm,
        lambda **data: actions.change_method(actor, place, poll, **data),
        title=_("登记会议决定改用其他方式表决"),
        button=_("登记并封存电子票"),
        done=_("电子票已封存，不再开启。接着用其他方式再次表决。"),
        warning=_(
            "已投的电子票永远封存，不开启、不计票，不能恢复。接着冻结名册，用纸质票等其他方式重新表决。"
        ),
        checks=[lambda: check(poll, "change_method")],
    )


@require_safe
@place_page(permissions.can_prepare)
def box_archive(request: HttpRequest, place: Jurisdiction, key: str, uuid: str) -> HttpResponseBase:
    """投票档案: so far, for a holder who works by files; once announced whole, for who asks the office for it."""
    poll = poll_or_404(place, key)
    box = box_in(poll, uuid)
    answer = ceremony_boxes.archive(request, box)
    answer["Content-Disposition"] = f'attachment; filename="{box.uuid}.bel"'
    return answer


def box_in(poll: Poll, uuid: str) -> BallotBox:
    """The box of the address whose total waits for its holders, or whose result was announced; not in between."""
    found = next((box for box in boxes(poll) if box.uuid == uuid), None)
    if found is None:
        raise Http404(uuid)
    told = found.state == "decrypted" and poll.is_announced
    if found.state != "tallied" and not told:
        raise PermissionDenied
    return found
