"""签字与宣布: the sheet signed by whoever must, then the result announced by the chair – and seen from then on."""

from __future__ import annotations

from typing import BinaryIO

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, NotPermitted
from oversight.files.actions import store_file
from oversight.institutions.actions.writing import put, said
from oversight.institutions.models import Jurisdiction
from oversight.voting import permissions, queries
from oversight.voting.actions.support import KEPT_IN, locked, require, tell
from oversight.voting.announcing import announcement
from oversight.voting.models import Poll, SheetSignature
from oversight.voting.queries.counts import Signer, has_entered, is_self
from oversight.voting.queries.outcomes import outcome_from
from oversight.voting.rules.registry import RULES


def sign_sheet(
    actor: Actor,
    place: Jurisdiction,
    poll: Poll,
    *,
    capacity: str,
    name: str,
    upload: tuple[str, BinaryIO] | None = None,
) -> SheetSignature:
    """签字: by the own account, typed on the office's device by the person present, or as a scan of the paper.

    capacity  chief_scrutineer | scrutineer | teller, with the name as it stands on the sheet
    upload    name and bytes of the scan; it is given out with the sheet alone
    """
    with act(
        "voting.sign_sheet",
        actor=actor,
        place=place.code,
        permitted=permissions.can_sign(actor, place),
    ) as running:
        poll = locked(place, poll)
        require("sign_sheet", poll)
        signer = wanted(poll, capacity, name)
        sheet = queries.sheet_of(poll)
        assert sheet is not None
        way = way_of(actor, poll, signer, upload is not None)
        scan = None
        if upload is not None:
            name, stream = upload
            purpose = _("计票报告单签字")
            scan = store_file(
                actor,
                place,
                name=name,
                stream=stream,
                purpose=purpose,
                permitted=True,
                confined=True,
            )
        signature = SheetSignature(
            jurisdiction=place,
            sheet=sheet,
            capacity=capacity,
            name=signer.name,
            way=way,
            scan=scan,
            signed_by_id=actor.account_id,
            signed_label=actor.label[:100],
            signed_at=timezone.now(),
        )
        put(signature)
        if not queries.missing_signers(poll):
            poll.state = "signed"
            put(poll)
            title = _("%(title)s：签字齐全，请宣布结果") % {"title": poll.title}
            tell(poll, ("chair",), f"announce:{poll.count_no}", title)
        running.facts = {
            "poll": poll.public_id,
            "capacity": capacity,
            "name": signer.name,
            "way": signature.way,
        }
    return signature


def wanted(poll: Poll, capacity: str, name: str) -> Signer:
    """The signer of the sheet who is meant and has not signed."""
    name = said(name, "name", "no_name", _("没有写姓名。"))
    asked = [each for each in queries.signers_of(poll) if each.capacity == capacity]
    found = next((each for each in asked if each.name == name), None)
    if found is None:
        names = "、".join(each.name for each in asked) or _("没有")
        text = _("这一身份应签字的人是：%(names)s。") % {"names": names}
        raise Invalid("not_a_signer", text, where="name")
    if found not in queries.missing_signers(poll):
        raise Invalid("signed_already", _("%(name)s已经签字。") % {"name": name}, where="name")
    return found


def way_of(actor: Actor, poll: Poll, signer: Signer, scanned: bool) -> str:
    """How it was signed; for another only the counting staff, and for another teller only by a scan."""
    if is_self(actor, poll, signer):
        return "own"
    if not has_entered(actor, poll):
        text = _("只能签自己的名字；代为登记的，须是录入这张计票报告单的两人之一。")
        raise NotPermitted(text)
    if scanned:
        return "scan"
    if signer.capacity == "teller":
        raise NotPermitted(_("计票人用自己的账号签字，或者由另一人上传纸质签字的扫描件。"))
    return "device"


def announce(actor: Actor, place: Jurisdiction, poll: Poll) -> Poll:
    """宣布结果: by the chair, with the rule cited; from now on it is seen, and others follow it."""
    with act(
        "voting.announce",
        actor=actor,
        place=place.code,
        permitted=permissions.can_preside(actor, place),
        basis=poll.measure or RULES[poll.rule].basis,
        rule=poll.rule_version,
    ) as running:
        poll = locked(place, poll)
        require("announce", poll)
        sheet = queries.sheet_of(poll)
        assert sheet is not None
        outcome = outcome_from(sheet)
        with translation.override(KEPT_IN):
            poll.announcement = announcement(poll, outcome)
        poll.state = "announced"
        poll.announced_at, poll.announced_label = timezone.now(), actor.label[:100]
        put(poll)
        running.facts = {
            "poll": poll.public_id,
            "about_kind": poll.about_kind,
            "about_id": poll.about_id,
            "passed": list(outcome.passed),
            "tied": list(outcome.tied),
            "open_places": outcome.open_places,
            "sheet": sheet.sha256,
        }
    return poll
