"""询问、专题询问、质询案的写: started, signed, submitted, decided, answered, a new answer demanded, closed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.errors import Invalid, Refused
from oversight.audit.scoping import Scope
from oversight.files.actions import confine, store_file
from oversight.files.models import StoredFile
from oversight.inbox.actions import notify
from oversight.institutions.actions.writing import check_place, put
from oversight.institutions.models import Jurisdiction, Person, Unit
from oversight.meetings import permissions as meeting_permissions
from oversight.meetings import permissions_items as permissions
from oversight.meetings.actions.items import propose_item
from oversight.meetings.actions.support import found, locked, meeting_act, refuse_over, written
from oversight.meetings.models import InquiryAnswer, InquiryMotion, InquirySigner, Meeting
from oversight.meetings.queries import inquiries as queries
from oversight.meetings.queries.questions import own_person
from oversight.meetings.rules import inquiries as rules
from oversight.meetings.rules.questions import Refusal
from oversight.rulebooks import queries as rulebooks

ITEM_KINDS = {"special_inquiry": "special_inquiry", "interpellation": "interpellation"}


def start_inquiry(
    actor: Actor,
    place: Jurisdiction,
    *,
    kind: str,
    meeting: Meeting,
    unit: Unit,
    title: str,
    questions: str,
) -> InquiryMotion:
    """登记: the matter, whom it is put to, what is asked; a member or deputy who starts it signs it first."""
    with meeting_act(
        "start_inquiry", actor, place, permissions.can_sign_matters(actor, place), rules.CODE
    ) as running:
        check_place(place, meeting=meeting, unit=unit)
        meeting = locked(place, meeting)
        refuse_over(meeting, "meeting")
        if kind not in rules.KINDS:
            raise Invalid("unknown_kind", _("没有这一种。"), where="kind")
        row = queries.basis_of(place, meeting, kind)
        motion = InquiryMotion(
            jurisdiction=place,
            kind=kind,
            meeting=meeting,
            unit=unit,
            title=written(title, "title", _("题目"), 200),
            questions=written(questions, "questions", _("问题和内容"), 20_000),
            needed=rules.signers_needed(kind, meeting.body.kind, place.level),
            basis=(row.basis if row else "")[:300],
            started_label=actor.label[:100],
            **rulebooks.in_force(place).stored,
        )
        facts = queries.InquiryFacts(kind, meeting.body.kind, place.level, addressee=unit.kind)
        refuse(rules.body_refusal(facts), facts, "meeting")
        refuse(rules.addressee_refusal(facts), facts, "unit")
        put(motion)
        if permissions.can_ask(actor, place):
            add_signer(actor, place, motion, own_or_refuse(actor, place))
        running.basis = motion.basis
        running.facts = named(motion)
    return motion


def own_or_refuse(actor: Actor, place: Jurisdiction) -> Person:
    """The account's own person."""
    person = own_person(actor, place)
    if person is None:
        text = _("没有办理。你的账号没有对应到人员名册，请联系办公室。")
        raise Refused("account_without_person", text)
    return person


def add_signer(actor: Actor, place: Jurisdiction, motion: InquiryMotion, person: Person) -> None:
    """One more signature; refused for whoever has no seat and for whoever has signed."""
    check_place(place, people=person)
    if not queries.has_seat(motion.meeting, person):
        text = _("没有联名。%(name)s不是会议当天的组成人员或代表。") % {"name": person.name}
        raise Refused("no_seat", text, where="people")
    if queries.signers_of(motion).filter(person=person).exists():
        text = _("%(name)s已经联名。") % {"name": person.name}
        raise Refused("already_signed", text, where="people")
    signer = InquirySigner(
        jurisdiction=place,
        motion=motion,
        person=person,
        name=person.name,
        entered_label=actor.label[:100],
        by_account_id=actor.account_id,
    )
    put(signer)


