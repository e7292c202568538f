"""签字与宣布: the sheet signed by whoever must, then the result announced by the chair – and seen from then on."""

from __future__ import annotations

from typing import Any, BinaryIO

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, NotPermitted
from oversight.files.actions import store_file
from oversight.files.models import StoredFile
from oversight.institutions.actions.writing import put, said
from oversight.institutions.models import Jurisdiction
from oversight.voting import permissions, queries
from oversight.voting.actions.support import KEPT_IN, locked, require, tell_presider
from oversight.voting.announcing import announcement
from oversight.voting.models import Poll, SheetSignature
from oversight.voting.pages.words import kept_basis
from oversight.voting.presiding import require_presiding
from oversight.voting.queries.counts import Signer, has_entered, is_self, signs_by_account
from oversight.voting.queries.outcomes import outcome_from
from oversight.voting.rules import drawing as drawings


def sign_sheet(
    actor: Actor,
    place: Jurisdiction,
    poll: Poll,
    *,
    capacity: str,
    name: str,
    upload: tuple[str, BinaryIO] | None = None,
) -> SheetSignature:
    """签字: by the own account, or as a scan of the signed paper. Drawn on the own telephone: ``phones``.

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
        way = way_of(actor, poll, signer, upload is not None)
        signature = SheetSignature(
            jurisdiction=place,
            capacity=capacity,
            name=signer.name,
            way=way,
            scan=scan_of(actor, place, upload) if way == "scan" and upload is not None else None,
            signed_by_id=actor.account_id,
            signed_label=actor.label[:100],
        )
        running.facts = put_signature(poll, signature)
    return signature


def put_signature(
    poll: Poll, signature: SheetSignature, strokes: drawings.Strokes = ()
) -> dict[str, Any]:
    """Keep one signature under the sheet; with the last the presider is told. Returns what the act keeps."""
    sheet = queries.sheet_of(poll)
    assert sheet is not None
    signature.sheet = sheet
    signature.drawing = [[list(point) for point in stroke] for stroke in strokes]
    signature.signed_at = timezone.now()
    put(signature)
    if not queries.missing_signers(poll):
        poll.state = "signed"
        put(poll)
        title = _("%(title)s：签字齐全，请宣布结果") % {"title": poll.title}
        tell_presider(poll, f"announce:{poll.count_no}", title)
    return {
        "poll": poll.public_id,
        "capacity": signature.capacity,
        "name": signature.name,
        "way": signature.way,
        "entered_by": "" if signature.way == "own" else signature.signed_label,
        "drawing": drawings.check_value(strokes) if strokes else "",
    }


def scan_of(actor: Actor, place: Jurisdiction, upload: tuple[str, BinaryIO]) -> StoredFile:
    """The scan of the signed paper, given out with the sheet alone."""
    name, stream = upload
    return store_file(
        actor,
        place,
        name=name,
        stream=stream,
        purpose=_("计票报告单签字"),
        permitted=True,
        confined=True,
    )


def drawn(given: Any) -> drawings.Strokes:
    """The strokes of a drawn signature; a dot or nothing is none."""
    try:
        return drawings.read(given)
    except drawings.NoDrawing as error:
        texts = {
            "nothing_drawn": _("没有签上。请签字人本人在框内写出姓名。"),
            "drawing_too_large": _("笔画太多，没有签上。请清除后重写。"),
        }
        text = texts.get(error.code, _("手写签字读不出来，没有签上。"))
        raise Invalid(error.code, text, where="drawing") from error


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


def way_of(actor: Actor, poll: Poll, signer: Signer, is_scanned: bool) -> str:
    """How it was signed; a typed name is none. For another only the counting staff, and only by a scan."""
    if is_self(actor, poll, signer):
        return "own"
    if not has_entered(actor, poll):
        text = _("只能签自己的名字；代为登记的，须是录入这张计票报告单的两人之一。")
        raise NotPermitted(text)
    if is_scanned:
        return "scan"
    if signer.capacity == "teller":
        raise NotPermitted(_("计票人用自己的账号签字，或者由另一人上传纸质签字的扫描件。"))
    if signs_by_account(poll, signer):
        text = _("%(name)s有自己的账号：由本人用账号签字，或者上传纸质签字的扫描件。")
        raise NotPermitted(text % {"name": signer.name})
    text = _("由%(name)s凭签字码在自己的手机上签字，或者上传纸质签字的扫描件。")
    raise NotPermitted(text % {"name": signer.name})


def announce(actor: Actor, place: Jurisdiction, poll: Poll) -> Poll:
    """宣布结果: by who presides, with the rule cited; from now on it is seen, and others follow it."""
    with act(
        "voting.announce",
        actor=actor,
        place=place.code,
        permitted=permissions.can_preside(actor, place),
        basis=kept_basis(poll),
        rule=poll.rule_version,
    ) as running:
        poll = locked(place, poll)
        require("announce", poll)
        named, entered_by = require_presiding(actor, poll, counted=True)
        sheet = queries.sheet_of(poll)
        assert sheet is not None
        outcome = outcome_from(sheet)
        with translation.override(KEPT_IN):
            poll.announcement = announcement(poll, outcome)
        poll.state = "announced"
        poll.announced_at = timezone.now()
        poll.announced_label, poll.announced_entered_by = named, entered_by
        put(poll)
        running.facts = {
            "poll": poll.public_id,
            "about_kind": poll.about_kind,
            "about_id": poll.about_id,
            "passed": list(outcome.passed),
            "tied": list(outcome.tied),
            "open_places": outcome.open_places,
            "sheet": sheet.sha256,
            "presided_by": named,
            "entered_on_behalf": bool(entered_by),
        }
    return poll
