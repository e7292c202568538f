"""征集的行为: a proposal of anybody, one entered from paper or for a deputy, a record of a forum with many."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import OperationalError
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.audit.scoping import Scope
from oversight.files.actions import Prepared, prepared, record_prepared
from oversight.institutions import queries as institutions
from oversight.institutions.actions.writing import put, written
from oversight.institutions.models import Jurisdiction
from oversight.projects import permissions, receipts
from oversight.projects.actions.contacts import keep_contact
from oversight.projects.actions.drafting import Wish, attach, checked_photos, drafted
from oversight.projects.actions.support import locked_year, may_enter, require
from oversight.projects.models import CollectingSession, ProjectYear, Proposal
from oversight.projects.queries.years import window_of
from oversight.projects.rules import collecting, spam

LINE = threading.Lock()
ATTEMPTS = 3


@dataclass(frozen=True)
class Sender:
    """从哪里提出: what the form and the connection tell; ``stamp`` is the form's own mark, if any."""

    stamp: receipts.Stamp | None = None
    asks_stamp: bool = True
    honeypot: str = ""
    from_address: int = 0


@dataclass(frozen=True)
class Received:
    """收到的建议和回执码; ``again`` where this very form had been sent before."""

    proposal: Proposal
    code: str
    again: bool = False


def propose(
    actor: Actor,
    place: Jurisdiction,
    year: ProjectYear,
    *,
    wish: Wish,
    sender: Sender,
    photos: Iterable[Any] = (),
) -> Received:
    """提建议: anybody, without an account. The same form sent twice is one proposal with one code.

    Photos are checked, cleaned and on disk before the transaction. What looks like spam is received all the
    same, with its receipt, and waits for a person.
    """
    code = receipts.code_of(sender.stamp.key if sender.stamp else receipts.new_stamp())
    if (earlier := with_code(place, code)) is not None:
        return Received(earlier, code, again=True)
    require(collecting.takes_public(window_of(year), institutions.today()))
    checked = checked_photos(photos)
    return in_turn(partial(receive, actor, place, year, wish, sender, checked, code))


def in_turn(run: Callable[[], Received]) -> Received:
    """One proposal after another in a process: who waits in line does not starve at the database's lock.

    A database that stays locked all the same is tried again; the code of the form makes that harmless.
    """
    with LINE:
        for _attempt in range(ATTEMPTS - 1):
            try:
                return run()
            except OperationalError:
                continue
        try:
            return run()
        except OperationalError as error:
            text = _("没有收到。此刻提交的人太多，内容还在，请再提交一次。")
            raise Refused("busy", text) from error


def receive(
    actor: Actor,
    place: Jurisdiction,
    year: ProjectYear,
    wish: Wish,
    sender: Sender,
    checked: list[Prepared],
    code: str,
) -> Received:
    """The act itself, once the photos lie on disk."""
    with act(
        "projects.propose",
        actor=actor,
        place=place.code,
        permitted=permissions.can_propose(actor, place),
        rule=spam.CODE,
    ) as running:
        year = locked_year(place, year)
        require(collecting.takes_public(window_of(year), institutions.today()))
        if (earlier := with_code(place, code)) is not None:
            running.facts = {"code": earlier.code, "again": True}
            return Received(earlier, code, again=True)
        made = drafted(place, year, wish, "web", code)
        made.held_reasons = signs_of(year, made, sender)
        made.state = "held" if made.held_reasons else "received"
        put(made)
        attach(actor, place, made, checked)
        keep_contact(year, made, wish.contact)
        running.facts = facts_of(made, len(checked))
    return Received(made, code)


def signs_of(year: ProjectYear, made: Proposal, sender: Sender) -> list[dict[str, str]]:
    """Why a person should look first, each reason by code and in words."""
    same = Proposal.objects.in_scope(Scope.of(year.jurisdiction_id)).filter(
        project_year=year, text_mark=made.text_mark
    )
    found = spam.reasons_to_hold(
        spam.Signs(
            text=f"{made.title}\n{made.text}\n{made.where}",
            honeypot=sender.honeypot,
            seconds=sender.stamp.seconds if sender.stamp else None,
            asks_stamp=sender.asks_stamp,
            same=same.count(),
            from_address=sender.from_address,
        )
    )
    return [{"code": one.code, "text": one.chinese} for one in found]


