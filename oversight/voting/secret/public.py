"""自行验证: how anybody verifies an announced vote by card, its archive where the rulebook lets it be read, receipts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from oversight.files import blobs
from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import public_page
from oversight.ui.formats import moment
from oversight.ui.page import Page
from oversight.voting import queries
from oversight.voting.models import BallotBox, Poll
from oversight.voting.secret import ceremony_boxes, receipts
from oversight.voting.secret.actions.support import METHOD
from oversight.voting.secret.announced import Result, result_of, trackers_of
from oversight.voting.secret.archive_words import archive_source
from oversight.voting.secret.browser_verifier import InBrowser, in_browser
from oversight.voting.secret.card_words import (
    Rejected,
    board_facts,
    mark_words,
    number_facts,
    rejected_words,
    revote_facts,
)
from oversight.voting.secret.publishing import archive_rule, publication_of, title_of
from oversight.voting.secret.queries import box_of, cards_of
from oversight.voting.secret.receipt_words import receipt_word

REFERENCE = frozenset({"BELENIOS-2048", "RFC-3526-2048"})
"""Groups that the program of others reads."""
LONGEST_RECEIPT = 400
TRACKERS_A_PAGE = 600


def announced_vote(place: Jurisdiction, key: str) -> tuple[Poll, BallotBox]:
    """The vote of the address and its box; nothing of it is here before the announcement."""
    poll = queries.poll_by_id(place, key)
    box = box_of(poll) if poll is not None and poll.is_announced and poll.method == METHOD else None
    if poll is None or box is None or box.state != "decrypted":
        raise Http404(key)
    return poll, box


@dataclass(frozen=True)
class Verified:
    """自行验证的页面."""

    rule: str
    facts: Sequence[tuple[str, str]]
    marks: Sequence[tuple[str, str]]
    commands: Sequence[tuple[str, str]]
    rejected: Sequence[Rejected]
    result: Result | None
    source: str
    browser: InBrowser


def verified(poll: Poll, box: BallotBox) -> Verified:
    """What the page says of a vote."""
    rule, cards = archive_rule(poll), cards_of(box)
    facts = [
        (_("宣布"), moment(poll.announced_at)),
        (_("选举编号"), box.uuid),
        *(number_facts(cards)[:-1] if cards is not None else []),
        (_("公示的选票"), _("%(n)d 张") % {"n": box.ballots or 0}),
        *(revote_facts(box) if box.may_revote else []),
        *board_facts(box)[1:],
    ]
    return Verified(
        rule=rule,
        facts=facts,
        marks=mark_words(box),
        commands=commands(box),
        rejected=rejected_words(box),
        result=result_of(poll),
        source=archive_source(poll),
        browser=in_browser(box, told=rule != "hash_only"),
    )


def tracker_page(request: HttpRequest, poll: Poll, box: BallotBox) -> PaginatorPage[str] | None:
    """One page of the trackers of all ballots that count; none where nothing but a check value is public."""
    if archive_rule(poll) == "hash_only":
        return None
    return Paginator(trackers_of(box), TRACKERS_A_PAGE).get_page(request.GET.get("page"))


def commands(box: BallotBox) -> list[tuple[str, str]]:
    """Our verifier, and one that we did not write where it reads the group."""
    found = [(_("本软件的验证程序"), f"jiannuo-ballot verify {box.uuid}.bel")]
    if box.key_set.group in REFERENCE:
        text = f"mkdir election && cp {box.uuid}.bel election && belenios-tool election verify --dir election"
        found.append((_("别人写的验证程序（Debian 软件包 belenios-tool）"), text))
    return found


def receipt_command(poll: Poll, box: BallotBox) -> str:
    """How a receipt is judged on a machine of one's own."""
    archive = f" --archive {box.uuid}.bel" if archive_rule(poll) == "public" else ""
    return f"jiannuo-ballot receipt --key {receipts.public_key()}{archive} JN1.…"


@require_http_methods(["GET", "HEAD", "POST"])
@public_page
def verify_vote(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """自行验证; a receipt is looked up by a form, so that no address of it is kept anywhere."""
    poll, box = announced_vote(place, key)
    typed = request.POST.get("receipt", "")[:LONGEST_RECEIPT].strip()
    card = request.POST.get("card", "")[:LONGEST_RECEIPT].strip()
    found = receipt_word(box, typed, card) if request.method == "POST" else None
    context = {
        "page": Page(title=_("自行验证"), lead=title_of(poll), window_title=_("自行验证")),
        "place": place,
        "poll": poll,
        "box": box,
        "shown": verified(poll, box),
        "publication": publication_of(poll),
        "trackers": tracker_page(request, poll, box),
        "receipt_command": receipt_command(poll, box),
        "typed": typed,
        "card": card,
        "found": found,
    }
    return render(request, "voting/public/verify.html", context, status=422 if found and not found[0] else 200)  # fmt: skip


@require_safe
@public_page
def vote_archive(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponseBase:
    """投票档案, where everybody may read it; of a range the rest from there."""
    poll, box = announced_vote(place, key)
    if archive_rule(poll) != "public":
        raise Http404(key)
    answer = ceremony_boxes.archive(request, box)
    answer["Content-Disposition"] = f'attachment; filename="{box.uuid}.bel"'
    return answer


@require_safe
@public_page
def booth_page(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponseBase:
    """投票页 as it was voted with, to be kept and compared; never run from here."""
    _poll, box = announced_vote(place, key)
    if not blobs.exists(box.bundle):
        raise Http404(key)
    answer = FileResponse(blobs.open(box.bundle), content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="booth-{box.bundle[:12]}.html"'
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
