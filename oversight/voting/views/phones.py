"""签字码的页面: given out by the office; used and signed with on the scrutineer's own telephone, without an account."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from oversight.accounts import attempts, codes
from oversight.accounts.qr import qr_svg
from oversight.audit.errors import NotPermitted, Refused
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.act_forms import explain
from oversight.institutions.web import actor_of, place_page, public_page
from oversight.ui.formats import short_moment
from oversight.ui.page import Page
from oversight.voting import actions, permissions, queries
from oversight.voting.actions.support import poll_url
from oversight.voting.forms.signing import DrawingForm, SigningCodeForm
from oversight.voting.models import Poll, SheetSignature, SigningPhone
from oversight.voting.queries import phones as read
from oversight.voting.rules.drawing import HEIGHT, WIDTH
from oversight.voting.secret import actions as card_actions
from oversight.voting.secret import invalid
from oversight.voting.secret.card_words import why_rejected
from oversight.voting.views.poll import sheet_context
from oversight.voting.views.shared import crumbs_to, obstacle, poll_or_404, refused_before

KEPT, OFFERED = "signing_phones", "signing_code"
OFFERED_SECONDS = 900
ATTEMPT = "signing"
AGAIN_SECONDS = 15


@dataclass(frozen=True)
class Standing:
    """一名监票人: capacity, name, and how far the signing on the own telephone has come."""

    capacity: str
    name: str
    word: str
    may_be_given: bool


def standings(poll: Poll) -> list[Standing]:
    """Every scrutineer: with an account, with a code, with a telephone, signed."""
    by_phone, missing = read.signers_by_phone(poll), queries.missing_signers(poll)
    words, found = dict(SheetSignature.CAPACITIES), []
    for one in queries.signers_of(poll):
        if one.capacity == "teller":
            continue
        phone = read.phone_of(poll, one.name) if one in by_phone else None
        if one not in missing:
            word = _("已签字")
        elif one not in by_phone:
            word = _("有自己的账号，登录后签字")
        elif phone is None:
            word = _("还没有发签字码")
        elif phone.claimed_at is None:
            word = _("签字码已发，%(time)s 前启用") % {"time": short_moment(phone.expires_at)}
        else:
            word = _("%(time)s 已在手机上启用") % {"time": short_moment(phone.claimed_at)}
        may = one in by_phone and one in missing
        found.append(Standing(str(words[one.capacity]), one.name, word, may))
    return found


@never_cache
@place_page(permissions.can_prepare)
def issue_signing_code(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """发签字码: one scrutineer after another; the code stands on this page once."""
    poll = poll_or_404(place, key)
    title = _("给监票人发签字码")
    if request.method != "POST" and (why := obstacle(request, poll)):
        return refused_before(request, place, poll, title, why)
    context: dict[str, Any] = {"given": None}
    status = 200
    if request.method == "POST":
        try:
            name = str(request.POST.get("name", ""))
            phone, code = actions.issue_signing_code(actor_of(request), place, poll, name=name)
            context = {"given": phone, **shown_once(request, place, code)}
        except Refused as error:
            context, status = {"given": None, "refused": error}, error.status
    context |= {
        "page": Page(title=title, lead=poll.title, crumbs=crumbs_to(place, poll, title)),
        "place": place,
        "poll": poll,
        "standings": standings(poll),
        "back_url": poll_url(poll),
    }
    return render(request, "voting/signing_codes.html", context, status=status)


def shown_once(request: HttpRequest, place: Jurisdiction, code: str) -> dict[str, Any]:
    """The code in groups, as a QR code, and where it is typed."""
    link = request.build_absolute_uri(reverse("voting:signing_link", args=[place.code, code]))
    return {
        "code": codes.grouped(code),
        "qr": qr_svg(link),
        "typed_at": request.build_absolute_uri(reverse("voting:signing", args=[place.code])),
    }


@never_cache
@require_safe
@public_page
@sensitive_variables("code")
def signing_link(request: HttpRequest, place: Jurisdiction, code: str) -> HttpResponse:
    """扫码打开的地址: remembers the code and asks before it is used; a preview of the link uses nothing up."""
    request.session[OFFERED] = {"code": codes.tidy(code), "at": int(time.time())}
    answer = redirect("voting:signing", place.code)
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
@public_page
def signing(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """监票人的手机: use the code, wait until the sheet is locked, read it, sign."""
    known = read.phones_known(place, request.session.get(KEPT, {}))
    if request.method == "POST":
        if "phone" in request.POST:
            return sign(request, place, known)
        return claim(request, place, known)
    return telephone(request, place, known, None, 200)


def offered_code(request: HttpRequest) -> str:
    """The code that was scanned a moment ago."""
    kept = request.session.get(OFFERED) or {}
    fresh = int(time.time()) - int(kept.get("at", 0)) < OFFERED_SECONDS
    return str(kept.get("code", "")) if fresh else ""


def claim(request: HttpRequest, place: Jurisdiction, known: list[SigningPhone]) -> HttpResponse:
    """The code as scanned or typed; wrong ones are counted, after too many the origin waits."""
    origin = attempts.origin_of_request(request)
    scanned = "code" not in request.POST
    form = SigningCodeForm({"code": offered_code(request)} if scanned else request.POST)
    if until := attempts.blocked_until(ATTEMPT, origin):
        form.add_error(None, _("输错太多次，%(time)s 以后再试。") % {"time": short_moment(until)})
        return telephone(request, place, known, form, 429)
    if not form.is_valid():
        return telephone(request, place, known, form, 422)
    try:
        phone, secret = actions.claim_signing_code(place, form.cleaned_data["code"])
    except Refused as error:
        if error.code == "unknown_code":
            attempts.note_failure(ATTEMPT, origin)
        explain(form, error)
        return telephone(request, place, known, form, error.status)
    request.session[KEPT] = {**request.session.get(KEPT, {}), phone.public_id: secret}
    request.session.pop(OFFERED, None)
    messages.success(request, enabled_word(phone))
    return redirect("voting:signing", place.code)


def enabled_word(phone: SigningPhone) -> str:
    """What comes next on the telephone."""
    if invalid.awaited_on(phone) is not None:
        return _("这部手机已启用。请看核验不过的选票，在下面签字。")
    if phone.poll.state == "locked":
        return _("这部手机已启用。请看计票报告单，在下面签字。")
    return _("这部手机已启用。计票报告单锁定以后，在这里签字。")


def sign(request: HttpRequest, place: Jurisdiction, known: list[SigningPhone]) -> HttpResponse:
    """The signature as drawn on this telephone, under the sheet or under a rejected ballot."""
    form = DrawingForm(request.POST)
    phone = next((one for one in known if one.public_id == request.POST.get("phone")), None)
    if phone is None or not form.is_valid():
        return telephone(request, place, known, None, 403 if phone is None else 422)
    secret = str(request.session.get(KEPT, {}).get(phone.public_id, ""))
    try:
        drawing, ballot = form.cleaned_data["drawing"], form.cleaned_data["ballot"]
        if ballot:
            card_actions.sign_invalid_on_phone(phone, secret=secret, ballot=ballot, drawing=drawing)
        else:
            actions.sign_on_phone(phone, secret=secret, drawing=drawing)
    except NotPermitted:
        return telephone(request, place, [], None, 403)
    except Refused as error:
        explain(form, error)
        return telephone(request, place, known, None, error.status, form)
    messages.success(request, _("已签字。"))
    return redirect("voting:signing", place.code)


def telephone(
    request: HttpRequest,
    place: Jurisdiction,
    known: list[SigningPhone],
    form: SigningCodeForm | None,
    status: int,
    drawing: DrawingForm | None = None,
) -> HttpResponse:
    """The page as this telephone has it now; while it waits it comes again by itself."""
    waits = (one for one in known if read.awaited(one) or invalid.awaited_on(one))
    phone = next(waits, known[0] if known else None)
    scanned = read.phone_by_code(place, offered_code(request)) if form is None else None
    context: dict[str, Any] = {
        "page": Page(title=_("监票人签字"), lead=place.name),
        "place": place,
        "phone": phone,
        "scanned": scanned if scanned and read.may_be_claimed(scanned) else None,
        "form": form or SigningCodeForm(),
        "surface": (WIDTH, HEIGHT),
    }
    if phone is not None:
        signer, words = read.awaited(phone), dict(SheetSignature.CAPACITIES)
        rejected = invalid.awaited_on(phone)
        sheet = queries.sheet_of(phone.poll)
        own = sheet.signatures.filter(name=phone.name).first() if sheet else None
        context |= {"signer": signer, "own": own, "poll": phone.poll}
        if signer is not None and sheet is not None:
            context |= {
                **sheet_context(actions.phones.holder(phone), phone.poll, sheet),
                "capacity": words[signer.capacity],
                "drawing": drawing or DrawingForm(initial={"phone": phone.public_id}),
            }
        elif rejected is not None:
            first = {"phone": phone.public_id, "ballot": rejected.hash}
            context |= {
                "rejected": rejected,
                "why": why_rejected(rejected),
                "drawing": drawing or DrawingForm(initial=first),
            }
    answer = render(request, "voting/signing.html", context, status=status)
    waits_for_nothing = phone is not None and not (
        context["signer"] or context["own"] or "rejected" in context
    )
    if waits_for_nothing and status == 200:
        answer["Refresh"] = str(AGAIN_SECONDS)
    answer["X-Robots-Tag"] = "noindex"
    return answer
