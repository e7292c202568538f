"""登录卡: the printed card by which a deputy signs in; several on a sheet of A4.

The code in clear exists only while this page is made. `institutions` issues the codes and calls
``login_cards_page``; nothing of it is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from oversight.accounts import codes
from oversight.accounts.models import LoginCode
from oversight.accounts.qr import qr_svg
from oversight.ui.page import Page


@dataclass(frozen=True)
class LoginCard:
    """One card: whose, the code in groups, its QR code, and until when."""

    name: str
    place_name: str
    code: str
    qr: SafeString
    typed_at: str
    expires_at: datetime


def login_card(request: HttpRequest, record: LoginCode, plain: str, place_name: str) -> LoginCard:
    """The card of a code just issued."""
    return LoginCard(
        name=str(record.account),
        place_name=place_name,
        code=codes.grouped(plain),
        qr=qr_svg(request.build_absolute_uri(reverse("accounts:code_link", args=[plain]))),
        typed_at=request.build_absolute_uri(reverse("accounts:code")),
        expires_at=record.expires_at,
    )


def login_cards_page(
    request: HttpRequest, cards: Sequence[LoginCard], *, back_url: str = ""
) -> HttpResponse:
    """The sheet to print, four cards on A4; never cached."""
    page = Page(title=_("代表登录卡"))
    context = {"page": page, "cards": cards, "back_url": back_url}
    response = render(request, "accounts/login_card.html", context)
    response["Cache-Control"] = "no-store"
    return response
