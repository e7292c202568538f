"""一次表决的页面: its course and next step, the roll, the result once announced; and the forms to print."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oversight.audit.actors import Actor
from oversight.institutions.models import Jurisdiction
from oversight.institutions.permissions import can_read_base_reason
from oversight.institutions.views.history import history
from oversight.institutions.web import actor_of, place_page
from oversight.links.resolving import Linked
from oversight.ui.page import Act, Page
from oversight.voting import permissions, queries
from oversight.voting.actions.support import poll_url
from oversight.voting.announcing import beside_the_count
from oversight.voting.models import CountSheet, InvalidSignature, Poll, SheetSignature
from oversight.voting.pages import grid, named
from oversight.voting.pages.comparison import recounts
from oversight.voting.pages.course import about_facts, chain, next_card
from oversight.voting.pages.listing import result_words
from oversight.voting.pages.words import (
    BADGES,
    cell_word,
    entered_word,
    item_word,
    option_of,
    recusal_word,
    round_word,
)
from oversight.voting.rules.drawing import path
from oversight.voting.secret.card_words import Rejected, rejected_words
from oversight.voting.secret.next_step import card_step
from oversight.voting.secret.panel import panel as panel_of
from oversight.voting.secret.queries import box_of, cards_of
from oversight.voting.views.shared import about, crumbs_to, poll_or_404

MOST_TOLD = 100
"""Acts that the record of a vote lists: signatures and corrections of several counts."""


@require_safe
@place_page(permissions.can_read)
def poll(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """一次表决。"""
    found, actor = poll_or_404(place, key), actor_of(request)
    outcome = queries.outcome_of(found)
    sheet = queries.sheet_of(found) if outcome is not None else None
    rows, panel = found.roll.rows, panel_of(request, found, actor)
    context = {
        "page": Page(
            title=found.title,
            lead=lead(found),
            crumbs=crumbs_to(place, found),
            acts=print_acts(found),
        ),
        "place": place,
        "poll": found,
        "about": about(actor, found),
        "chain": chain(found),
        "step": (panel and card_step(panel, found, actor)) or next_card(found, actor),
        "panel": panel,
        "facts": about_facts(found),
        "counter": queries.counter_of(found),
        "absent": [row for row in rows if row.counts_in_base and not row.present],
        "by_video": [row for row in rows if row.present and row.mode == "video"],
        "recusals": recused_by_option(found),
        "outside": [row for row in rows if not row.counts_in_base],
        "sees_base_reason": can_read_base_reason(actor, place),
        "rounds": [
            {
                "poll": each,
                "badge": BADGES[each.state],
                "word": round_word(each, always=True),
                "result": result_words(each),
            }
            for each in queries.rounds_of(found)
        ],
        "outcome": outcome,
        "announced": beside_the_count(found),
        "announced_by": entered_word(found.announced_label, found.announced_entered_by),
        "entries": history(actor, place, *told_of(found), called=told_as, most=MOST_TOLD),
        **(sheet_context(actor, found, sheet) if sheet is not None else {}),
    }
    return render(request, "voting/poll.html", context)


def told_of(poll: Poll) -> list[Any]:
    """Whose acts the record lists: the vote, its entries with every correction, its sheets with every signature."""
    found: list[Any] = [poll]
    for entry in poll.entries.all():
        found += [entry, *entry.corrections.all()]
    for sheet in poll.sheets.all():
        found += [sheet, *sheet.signatures.all()]
    for box in poll.boxes.all():
        found += [box, *box.decryptions.all()]
        for rejected in box.rejected.all():
            found += [rejected, *rejected.signatures.all()]
        found += [cards] if (cards := cards_of(box)) is not None else []
    return found


def told_as(subject: Any) -> str:
    """Who signed, beside the act."""
    return str(subject.name) if isinstance(subject, SheetSignature | InvalidSignature) else ""


def rejected_in(poll: Poll) -> list[Rejected]:
    """The ballots of the vote whose proofs did not hold, with who signed them invalid."""
    box = box_of(poll)
    return rejected_words(box) if box is not None else []


def lead(poll: Poll) -> str:
    """应到、实到 and the state in one line."""
    values = {"base": poll.base, "present": poll.present, "state": poll.get_state_display()}
    return _("应到 %(base)d 人，实到 %(present)d 人 · %(state)s") % values


def recused_by_option(poll: Poll) -> list[tuple[str, int, list[str]]]:
    """Of every option from which somebody recuses: the base that is left, and who and why."""
    form, rows = queries.form_of(poll), queries.recusals_of(poll)
    return [
        (name, form.base_of(number), words)
        for number, name in enumerate(form.options)
        if (words := [recusal_word(one) for one in rows if one.option == name])
    ]


def print_acts(poll: Poll) -> tuple[Act, ...]:
    """The papers of the vote."""
    found = []
    if poll.is_announced:
        found.append(Act(_("打印结果"), poll_url(poll, "result_print"), "printer"))
        if poll.method == "cards":
            found.append(Act(_("自行验证"), poll_url(poll, "verify_vote"), "shield-check"))
    elif poll.method == "paper" and not poll.has_ended:
        found.append(Act(_("打印表决票"), poll_url(poll, "ballot"), "printer"))
    if not poll.has_ended and queries.entry_form_of(poll).parts:
        found.append(Act(_("打印空白计票报告单"), poll_url(poll, "count_form"), "printer"))
    return tuple(found)


def signatures_of(sheet: CountSheet | None) -> list[tuple[Any, SheetSignature, str]]:
    """Who signed: the capacity in words, the signature, its drawing as the data of a path."""
    words = dict(SheetSignature.CAPACITIES)
    rows = sheet.signatures.select_related("scan") if sheet is not None else ()
    return [(words[one.capacity], one, path(one.drawing)) for one in rows]


def sheet_context(actor: Actor, poll: Poll, sheet: CountSheet) -> dict[str, Any]:
    """The locked sheet with its signatures and corrections, once announced without what is withheld.

    Why it was counted again may tell a figure: where anything is withheld, only who may see the count reads it.
    """
    form, outcome = queries.form_of(poll), queries.outcome_of(poll)
    withheld = outcome.withheld if outcome is not None else {}
    told = not withheld or queries.may_see_count(actor, poll)
    return {
        "sheet": sheet,
        "grids": grid.locked(poll, sheet, withheld),
        "item_word": item_word(poll),
        "named_lists": named.lists(poll),
        "signatures": signatures_of(sheet),
        "recounts": recounts(poll) if told else [],
        "corrections": [
            {**each, "what": cell_word(form, each["cell"])}
            for each in sheet.content["corrections"]
            if option_of(form, each["cell"]) not in withheld
        ],
    }


@require_safe
@place_page(permissions.can_read)
def result_print(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """打印结果: the announced sheet with signatures and every correction."""
    found = poll_or_404(place, key)
    outcome, sheet = queries.outcome_of(found), queries.sheet_of(found)
    if outcome is None or sheet is None:
        raise Http404(key)
    context = {
        **print_context(request, found, _("计票报告单")),
        "outcome": outcome,
        "announced": beside_the_count(found),
        "announced_by": entered_word(found.announced_label, found.announced_entered_by),
        "rejected": rejected_in(found),
        **sheet_context(actor_of(request), found, sheet),
    }
    return render(request, "voting/result_print.html", context)


@require_safe
@place_page(permissions.can_read)
def ballot(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """表决票: a paper ballot, without a number, so that none can be told from another."""
    found = poll_or_404(place, key)
    if found.method != "paper":
        raise Http404(key)
    form = queries.form_of(found)
    context = {
        **print_context(request, found, ballot_title(found)),
        "columns": grid.of_figures(form, form.parts[0], {}).words[:-1],
        "item_word": item_word(found),
    }
    return render(request, "voting/ballot.html", context)


def poll_lead(poll: Poll, linked: Linked | None) -> str:
    """云川市第十六届人大常委会第三十三次会议：部门工作满意度测评; the title alone outside a meeting."""
    if linked is None or not linked.meeting:
        return poll.title
    return _("%(meeting)s：%(title)s") % {"meeting": linked.meeting, "title": poll.title}


def ballot_title(poll: Poll) -> str:
    words = {"satisfaction": _("满意度测评票"), "ranking": _("排序票")}
    return words.get(poll.kind, _("表决票"))


@require_safe
@place_page(permissions.can_read)
def count_form(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """空白计票报告单: to be filled by hand and signed, the paper path of the count."""
    found = poll_or_404(place, key)
    form = queries.form_of(found)
    context = {
        **print_context(request, found, _("计票报告单")),
        "grids": [grid.of_figures(form, part, {}) for part in form.parts],
        "item_word": item_word(found),
        "chiefs": [one["name"] for one in found.scrutineers if one["chief"]],
        "others": [one["name"] for one in found.scrutineers if not one["chief"]],
    }
    return render(request, "voting/count_form.html", context)


def print_context(request: HttpRequest, poll: Poll, title: str) -> dict[str, Any]:
    """What every paper of a poll says; above it the name of the meeting that votes."""
    linked = about(actor_of(request), poll)
    return {
        "page": Page(
            title=title, lead=poll_lead(poll, linked), window_title=f"{title} {poll.title}"
        ),
        "poll": poll,
        "place": poll.jurisdiction,
        "facts": about_facts(poll),
        "recusals": recused_by_option(poll),
        "back_url": poll_url(poll),
        "print_address": request.build_absolute_uri(request.path),
    }