def sign_inquiry(
    actor: Actor, place: Jurisdiction, motion: InquiryMotion, *, people: Iterable[Person] = ()
) -> InquiryMotion:
    """联名: a member or deputy for themselves; the office enters the names on a signed paper."""
    with meeting_act(
        "sign_inquiry", actor, place, permissions.can_sign_matters(actor, place), rules.CODE
    ) as running:
        motion = locked_inquiry(place, motion)
        allow("sign", motion)
        chosen = list(people)
        if permissions.can_ask(actor, place):
            chosen = [own_or_refuse(actor, place)]
        if not chosen:
            raise Invalid("nobody", _("没有选联名的人。"), where="people")
        for person in chosen:
            add_signer(actor, place, motion, person)
        running.facts = named(motion) | {"signers": queries.signers_of(motion).count()}
    return motion


def unsign_inquiry(
    actor: Actor, place: Jurisdiction, motion: InquiryMotion, *, person: Person | None = None
) -> InquiryMotion:
    """退出联名: until it is submitted."""
    with meeting_act(
        "unsign_inquiry", actor, place, permissions.can_sign_matters(actor, place), rules.CODE
    ) as running:
        motion = locked_inquiry(place, motion)
        allow("unsign", motion)
        if permissions.can_ask(actor, place):
            person = own_or_refuse(actor, place)
        signer = queries.signers_of(motion).filter(person=person).first()
        if signer is None:
            raise Refused("not_signed", _("没有退出。这个人没有联名。"), where="person")
        signer.dropped_at = timezone.now()
        put(signer)
        running.facts = named(motion) | {"signers": queries.signers_of(motion).count()}
    return motion


def submit_inquiry(actor: Actor, place: Jurisdiction, motion: InquiryMotion) -> InquiryMotion:
    """提出: with enough signatures; a plain question at an item needs no decision of the leaders."""
    with meeting_act(
        "submit_inquiry",
        actor,
        place,
        permissions.may_submit(actor, place, queries.own_signature(actor, motion) is not None),
        rules.CODE,
    ) as running:
        motion = locked_inquiry(place, motion)
        facts = allow("submit", motion)
        motion.state = "decided" if motion.kind == "inquiry" else "submitted"
        motion.submitted_at = timezone.now()
        put(motion)
        running.basis = motion.basis
        running.facts = named(motion) | {"signers": facts.signers, "needed": motion.needed}
        tell_office(place, motion)
        if motion.state == "decided":
            tell_unit(place, motion, _("请答复%(kind)s：%(title)s"))
    return motion


def decide_inquiry(
    actor: Actor,
    place: Jurisdiction,
    motion: InquiryMotion,
    *,
    decided_by: str,
    decided_on: date,
    form: str,
    answer_at: str = "",
    answer_due: date | None = None,
    on_agenda: bool = False,
) -> InquiryMotion:
    """决定交办: by the chairpersons' meeting or the presidium, orally at a meeting or in writing."""
    with meeting_act(
        "decide_inquiry", actor, place, permissions.can_decide_matters(actor, place), rules.CODE
    ) as running:
        motion = locked_inquiry(place, motion)
        allow("decide", motion)
        if form not in dict(InquiryMotion.FORMS):
            raise Invalid("unknown_form", _("答复方式是口头或者书面。"), where="form")
        if form == "oral" and not answer_at.strip():
            raise Invalid("no_meeting", _("口头答复的，写明在什么会议上答复。"), where="answer_at")
        motion.state, motion.form = "decided", form
        motion.decided_by = written(decided_by, "decided_by", _("决定的会议"), 200)
        motion.decided_on, motion.answer_due = decided_on, answer_due
        motion.answer_at = answer_at.strip()[:200]
        if on_agenda and meeting_permissions.can_propose(actor, place):
            motion.item = agenda_item(actor, place, motion)
        put(motion)
        running.basis = motion.basis
        running.facts = named(motion) | {"form": form}
        tell_unit(place, motion, _("请答复%(kind)s：%(title)s"))
    return motion


def agenda_item(actor: Actor, place: Jurisdiction, motion: InquiryMotion) -> str:
    """The item at which it is answered; placing it is an act of its own."""
    item = propose_item(
        actor,
        place,
        meeting=motion.meeting,
        title=motion.title,
        kind=ITEM_KINDS.get(motion.kind, "other"),
        about=("inquiry", motion.public_id),
        basis=motion.basis,
        proposer="、".join(queries.signers_of(motion).values_list("name", flat=True))[:200],
    )
    return str(item.public_id)


