"""持钥人的页面: without an account, by ceremony code; for whoever works by files, on a machine without network.

The own machine makes and reads; a browser anywhere fetches what is needed and hands over what was made. Nothing
private passes here.
"""

from __future__ import annotations

import json
import time
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe
from secret_ballot.v1.canonical import dumps

from oversight.accounts import codes
from oversight.audit.errors import Refused
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.act_forms import explain
from oversight.institutions.web import public_page
from oversight.ui.page import Page
from oversight.voting.models import KeyHolder
from oversight.voting.rules.key_stages import STAGE_OF, next_part
from oversight.voting.secret import ceremony_boxes as boxes
from oversight.voting.secret import keys, keys_actions
from oversight.voting.secret import keys_pages as words
from oversight.voting.secret.keys_api import holder_for
from oversight.voting.secret.keys_forms import (
    CeremonyCodeForm,
    CommitmentForm,
    PartFileForm,
    RecoveryForm,
)

KEPT, OFFERED = "key_holder", "ceremony_code"
OFFERED_SECONDS = 900
AGAIN_SECONDS = 5
LONGEST_DECRYPTION = 4 << 20


def holder_here(request: HttpRequest, place: Jurisdiction) -> KeyHolder | None:
    """Whose code this browser has used, while it runs."""
    found = keys.holder_by_digest(str(request.session.get(KEPT, "")))
    fits = found is not None and found.jurisdiction_id == place.pk and keys.code_runs(found)
    return found if fits else None


@never_cache
@require_safe
@public_page
@sensitive_variables("code")
def own_key_link(request: HttpRequest, place: Jurisdiction, code: str) -> HttpResponse:
    """扫码打开的地址: remembers the code for the form; a preview of the link uses nothing."""
    request.session[OFFERED] = {"code": codes.tidy(code), "at": int(time.time())}
    answer = redirect("voting:own_key", place.code)
    answer["Referrer-Policy"], answer["X-Robots-Tag"] = "no-referrer", "noindex"
    return answer