def enter_proposal(
    actor: Actor,
    place: Jurisdiction,
    year: ProjectYear,
    *,
    wish: Wish,
    channel: str = "paper",
    photos: Iterable[Any] = (),
) -> Received:
    """代录: a paper form as it stands, its scan as a photo; a deputy's own proposal needs no paper."""
    permitted = may_enter(actor, place)
    checked = checked_photos(photos) if permitted else []
    with act(
        "projects.enter_proposal",
        actor=actor,
        place=place.code,
        permitted=permitted,
        rule=collecting.CODE,
    ) as running:
        year = locked_year(place, year)
        require(collecting.takes_records(window_of(year)))
        if channel not in {"paper", "deputy"}:
            raise Invalid("unknown_channel", _("从列表里选。"), where="channel")
        if channel == "deputy" and actor.role not in {"deputy", "member"}:
            raise NotPermitted
        found = entered(actor, place, year, wish, channel)
        attach(actor, place, found.proposal, checked)
        running.facts = facts_of(found.proposal, len(checked))
    return found


def record_session(
    actor: Actor,
    place: Jurisdiction,
    year: ProjectYear,
    *,
    details: dict[str, Any],
    wishes: Sequence[Wish],
    file: Any = None,
) -> tuple[CollectingSession, list[Received]]:
    """登记座谈、走访、站点接待: one occasion, and every wish of it as a proposal of its own."""
    with act(
        "projects.record_session",
        actor=actor,
        place=place.code,
        permitted=may_enter(actor, place),
        rule=collecting.CODE,
    ) as running:
        year = locked_year(place, year)
        require(collecting.takes_records(window_of(year)))
        session = CollectingSession(
            jurisdiction=place,
            project_year=year,
            entered_label=actor.label[:100],
            **details,
        )
        if session.on > institutions.today():
            raise Invalid("in_the_future", _("还没有开的座谈不登记。"), where="on")
        session.where = written(session.where, "where", _("地点"), 120)
        session.led_by = written(session.led_by, "led_by", _("主持或走访的人"), 200)
        if file:
            session.file = record_prepared(
                actor, place, prepared(file.name or "", file), _("征集记录")
            )
        put(session)
        made = [entered(actor, place, year, wish, "session", session) for wish in wishes]
        running.facts = {
            "year": year.year,
            "kind": session.kind,
            "on": session.on.isoformat(),
            "proposals": len(made),
        }
    return session, made


def add_to_session(
    actor: Actor, place: Jurisdiction, session: CollectingSession, *, wishes: Sequence[Wish]
) -> list[Received]:
    """补录: wishes of an occasion already on record, e.g. rows that were sent back and mended."""
    with act(
        "projects.add_to_session",
        actor=actor,
        place=place.code,
        permitted=may_enter(actor, place),
        rule=collecting.CODE,
    ) as running:
        year = locked_year(place, session.project_year)
        require(collecting.takes_records(window_of(year)))
        if not wishes:
            raise Invalid("no_wish", _("没有写任何一条建议。"))
        made = [entered(actor, place, year, wish, "session", session) for wish in wishes]
        running.facts = {"year": year.year, "proposals": len(made)}
    return made


def entered(
    actor: Actor,
    place: Jurisdiction,
    year: ProjectYear,
    wish: Wish,
    channel: str,
    session: CollectingSession | None = None,
) -> Received:
    """One proposal that somebody of the office, or a deputy, writes down; seen, since a person wrote it."""
    made = drafted(place, year, wish, channel, "")
    code = receipts.code_of(made.public_id)
    made.receipt, made.session = receipts.digest(code), session
    made.entered_on_behalf = channel != "deputy"
    made.entered_label = actor.label[:100]
    made.seen_at = made.received_at
    put(made)
    keep_contact(year, made, wish.contact)
    return Received(made, code)


def with_code(place: Jurisdiction, code: str) -> Proposal | None:
    """The proposal that this code belongs to."""
    rows = Proposal.objects.in_scope(Scope.of(place)).select_related("project_year", "village")
    return rows.filter(receipt=receipts.digest(code)).first() if code else None


def facts_of(made: Proposal, photos: int) -> dict[str, Any]:
    """What the record keeps of a proposal: nothing of what it says."""
    return {
        "code": made.code,
        "kind": made.kind,
        "channel": made.channel,
        "state": made.state,
        "photos": photos,
    }
