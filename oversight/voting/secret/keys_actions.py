"""监票密钥的写: nominated the day before, made part by part by the holders' own tools, in force by the meeting's vote.

The server keeps public parts and sealed letters alone; it could open nothing (design §4). Whoever holds a ceremony code
speaks for its holder until the result is opened.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from secret_ballot.findings import BallotError
from secret_ballot.v1.suites import BELENIOS_2048, ED25519, suite_of
from secret_ballot.v1.trustees import fingerprint_of, read_trustees

from oversight.accounts import codes
from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, Refused
from oversight.institutions import queries as institutions
from oversight.institutions.actions.writing import put, said, written
from oversight.institutions.models import Jurisdiction
from oversight.voting import permissions
from oversight.voting.models import KeyHolder, KeySet
from oversight.voting.rules import key_stages as rules
from oversight.voting.rules.key_stages import Nominee
from oversight.voting.secret import keys as read
from oversight.voting.secret import keys_judging as judging
from oversight.voting.secret.keys import holder_actor
from oversight.voting.secret.keys_refusals import check, judged, proof_error, readable

GROUPS = (BELENIOS_2048, ED25519)
CODE_DAYS = 7
"""From the nomination the day before until the last result of the meeting is opened."""


def locked_set(place: Jurisdiction, key_set: KeySet) -> KeySet:
    """The set as it stands now, locked until the act ends."""
    return read.key_sets_of(place).select_for_update(of=("self",)).get(pk=key_set.pk)


def make_key_set(
    actor: Actor,
    place: Jurisdiction,
    *,
    title: str,
    holders: Sequence[Mapping[str, Any]],
    threshold: int,
    group: str = BELENIOS_2048,
    about: tuple[str, str] = ("", ""),
) -> KeySet:
    """建立监票密钥: for those nominated to scrutinise; the keys themselves they make with their own tools.

    holders  rows {name, person: public id or "", chief: bool}; one is the chief; their order numbers them
    about    kind and public id of the meeting, where it is known
    """
    with act(
        "voting.make_key_set",
        actor=actor,
        place=place.code,
        permitted=permissions.can_prepare(actor, place),
        rule=rules.CODE,
    ) as running:
        if group not in GROUPS:
            raise Invalid("unknown_group", _("没有这个密码群。"), where="group")
        nominees = [nominee(place, row) for row in holders]
        any_threshold = settings.VOTING_ANY_THRESHOLD
        verdict = rules.may_nominate(nominees, threshold, any_threshold=any_threshold)
        where = "threshold" if verdict.code.startswith("threshold") else "names"
        check(verdict, where)
        key_set = KeySet(
            jurisdiction=place,
            title=written(title, "title", _("名称"), 200),
            about_kind=about[0],
            about_id=about[1],
            group=group,
            threshold=threshold,
            made_at=timezone.now(),
        )
        put(key_set)
        for number, one in enumerate(nominees, 1):
            holder = KeyHolder(
                jurisdiction=place,
                key_set=key_set,
                number=number,
                name=one.name,
                person=one.person,
                is_chief=one.chief,
            )
            put(holder)
        running.facts = {
            "key_set": key_set.public_id,
            "names": [one.name for one in nominees],
            "threshold": threshold,
            "group": group,
        }
    return key_set


def nominee(place: Jurisdiction, row: Mapping[str, Any]) -> Nominee:
    """A row as given; a person must be of the register and bear the name."""
    name = written(" ".join(str(row.get("name", "")).split()), "names", _("姓名"), 60)
    person = str(row.get("person") or "")
    if person and not institutions.people_of(place).filter(public_id=person, name=name).exists():
        raise Invalid(
            "unknown_person", _("本地的人员里没有%(name)s。") % {"name": name}, where="names"
        )
    return Nominee(name, person, bool(row.get("chief")))


def issue_ceremony_code(
    actor: Actor, place: Jurisdiction, key_set: KeySet, *, number: int
) -> tuple[KeyHolder, str]:
    """发仪式码: for one holder; the code in clear is shown once, an earlier one ends."""
    with act(
        "voting.issue_ceremony_code",
        actor=actor,
        place=place.code,
        permitted=permissions.can_prepare(actor, place),
    ) as running:
        key_set = locked_set(place, key_set)
        if key_set.stage == "ended":
            check(rules.may_use(key_set.stage))
        holder = key_set.holders.filter(number=number).first()
        if holder is None:
            raise Invalid("unknown_holder", _("没有这个持钥人。"), where="number")
        plain, earlier = codes.new_code(), bool(holder.digest)
        holder.digest = read.digest_of(plain)
        holder.expires_at = timezone.now() + timedelta(days=CODE_DAYS)
        put(holder)
        running.facts = {
            "key_set": key_set.public_id,
            "number": number,
            "name": holder.name,
            "ended": "code" if earlier else "",
        }
    return holder, plain


def tell_key_part(holder: KeyHolder, part: str, raw: bytes) -> KeySet:
    """报密钥的一部分: certificate, commitment, polynomial or share, by ceremony code; told again it changes nothing."""
    value, text = readable(raw, part)
    kept = str(value) if part == "commitment" else text
    now = read.holder_by_digest(holder.digest)
    if now is not None and getattr(now, part) == kept:
        return now.key_set
    place = holder.jurisdiction
    with act(
        "voting.tell_key_part",
        actor=holder_actor(holder),
        place=place.code,
        permitted=now is not None and read.code_runs(now),
        rule=rules.CODE,
    ) as running:
        key_set = locked_set(place, holder.key_set)
        everybody = read.holders_of(key_set)
        mine = everybody[holder.number - 1]
        if getattr(mine, part):
            text = _(
                "这一部分已经报过，内容不同。已经报的不能换；要换的，请办公室作废这组密钥，重新建立。"
            )
            raise Refused("told_already", text)
        check(rules.may_tell(part, key_set.stage))
        judged(part, value, mine.number, read.told(everybody, key_set))
        setattr(mine, part, kept)
        put(mine)
        move_on(key_set, everybody, part)
        running.facts = {
            "key_set": key_set.public_id,
            "number": mine.number,
            "name": mine.name,
            "part": part,
            "sha256": hashlib.sha256(kept.encode()).hexdigest(),
            "stage": key_set.stage,
        }
    return key_set


def move_on(key_set: KeySet, everybody: list[KeyHolder], part: str) -> None:
    """The next stage once the part is in from all; with the last share the keys are put together."""
    now = timezone.now()
    key_set.begun_at = key_set.begun_at or now
    missing = sum(not getattr(one, part) for one in everybody)
    key_set.stage = rules.next_stage(key_set.stage, missing)
    if key_set.stage == "assembled":
        try:
            trustees, sealed = judging.assembled(read.told(everybody, key_set))
        except BallotError as error:
            raise proof_error(error) from error
        key_set.trustees, key_set.assembled_at = trustees.raw.decode(), now
        key_set.fingerprint = fingerprint_of(suite_of(key_set.group), trustees.raw)
        for one, text in zip(everybody, sealed, strict=True):
            one.sealed = text
            put(one)
    put(key_set)


def activate_keys(
    actor: Actor, place: Jurisdiction, key_set: KeySet, *, elected_by: str, present: Collection[int]
) -> KeySet:
    """启用监票密钥: the meeting has elected exactly these holders, who are here and have compared the fingerprint.

    The record of the protocol is read once more as anybody reads it, so that what was stored is what is used.
    """
    with act(
        "voting.activate_keys",
        actor=actor,
        place=place.code,
        permitted=permissions.can_prepare(actor, place),
        rule=rules.CODE,
    ) as running:
        key_set = locked_set(place, key_set)
        numbers = [one.number for one in read.holders_of(key_set)]
        meetings = read.meetings_running(place)
        check(rules.may_activate(key_set.stage, numbers, present, meetings), "present")
        said_by = written(elected_by, "elected_by", _("通过监票人的会议和方式"), 200)
        check_trustees(key_set)
        key_set.elected_by, key_set.stage = said_by, "active"
        key_set.activated_at, key_set.activated_label = timezone.now(), actor.label[:100]
        put(key_set)
        running.facts = {"key_set": key_set.public_id, "fingerprint": key_set.fingerprint}
    return key_set


def check_trustees(key_set: KeySet) -> None:
    """The stored record has its fingerprint and its threshold; production takes no fewer than two keys to open."""
    raw, suite = key_set.trustees.encode(), suite_of(key_set.group)
    try:
        found = read_trustees(suite, raw)
    except BallotError as error:
        raise proof_error(error) from error
    altered = fingerprint_of(suite, raw) != key_set.fingerprint
    if altered or found.independent_keys != key_set.threshold:
        text = _("存着的密钥和合成时的指纹不符，不能启用。作废这组密钥，重新建立。")
        raise Refused("fingerprint_differs", text)
    if found.independent_keys < rules.LEAST_THRESHOLD and not settings.VOTING_ANY_THRESHOLD:
        nominees = [Nominee(one.name, chief=one.is_chief) for one in read.holders_of(key_set)]
        check(rules.may_nominate(nominees, key_set.threshold, any_threshold=False))


def end_keys(actor: Actor, place: Jurisdiction, key_set: KeySet, *, reason: str) -> KeySet:
    """作废监票密钥: another was elected, a key is lost, the meeting is over; never while a box waits for them."""
    with act(
        "voting.end_keys",
        actor=actor,
        place=place.code,
        permitted=permissions.can_prepare(actor, place),
        rule=rules.CODE,
    ) as running:
        key_set = locked_set(place, key_set)
        check(rules.may_end(key_set.stage, key_set.boxes.values_list("state", flat=True)))
        key_set.end_reason = said(reason, "reason", "no_reason", _("没有写原因。"))
        key_set.stage = "ended"
        put(key_set)
        running.note = key_set.end_reason
        running.facts = {"key_set": key_set.public_id}
    return key_set