@never_cache
@sensitive_post_parameters("code", "share")
@require_http_methods(["GET", "HEAD", "POST"])
@public_page
def own_key(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """用文件办: enter the code, then step by step."""
    holder = holder_here(request, place)
    if request.method != "POST":
        return own_page(request, place, holder)
    if "code" in request.POST or holder is None:
        return claim(request, place)
    if "leave" in request.POST:
        request.session.pop(KEPT, None)
        return redirect("voting:own_key", place.code)
    return hand_over(request, place, holder)


def claim(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """The code as typed; wrong ones are counted, as in the API."""
    form = CeremonyCodeForm(request.POST)
    if not form.is_valid():
        return own_page(request, place, None, form, 422)
    try:
        holder = holder_for(request, form.cleaned_data["code"])
        if holder.jurisdiction_id != place.pk:
            raise Http404(place.code)
    except Refused as error:
        explain(form, error)
        status = 422 if error.status == 401 else error.status
        return own_page(request, place, None, form, status)
    request.session[KEPT] = holder.digest
    request.session.pop(OFFERED, None)
    return redirect("voting:own_key", place.code)


def hand_over(request: HttpRequest, place: Jurisdiction, holder: KeyHolder) -> HttpResponse:
    """A part of the key, a decryption or a share for recovery; refused with its reason beside the field."""
    form = form_for(request, holder)
    if form is None:
        return redirect("voting:own_key", place.code)
    if not form.is_valid():
        return own_page(request, place, holder, form, 422)
    try:
        take(request, holder, form.cleaned_data)
    except Refused as error:
        explain(form, error)
        return own_page(request, place, holder, form, error.status)
    return redirect("voting:own_key", place.code)


def form_for(request: HttpRequest, holder: KeyHolder) -> forms.Form | None:
    """The form of what was sent."""
    if request.POST.get("uuid"):
        recovers = "share" in request.POST
        return RecoveryForm(request.POST) if recovers else PartFileForm(request.POST, request.FILES)
    if request.POST.get("part") == "commitment":
        return CommitmentForm(request.POST)
    return PartFileForm(request.POST, request.FILES)


def take(request: HttpRequest, holder: KeyHolder, data: dict[str, Any]) -> None:
    """Carry it out."""
    file = data.get("file")
    raw = file.read(LONGEST_DECRYPTION) if file else b""
    if uuid := request.POST.get("uuid"):
        box = boxes.box_for(holder, uuid)
        if file:
            boxes.decrypt(holder, box, raw.strip())
        else:
            boxes.recover(holder, box, data["share"])
        return
    part = request.POST.get("part", "")
    if part == "commitment":
        raw = json.dumps(data["commitment"].lower()).encode()
    keys_actions.tell_key_part(holder, part, raw)


def own_page(
    request: HttpRequest,
    place: Jurisdiction,
    holder: KeyHolder | None,
    form: forms.Form | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page as this holder has it now; while the others are waited for it comes again by itself."""
    if holder is None:
        kept = request.session.get(OFFERED) or {}
        fresh = int(time.time()) - int(kept.get("at", 0)) < OFFERED_SECONDS
        first = {"code": codes.grouped(str(kept.get("code", ""))) if fresh else ""}
        context: dict[str, Any] = {"form": form or CeremonyCodeForm(initial=first)}
    else:
        context = holder_context(holder, form)
    context |= {"page": Page(title=_("监票人的密钥"), lead=place.name), "place": place}
    answer = render(request, "voting/keys/own_key.html", context, status=status)
    if holder is not None and status == 200 and not context["step"] and context["again"]:
        answer["Refresh"] = str(AGAIN_SECONDS)
    answer["X-Robots-Tag"] = "noindex"
    return answer


def holder_context(holder: KeyHolder, form: forms.Form | None) -> dict[str, Any]:
    """What is to be done, the others, and the boxes once the keys are in force."""
    key_set = holder.key_set
    everybody = keys.holders_of(key_set)
    step = words.file_step(key_set, holder)
    unbound = CommitmentForm() if step and step.field == "commitment" else PartFileForm()
    return {
        "holder": holder,
        "set": key_set,
        "step": step,
        "part": next_part(key_set.stage, keys.told_by(holder)),
        "again": key_set.stage in STAGE_OF.values(),
        "form": form or unbound,
        "headline": words.headline(key_set, everybody),
        "doing": words.doing_word(key_set.stage),
        "chain": words.chain(key_set, everybody),
        "groups": words.spoken(key_set.fingerprint),
        "kept_files": kept_files(holder),
        "boxes": box_rows(holder) if key_set.stage == "active" else [],
    }


def kept_files(holder: KeyHolder) -> list[str]:
    """What the holder keeps once the keys are put together."""
    return [f"sealed-{holder.number}.json", "trustees.json"] if holder.sealed else []


def box_rows(holder: KeyHolder) -> list[dict[str, Any]]:
    """Every box with what this holder can do with it."""
    given = set(holder.decryptions.values_list("box__uuid", flat=True))
    found = []
    for box in boxes.queries.boxes_of(holder.key_set).order_by("pk"):
        state = boxes.state_of(box)
        opens = state == "tallied" and box.uuid not in given
        found.append(
            {
                "box": box,
                "listed": boxes.has_begun(box),
                "given": box.uuid in given,
                "opens": opens,
                "command": words.decrypt_command(holder, box.uuid) if opens else "",
                "recovers": boxes.sealed_share(holder, box) is not None,
            }
        )
    return found


@never_cache
@require_safe
@public_page
def own_key_file(request: HttpRequest, place: Jurisdiction, name: str) -> HttpResponseBase:
    """One file for the holder's own machine."""
    holder = holder_here(request, place)
    if holder is None:
        return redirect("voting:own_key", place.code)
    stem, _dot, ending = name.rpartition(".")
    if ending == "bel":
        answer = boxes.archive(request, boxes.box_for(holder, stem))
        answer["Content-Disposition"] = f'attachment; filename="{stem}.bel"'
        return answer
    content = content_of(holder, name)
    if content is None:
        raise Http404(name)
    answer = HttpResponse(content, content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def content_of(holder: KeyHolder, name: str) -> str | None:
    """The text of a file, byte for byte as the tool reads it; None where there is none yet."""
    key_set = holder.key_set
    if name == "certificates.txt" and keys.past(key_set, "certificate"):
        return "".join(f"{one.certificate}\n" for one in keys.holders_of(key_set))
    if name == f"received-{holder.number}.json":
        received = keys.received(holder)
        return f"{dumps(received)}\n" if received else None
    if name == f"sealed-{holder.number}.json" and holder.sealed:
        return f"{holder.sealed}\n"
    if name == "trustees.json" and key_set.trustees:
        return key_set.trustees
    if name.startswith("recovery-"):
        box = boxes.box_for(holder, name.removeprefix("recovery-").removesuffix(".txt"))
        share = boxes.sealed_share(holder, box)
        return f"{share}\n" if share else None
    return None
