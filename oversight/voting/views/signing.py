"""签字的页面: by the own account, or a scan of the paper; a scrutineer without an account signs by telephone (``phones``)."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.files.views import sent
from oversight.institutions.models import Jurisdiction
from oversight.institutions.sending_once import once
from oversight.institutions.views.act_forms import explain, gone_on
from oversight.institutions.web import actor_of, place_page
from oversight.ui.page import Page
from oversight.voting import actions, permissions, queries
from oversight.voting.actions.support import poll_url
from oversight.voting.forms.signing import SignForm, key_of
from oversight.voting.models import Poll, SheetSignature
from oversight.voting.pages.possible import possible
from oversight.voting.queries import Signer
from oversight.voting.queries.counts import has_entered, is_self, signs_by_account
from oversight.voting.queries.phones import phone_of
from oversight.voting.views.poll import sheet_context
from oversight.voting.views.shared import crumbs_to, poll_or_404, seen_count


@place_page(permissions.can_sign)
def sign_sheet(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """签字: the sheet above, below it one signer by name; who else is awaited stands beside."""
    poll = seen_count(request, place, key)
    missing = signers_for(request, poll)
    signer = chosen(request, poll, missing)
    ways = ways_of(request, poll, signer)
    form = SignForm(
        request.POST or None, request.FILES or None, place=place, signer=signer, ways=ways
    )
    status = 200
    if request.method == "POST":
        status = 422 if missing else 409
        if form.is_valid():
            try:
                return gone_on(
                    request, once(request, lambda: signed(request, poll, form, missing)), ""
                )
            except NotPermitted as error:
                raise PermissionDenied from error
            except Refused as error:
                explain(form, error)
                status = error.status
    sheet = queries.sheet_of(poll)
    if sheet is None:
        return HttpResponseRedirect(poll_url(poll, "count"))
    words = dict(SheetSignature.CAPACITIES)
    context = {
        "page": Page(
            title=_("在计票报告单上签字"),
            lead=poll.title,
            crumbs=crumbs_to(place, poll, _("签字")),
        ),
        "place": place,
        "poll": poll,
        "form": form,
        "signer": signer,
        "capacity": words[signer.capacity] if signer else "",
        "ways": ways,
        "how_else": "" if "own" in ways else how_else(poll, signer),
        "codes_url": codes_url(request, poll),
        "others": [(key_of(one), words[one.capacity], one) for one in missing if one != signer],
        "missing": missing,
        "back_url": poll_url(poll, "count"),
        **sheet_context(actor_of(request), poll, sheet),
    }
    return render(request, "voting/sign.html", context, status=status)


def codes_url(request: HttpRequest, poll: Poll) -> str:
    """Where codes for telephones are given out, for who may and where somebody needs one."""
    may = possible(poll, actor_of(request), "issue_signing_code")
    return poll_url(poll, "issue_signing_code") if may else ""


def signers_for(request: HttpRequest, poll: Poll) -> list[Signer]:
    """Whose signature this reader may give or take: the own, and for who counted also the others'."""
    actor = actor_of(request)
    missing = queries.missing_signers(poll) if poll.state == "locked" else []
    if has_entered(actor, poll):
        return missing
    return [each for each in missing if is_self(actor, poll, each)]


def chosen(request: HttpRequest, poll: Poll, missing: list[Signer]) -> Signer | None:
    """The signer of the address or the form; else the reader's own, else the first."""
    asked = str(request.POST.get("signer") or request.GET.get("signer") or "")
    for one in missing:
        if key_of(one) == asked:
            return one
    if request.method == "POST" and asked:
        return None
    own = (one for one in missing if is_self(actor_of(request), poll, one))
    return next(own, missing[0] if missing else None)


def ways_of(request: HttpRequest, poll: Poll, signer: Signer | None) -> frozenset[str]:
    """How this signer may sign on this account: the own by a click, another's by the scan alone."""
    if signer is None:
        return frozenset()
    return frozenset({"own" if is_self(actor_of(request), poll, signer) else "scan"})


def how_else(poll: Poll, signer: Signer | None) -> str:
    """How another signs without paper: with the own account, or on the own telephone by a code."""
    if signer is None:
        return ""
    values = {"name": signer.name}
    if signer.capacity == "teller" or signs_by_account(poll, signer):
        return _("%(name)s有自己的账号：在自己的手机或者电脑上登录后签字。") % values
    phone = phone_of(poll, signer.name)
    if phone is None:
        return _("%(name)s没有账号：发签字码，在自己的手机上签字。") % values
    if phone.claimed_at is None:
        return _("签字码已发给%(name)s，还没有在手机上启用。") % values
    return _("%(name)s的手机已启用，报告单已在手机上，等本人签字。") % values


def signed(request: HttpRequest, poll: Poll, form: SignForm, missing: list[Signer]) -> str:
    """The signature as the form gives it; then back to the sheet."""
    signer, data = form.person, form.cleaned_data
    if signer is None:
        refusal = Invalid if missing else Refused
        raise refusal("nothing_to_sign", _("签字齐全，或者签字人不是你。"))
    scan = data.get("scan")
    actions.sign_sheet(
        actor_of(request),
        poll.jurisdiction,
        poll,
        capacity=signer.capacity,
        name=signer.name,
        upload=(scan.name, scan) if scan else None,
    )
    return after_signing(request, poll, signer)


def after_signing(request: HttpRequest, poll: Poll, signer: Signer) -> str:
    """Say what comes next: who is still to sign, or that the result is to be announced; back to the sheet."""
    left = queries.missing_signers(poll_or_404(poll.jurisdiction, poll.public_id))
    values = {"name": signer.name, "others": _("、").join(one.name for one in left)}
    if left:
        text = _("%(name)s已签字。还须签字的：%(others)s。")
    else:
        text = _("%(name)s已签字，签字齐全。接着由主持人宣布结果。")
    messages.success(request, text % values)
    return poll_url(poll, "count")


@require_safe
@place_page(permissions.can_read)
def scan(request: HttpRequest, place: Jurisdiction, key: str, signature: str) -> HttpResponse:
    """签字的扫描件: shows figures perhaps, so it is seen by whom the count may be seen."""
    poll = seen_count(request, place, key)
    for sheet in poll.sheets.all():
        found = sheet.signatures.filter(public_id=signature).select_related("scan").first()
        if found is not None and found.scan is not None:
            return sent(found.scan, inline=True)
    raise Http404(signature)
