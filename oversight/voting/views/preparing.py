"""准备表决、确定监票人、取消、再次表决的表单."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.institutions.models import Body, Jurisdiction
from oversight.institutions.views.act_forms import ActPage, act_page, bound
from oversight.institutions.web import actor_of, place_page
from oversight.ui.page import Crumb
from oversight.voting import actions, permissions, rolls
from oversight.voting.actions.rounds import open_matters, refuse_held, refuse_second_vote
from oversight.voting.actions.support import poll_url
from oversight.voting.forms.acts import ReasonForm
from oversight.voting.forms.preparing import AgainForm, PrepareForm, ScrutineersForm
from oversight.voting.interests import kept_from_watching, kept_words, units_voted_on
from oversight.voting.models import Poll
from oversight.voting.pages.possible import may_be_held_again
from oversight.voting.pages.words import scrutineer_words
from oversight.voting.secret.keys import holders_in_force
from oversight.voting.values import Roll, Voters
from oversight.voting.views.shared import poll_act, poll_or_404


@place_page(permissions.can_prepare)
def prepare_poll(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """准备表决: a vote of its own; those on an agenda are put to the vote in the meeting."""
    actor, form = actor_of(request), bound(PrepareForm, request, place=place)
    listed = reverse("voting:polls", args=[place.code])
    page = ActPage(
        _("准备一次表决"),
        _("冻结名册并准备表决"),
        listed,
        (Crumb(_("表决"), listed), Crumb(_("准备表决"))),
        lead=_("议程上的事项在会议里交付表决，不用在这里准备。"),
        warning=_("名册从现在冻结。到场情况有变的，取消后重新准备。"),
        done=_("表决已准备，名册已冻结。"),
    )

    def run(data: dict[str, Any]) -> str:
        absent, video, names = data.pop("absent"), data.pop("video"), data.pop("names")
        body, unit = data.pop("body"), data.pop("units")
        raters, name = data.pop("raters"), data.pop("voters")
        roll = rolls.roll_of(place, body) if body else rolls.roll_of_names(raters)
        made = actions.prepare_poll(
            actor,
            place,
            about=("", ""),
            roll=rolls.attended(roll, absent, video),
            voters=rolls.voters_of(body) if body else Voters(name),
            scrutineers=rolls.scrutineers_of(place, names),
            units=[unit.public_id] if unit else [],
            **data,
        )
        return poll_url(made)

    return act_page(request, page, form, run)


@place_page(permissions.can_prepare)
def name_scrutineers(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """确定监票人。"""
    poll, actor = poll_or_404(place, key), actor_of(request)
    named = [one["name"] for one in sorted(poll.scrutineers, key=lambda one: not one["chief"])]
    if not named and poll.method == "cards":
        named = holders_in_force(place)

    def run(names: list[str], chair: str) -> Poll:
        rows = rolls.scrutineers_of(place, names)
        return actions.name_scrutineers(actor, place, poll, scrutineers=rows, chair=chair)

    return poll_act(
        request,
        place,
        poll,
        ScrutineersForm,
        run,
        title=_("确定监票人"),
        button=_("确定监票人"),
        done=_("监票人已确定。"),
        facts=[
            (_("现有"), scrutineer_words(poll.scrutineers) or _("没有")),
            *([(_("不能监票"), kept)] if (kept := kept_out(poll)) else []),
        ],
        initial={"names": named, "chair": poll.chair},
    )


def kept_out(poll: Poll) -> str:
    """Who of the roll belongs to what is voted on, said before anybody is named."""
    people = {row.person: row.name for row in poll.roll.rows if row.person}
    kept = kept_from_watching(poll.jurisdiction, people, units_voted_on(poll))
    return kept_words(people, kept)


@place_page(permissions.can_prepare)
def cancel_poll(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """取消表决。"""
    poll, actor = poll_or_404(place, key), actor_of(request)
    return poll_act(
        request,
        place,
        poll,
        ReasonForm,
        lambda reason: actions.cancel_poll(actor, place, poll, reason=reason),
        title=_("取消这次表决"),
        button=_("取消表决"),
        done=_("表决已取消，记录保留。"),
        warning=_("取消以后不能恢复；需要的，重新准备。"),
    )


@place_page(permissions.can_prepare)
def hold_again(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """再次表决: a fresh roll; what is voted on follows from the round before."""
    poll, actor = poll_or_404(place, key), actor_of(request)

    def run(body: Body | None, method: str, absent: list[str], video: list[str]) -> Poll:
        roll: Roll = rolls.roll_of(place, body) if body else poll.roll
        roll = rolls.attended(roll, absent, video)
        voters = rolls.voters_of(body) if body else None
        return actions.hold_again(actor, place, poll, roll=roll, method=method, voters=voters)

    facts = []
    if poll.has_ended and may_be_held_again(poll):
        options, k = open_matters(poll)
        facts.append((_("表决的各项"), _("、").join(options)))
        if k is not None:
            facts.append((_("应选"), _("%(k)d 项") % {"k": k}))
    rows = poll.roll.rows
    return poll_act(
        request,
        place,
        poll,
        AgainForm,
        run,
        title=_("再次表决"),
        button=_("冻结名册并再次表决"),
        done=_("下一轮已准备，名册已重新冻结；上一轮的记录不变。"),
        facts=facts,
        initial={
            "method": poll.method,
            "absent": [row.name for row in rows if not row.present],
            "video": [row.name for row in rows if row.present and row.mode == "video"],
        },
        then=poll_url,
        checks=[
            lambda: refuse_held(poll),
            lambda: refuse_second_vote(poll, in_meeting=False),
            lambda: open_matters(poll),
        ],
    )
