"""议题材料的写: a paper and its versions with the day they came, copies handed out and taken back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.errors import Invalid, Refused
from oversight.audit.scoping import Scope
from oversight.files.actions import kept
from oversight.institutions import queries as institutions
from oversight.institutions.actions.writing import check_place, named, not_to_come, put
from oversight.institutions.models import Jurisdiction, Unit
from oversight.meetings import permissions_items as permissions
from oversight.meetings.actions.support import found, locked_item, meeting_act, refuse, written
from oversight.meetings.models import AgendaItem, ItemPaper, ItemPaperVersion, PaperCopy
from oversight.meetings.queries import item_papers as queries
from oversight.meetings.queries.meetings import facts_of
from oversight.meetings.rules import papers as rules
from oversight.meetings.rules import stages
from oversight.rulebooks import queries as rulebooks

MOST_COPIES = 1000


def add_item_paper(
    actor: Actor,
    place: Jurisdiction,
    item: AgendaItem,
    *,
    kind: str,
    title: str,
    file: Any,
    unit: Unit | None = None,
    lead_code: str = "",
    received_on: date | None = None,
    to_return: bool = False,
) -> ItemPaper:
    """登记材料: with its first version; ``lead_code`` is the step before the meeting that it keeps (20/10/7 days)."""
    with meeting_act(
        "add_item_paper", actor, place, permissions.can_keep_matters(actor, place), rules.CODE
    ) as running:
        item = locked_item(place, item)
        refuse(stages.may_keep_papers(facts_of(item.meeting)))
        check_place(place, unit=unit)
        if kind not in dict(ItemPaper.KINDS):
            raise Invalid("unknown_kind", _("没有这一种材料。"), where="kind")
        paper = ItemPaper(
            jurisdiction=place,
            item=item,
            kind=kind,
            title=written(title, "title", _("名称"), 200),
            unit=unit,
            lead_code=lead_code,
            to_return=to_return,
        )
        put(paper)
        version = keep_version(actor, place, paper, file, lead_code, received_on, "")
        running.facts = named_paper(paper) | {"late_days": version.late_days}
    return paper


def add_version(
    actor: Actor,
    place: Jurisdiction,
    paper: ItemPaper,
    *,
    file: Any,
    lead_code: str = "",
    received_on: date | None = None,
    note: str = "",
) -> ItemPaperVersion:
    """登记新稿: the earlier ones stay."""
    with meeting_act(
        "add_paper_version", actor, place, permissions.can_keep_matters(actor, place), rules.CODE
    ) as running:
        paper = locked_paper(place, paper)
        version = keep_version(actor, place, paper, file, lead_code, received_on, note)
        running.facts = named_paper(paper) | {
            "version": version.number,
            "late_days": version.late_days,
        }
    return version


def keep_version(
    actor: Actor,
    place: Jurisdiction,
    paper: ItemPaper,
    file: Any,
    lead_code: str,
    received_on: date | None,
    note: str,
) -> ItemPaperVersion:
    """One more version, judged by the lead times of the rulebook."""
    meeting = paper.item.meeting
    received = received_on or institutions.today()
    not_to_come(received, "received_on")
    leads = queries.leads_of(meeting)
    if lead_code and lead_code not in {lead.code for lead in leads}:
        raise Invalid("unknown_step", _("规则簿里没有这个会前时限。"), where="lead_code")
    waiver = queries.waiver_of(meeting)
    stand = rules.timeliness(meeting.starts_on, leads, lead_code, received, waiver=waiver)
    last = paper.versions.order_by("-number").first()
    version = ItemPaperVersion(
        jurisdiction=place,
        paper=paper,
        number=(last.number if last else 0) + 1,
        file=kept(actor, place, file, _("议题材料")),
        lead_code=lead_code,
        received_on=received,
        due=stand.due,
        late_days=stand.late,
        waiver=waiver[:300] if stand.waived else "",
        note=note.strip()[:300],
        by_label=actor.label[:100],
        rulebook=rulebooks.in_force(place, meeting.starts_on).reference,
    )
    put(version)
    return version


def drop_item_paper(
    actor: Actor, place: Jurisdiction, paper: ItemPaper, *, reason: str
) -> ItemPaper:
    """不再使用: it stays in the list with the reason and is given out to nobody."""
    with meeting_act(
        "drop_item_paper", actor, place, permissions.can_keep_matters(actor, place), rules.CODE
    ) as running:
        paper = locked_paper(place, paper)
        paper.dropped = True
        paper.dropped_reason = running.note = written(reason, "reason", _("原因"), 300)
        put(paper)
        running.facts = named_paper(paper)
    return paper


def hand_out_copies(
    actor: Actor, place: Jurisdiction, paper: ItemPaper, *, holders: Iterable[str]
) -> list[PaperCopy]:
    """发放要收回的份: one numbered copy for each name."""
    with meeting_act(
        "hand_out_copies", actor, place, permissions.can_keep_matters(actor, place), rules.CODE
    ) as running:
        paper = locked_paper(place, paper)
        if not paper.to_return:
            raise Refused("not_to_return", _("这份材料不用收回，不登记份号。"))
        names = [named(one, "holders") for one in holders][:MOST_COPIES]
        if not names:
            raise Invalid("nobody", _("没有写领取人。"), where="holders")
        last = paper.copies.order_by("-number").first()
        first = (last.number if last else 0) + 1
        made = []
        for number, holder in enumerate(names, start=first):
            copy = PaperCopy(
                jurisdiction=place,
                paper=paper,
                number=number,
                holder=holder[:60],
                handed_label=actor.label[:100],
            )
            put(copy)
            made.append(copy)
        running.facts = named_paper(paper) | {"first": first, "copies": len(made)}
    return made


def take_back_copy(
    actor: Actor, place: Jurisdiction, copy: PaperCopy, *, lost_note: str = ""
) -> PaperCopy:
    """收回一份; where it cannot come back, ``lost_note`` says why and it stays out."""
    with meeting_act(
        "take_back_copy", actor, place, permissions.can_keep_matters(actor, place), rules.CODE
    ) as running:
        check_place(place, copy=copy)
        locked_paper(place, copy.paper, dropped_too=True)
        copy.refresh_from_db()
        if copy.returned_at is not None:
            raise Refused("already_back", _("第 %(number)d 号已经收回。") % {"number": copy.number})
        if lost_note.strip():
            copy.lost_note = running.note = lost_note.strip()[:300]
        else:
            copy.returned_at, copy.returned_label = timezone.now(), actor.label[:100]
        put(copy)
        running.facts = {"paper": copy.paper.public_id, "number": copy.number}
    return copy


def locked_paper(place: Jurisdiction, paper: ItemPaper, *, dropped_too: bool = False) -> ItemPaper:
    """The paper as it stands now, with its item and meeting; refuses one of an archived meeting."""
    item = locked_item(place, paper.item)
    rows = ItemPaper.objects.in_scope(Scope.of(place)).select_for_update(of=("self",))
    fresh: ItemPaper = found(rows.filter(pk=paper.pk).order_by())
    fresh.item = item
    refuse(stages.may_keep_papers(facts_of(item.meeting)))
    if fresh.dropped and not dropped_too:
        raise Refused("dropped", _("这份材料已经不再使用。"))
    return fresh


def named_paper(paper: ItemPaper) -> dict[str, Any]:
    """What the record of acts says of it."""
    return {"paper": paper.public_id, "item": paper.item.public_id}