def refuse_inquiry(
    actor: Actor, place: Jurisdiction, motion: InquiryMotion, *, decided_by: str, reason: str
) -> InquiryMotion:
    """不予交办: what is no matter of the method, by decision of the leaders and with the reason."""
    with meeting_act(
        "refuse_inquiry", actor, place, permissions.can_decide_matters(actor, place), rules.CODE
    ) as running:
        motion = locked_inquiry(place, motion)
        allow("refuse", motion)
        motion.state, motion.closed_at = "refused", timezone.now()
        motion.decided_by = written(decided_by, "decided_by", _("决定的会议"), 200)
        motion.reason = running.note = written(reason, "reason", _("原因"), 500)
        put(motion)
        running.facts = named(motion)
    return motion


def answer_inquiry(
    actor: Actor,
    place: Jurisdiction,
    motion: InquiryMotion,
    *,
    official: str,
    official_title: str,
    is_head: bool,
    form: str,
    text: str,
    scan: Any = None,
) -> InquiryAnswer:
    """登记答复: by the head, orally or in writing under signature (监督法 art. 54)."""
    with meeting_act(
        "answer_inquiry", actor, place, permissions.can_keep_matters(actor, place), rules.CODE
    ) as running:
        motion = locked_inquiry(place, motion)
        allow("answer", motion, head_comes=is_head)
        if form not in dict(InquiryMotion.FORMS):
            raise Invalid("unknown_form", _("答复方式是口头或者书面。"), where="form")
        if form == "written" and motion.kind == "interpellation" and scan is None:
            text_ = _("质询案的书面答复由受质询机关的负责人签署，请附扫描件。")
            raise Invalid("no_scan", text_, where="scan", basis=_(rules.SUPERVISION_52))
        number = motion.answers.count() + 1
        answer = InquiryAnswer(
            jurisdiction=place,
            motion=motion,
            round=number,
            official=written(official, "official", _("答复人"), 60),
            official_title=written(official_title, "official_title", _("答复人的职务"), 100),
            is_head=is_head,
            form=form,
            text=written(text, "text", _("答复内容"), 20_000),
            scan=stored(actor, place, scan),
            recorded_label=actor.label[:100],
        )
        put(answer)
        motion.state = "answered"
        put(motion)
        running.facts = named(motion) | {"round": number, "form": form}
    return answer


def stored(actor: Actor, place: Jurisdiction, scan: Any) -> StoredFile | None:
    """The scan as a stored file that only the matter's own page gives out."""
    if scan is None:
        return None
    if isinstance(scan, StoredFile):
        check_place(place, scan=scan)
        confine(scan)
        return scan
    return store_file(
        actor,
        place,
        name=scan.name or "",
        stream=scan,
        purpose=_("质询案的书面答复"),
        permitted=True,
        confined=True,
    )


def demand_again(
    actor: Actor, place: Jurisdiction, motion: InquiryMotion, *, unsatisfied: int, decided_by: str
) -> InquiryMotion:
    """要求再作答复: by so many of the askers who are not satisfied, by decision of the leaders."""
    with meeting_act(
        "demand_again", actor, place, permissions.can_decide_matters(actor, place), rules.CODE
    ) as running:
        motion = locked_inquiry(place, motion)
        facts = allow("demand", motion, unsatisfied=unsatisfied)
        if not 0 <= unsatisfied <= facts.signers:
            text = _("不满意的人数多于提出的人数。")
            raise Invalid("too_many", text, where="unsatisfied")
        counted(motion, facts.signers, unsatisfied)
        motion.state = "again"
        motion.decided_by = written(decided_by, "decided_by", _("决定的会议"), 200)
        put(motion)
        running.facts = named(motion) | {"signers": facts.signers, "unsatisfied": unsatisfied}
        tell_unit(place, motion, _("请再次答复%(kind)s：%(title)s"))
    return motion


def accept_answer(
    actor: Actor, place: Jurisdiction, motion: InquiryMotion, *, unsatisfied: int = 0
) -> InquiryMotion:
    """办结: no new answer is demanded; how many were not satisfied is kept."""
    with meeting_act(
        "accept_answer", actor, place, permissions.can_keep_matters(actor, place), rules.CODE
    ) as running:
        motion = locked_inquiry(place, motion)
        facts = allow("accept", motion)
        if not 0 <= unsatisfied <= max(facts.signers, 0):
            text = _("不满意的人数多于提出的人数。")
            raise Invalid("too_many", text, where="unsatisfied")
        counted(motion, facts.signers, unsatisfied)
        motion.state, motion.closed_at = "accepted", timezone.now()
        put(motion)
        running.facts = named(motion) | {"signers": facts.signers, "unsatisfied": unsatisfied}
    return motion


