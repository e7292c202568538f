"""账号页面的共同做法: who is asking, pages that are never kept, wrong passwords counted."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from oversight.accounts import attempts, lockout
from oversight.accounts.actions import record_lockout
from oversight.accounts.models import Account
from oversight.audit.actors import Actor
from oversight.audit.errors import Refused
from oversight.ui.page import Crumb

View = Callable[..., HttpResponse]


def own_page(view: View) -> View:
    """A page of the signed-in account; without account the way leads to sign-in."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return never_cache(page)


def actor_of(request: HttpRequest) -> Actor:
    """Who acts: the role chosen for this request."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def base_of(account: Account) -> str:
    """Deputies see one column with large targets, staff the desk."""
    return "ui/base_phone.html" if account.kind == "deputy" else "ui/base_desk.html"


def crumbs(label: str) -> tuple[Crumb, ...]:
    """From one's own account to this page."""
    return (Crumb(_("我的账号"), reverse("accounts:me")), Crumb(label))


def closed_for_guessing(request: HttpRequest, account: Account, what: str) -> HttpResponse | None:
    """The closed door after too many wrong passwords on a page of one's own account."""
    until = attempts.blocked_until("confirm", attempts.origin_of_account(account))
    return lockout.closed_door(request, until, what) if until else None


def count_wrong_password(account: Account, error: Refused) -> None:
    """Counts a wrong password typed by somebody already signed in."""
    if error.code != "wrong_password":
        return
    if attempts.note_failure("confirm", attempts.origin_of_account(account)):
        record_lockout(account, "confirm")


def show_refusal(form: Form, error: Refused) -> int:
    """Puts the refusal beside its field; returns the status of the page."""
    form.add_error(error.where if error.where in form.fields else None, error.text)
    return error.status
