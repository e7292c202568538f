"""一项行为一张表单: shows the form, runs the act, returns to the record. Every form of this app goes here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from oversight.audit.errors import NotPermitted, Refused
from oversight.institutions.models import Jurisdiction
from oversight.institutions.sending_once import Sent, once
from oversight.ui.page import Crumb, Page


@dataclass(frozen=True)
class ActPage:
    """What the page of one act says: title, the button that names the act, what cannot be undone."""

    title: str
    button: str
    back_url: str
    crumbs: Sequence[Crumb] = ()
    lead: str = ""
    warning: str = ""
    done: str = ""
    facts: Sequence[tuple[str, str]] = field(default_factory=tuple)
    others: Sequence[tuple[str, str]] = ()  # (what the reader may have meant, its address)
    obstacle: str = ""  # why it cannot be done now: said instead of the form
    template: str = (
        "institutions/act_form.html"  # one that extends it, where fields are set out otherwise
    )


def act_page(
    request: HttpRequest,
    page: ActPage,
    form: forms.Form,
    run: Callable[[dict[str, Any]], str | None],
) -> HttpResponse:
    """Show, or run and go to the address that ``run`` returns (default: back).

    The form carries a one-time key: sent twice, the act is done once and both lead to the same page.
    """
    if request.method != "POST":
        return _render(request, page, form, 409 if page.obstacle else 200)
    if not form.is_valid():
        return _render(request, page, form, 422)
    try:
        sent = once(request, lambda: run(form.cleaned_data) or page.back_url)
    except NotPermitted as error:
        raise PermissionDenied from error
    except Refused as error:
        explain(form, error)
        return _render(request, page, form, error.status)
    if sent.changed:
        form.add_error(None, sent_before())
        return _render(request, page, form, 409)
    return gone_on(request, sent, page.done)


def not_now(request: HttpRequest, page: ActPage) -> HttpResponse:
    """The page of an act that is not possible now, where the form has a page of its own."""
    return _render(request, page, forms.Form(), 409)


def sent_before() -> str:
    """What is said where a form comes again with something else in it."""
    return _("没有办理。这张表单已经送出过一次，现在内容不同。要再办一次的，再按一次按钮。")


def gone_on(request: HttpRequest, sent: Sent, done: str) -> HttpResponse:
    """To where the act led, with a word on what was done."""
    if sent.changed:
        messages.warning(request, sent_before())
    elif sent.again:
        messages.info(request, _("这张表单刚才已经送出，只办理了一次。"))
    elif done:
        messages.success(request, done)
    return HttpResponseRedirect(sent.address)


def sent_once(
    request: HttpRequest, run: Callable[[], Any], address: str, done: str = ""
) -> HttpResponse:
    """A form or button of its own page: ``run`` once for each rendering (``{% form_key %}``), then ``address``.

    What ``run`` refuses goes through to the caller.
    """

    def led() -> str:
        run()
        return address

    return gone_on(request, once(request, led), done)


def place_act(
    request: HttpRequest,
    place: Jurisdiction,
    page: ActPage,
    form_class: type[forms.Form],
    act: Callable[..., Any],
    *,
    about: Mapping[str, Any] | None = None,
    initial: Mapping[str, Any] | None = None,
    offered: Mapping[str, Any] | None = None,
    then: Callable[[Any], str] | None = None,
) -> HttpResponse:
    """The page of one act of a place: ``act(actor, place, **about, **what the form says)``.

    ``offered`` is what the form needs to know of its record; ``then`` gives the address of what the act made.
    """
    run = partial(act, request.actor, place, **(about or {}))  # type: ignore[attr-defined]
    return form_act(
        request, place, page, form_class, run, initial=initial, offered=offered, then=then
    )


def form_act(
    request: HttpRequest,
    place: Jurisdiction,
    page: ActPage,
    form_class: type[forms.Form],
    run: Callable[..., Any],
    *,
    initial: Mapping[str, Any] | None = None,
    offered: Mapping[str, Any] | None = None,
    then: Callable[[Any], str] | None = None,
) -> HttpResponse:
    """The page of one act, carried out by ``run(**what the form says)``; else as ``place_act``."""
    form = bound(form_class, request, place=place, initial=initial, **(offered or {}))

    def carried(data: dict[str, Any]) -> str | None:
        made = run(**data)
        return then(made) if then else None

    return act_page(request, page, form, carried)


def explain(form: forms.Form, error: Refused) -> None:
    """Put the refusal at the field it speaks of, with its article."""
    form.add_error(error.where if error.where in form.fields else None, in_words(error))


def in_words(error: Refused) -> str:
    """The refusal with its article."""
    return f"{error.text}（{error.basis}）" if error.basis else error.text


def obstacle_of(*checks: Callable[[], Any]) -> str:
    """What the first of these checks of an act refuses now, in words; "" where nothing stands in the way."""
    for check in checks:
        try:
            check()
        except Refused as error:
            return in_words(error)
    return ""


def _render(request: HttpRequest, page: ActPage, form: forms.Form, status: int) -> HttpResponse:
    context = {
        "page": Page(title=page.title, lead=page.lead, crumbs=page.crumbs),
        "act": page,
        "form": form,
    }
    return render(request, page.template, context, status=status)


def bound(form_class: type[forms.Form], request: HttpRequest, **kwargs: Any) -> forms.Form:
    """The form with what was sent, or with its first values."""
    if request.method == "POST":
        kwargs.pop("initial", None)
        return form_class(request.POST, request.FILES, **kwargs)
    return form_class(**kwargs)