def counted(motion: InquiryMotion, signers: int, unsatisfied: int) -> None:
    """Keep with the last answer what its askers said of it."""
    answer = motion.answers.order_by("-round").first()
    if answer is not None:
        answer.asked_count, answer.unsatisfied = signers, unsatisfied
        put(answer)


def withdraw_inquiry(
    actor: Actor, place: Jurisdiction, motion: InquiryMotion, *, reason: str
) -> InquiryMotion:
    """撤回: by those who put it, until it is answered."""
    with meeting_act(
        "withdraw_inquiry",
        actor,
        place,
        permissions.may_submit(actor, place, queries.own_signature(actor, motion) is not None),
        rules.CODE,
    ) as running:
        motion = locked_inquiry(place, motion)
        allow("withdraw", motion)
        refuse_for_others(actor, place, motion)
        motion.state, motion.closed_at = "withdrawn", timezone.now()
        motion.reason = running.note = written(reason, "reason", _("原因"), 500)
        put(motion)
        running.facts = named(motion)
    return motion


def refuse_for_others(actor: Actor, place: Jurisdiction, motion: InquiryMotion) -> None:
    """One of several who signed takes back the own name, not what the others put."""
    if not permissions.can_keep_matters(actor, place) and queries.signers_of(motion).count() > 1:
        text = _("没有撤回。还有别人联名；联名人都同意撤回的，由办公室登记。")
        raise Refused("others_signed", text)


def locked_inquiry(place: Jurisdiction, motion: InquiryMotion) -> InquiryMotion:
    """The matter as it stands now; its meeting is locked first."""
    meeting = locked(place, motion.meeting)
    rows = InquiryMotion.objects.in_scope(Scope.of(place)).select_for_update(of=("self",))
    fresh: InquiryMotion = found(
        rows.select_related("unit", "jurisdiction").filter(pk=motion.pk).order_by()
    )
    fresh.meeting = meeting
    return fresh


def allow(act: str, motion: InquiryMotion, **more: Any) -> rules.InquiryFacts:
    """Refuse what the rules do not allow now, with figures and article."""
    facts = queries.facts_of_inquiry(motion, **more)
    refuse(rules.refusal(act, facts), facts)
    return facts


def refuse(why: Refusal | None, facts: rules.InquiryFacts, where: str = "") -> None:
    """Raise the refusal of a rule."""
    if why is not None:
        basis = _(why.basis) if why.basis else ""
        text = _(why.text)
        if "%(" in text:
            text %= rules.values_of(facts)
        raise Refused(why.code, text, basis=basis, where=where)


def named(motion: InquiryMotion) -> dict[str, Any]:
    """What the record of acts says of it."""
    return {"inquiry": motion.public_id, "kind": motion.kind}


def inquiry_url(place: Jurisdiction, motion: InquiryMotion) -> str:
    return reverse("meetings:inquiry", args=[place.code, motion.public_id])


def tell_office(place: Jurisdiction, motion: InquiryMotion) -> None:
    """The leaders' office learns of what was submitted."""
    values = {"kind": motion.get_kind_display(), "title": motion.title}
    notify(
        key=f"inquiry:{motion.public_id}:submitted",
        title=_("已提出%(kind)s：%(title)s") % values,
        url=inquiry_url(place, motion),
        kind="matter",
        place=place,
        roles=("clerk", "chair"),
    )


def tell_unit(place: Jurisdiction, motion: InquiryMotion, title: str) -> None:
    """Those who speak for the organ learn that it must answer."""
    values = {"kind": motion.get_kind_display(), "title": motion.title}
    notify(
        key=f"inquiry:{motion.public_id}:{motion.state}:{motion.answers.count()}",
        title=title % values,
        text=motion.questions[:500],
        url=inquiry_url(place, motion),
        kind="matter",
        place=place,
        roles=("liaison", "unit_head"),
        unit=motion.unit,
    )
