"""代表看法的写: by the deputy, or from unsigned sheets as counts; a deputy counts once, whichever way they came.

Who answered is known; what anybody said is kept out of the record of acts and shown as counts alone.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import BinaryIO

from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, Refused
from oversight.cases import permissions, queries, queries_deputies
from oversight.cases.actions.support import locked, require, require_own
from oversight.cases.models import Case, DeputyView, ViewSheets
from oversight.cases.models.closing import VIEWS
from oversight.cases.personal import refuse_personal
from oversight.cases.rules import closing
from oversight.files.actions import confine, store_file
from oversight.files.models import StoredFile
from oversight.institutions import queries as institutions
from oversight.institutions.actions.writing import put
from oversight.institutions.models import Jurisdiction, Person

LONGEST = 1000


def give_view(
    actor: Actor, place: Jurisdiction, case: Case, *, view: str, text: str = ""
) -> DeputyView:
    """代表说看法: by the deputy, as often as the matter changes; what was said before is written over."""
    with act(
        "cases.give_view",
        actor=actor,
        place=place.code,
        permitted=permissions.can_give_view(actor, place),
        basis=_(closing.OPEN_TO_DEPUTIES),
    ) as running:
        case = locked(place, case)
        require("give_view", case)
        person = queries_deputies.person_of(place, actor)
        if person is None:
            words = _("没有记下。你的账号没有对应到人员名册，请联系办公室。")
            raise Refused("account_without_person", words)
        refuse_strangers(place, [person])
        refuse_own_unit(case, [person])
        made = queries_deputies.own_rows(case, actor.account_id, person).first()
        if made is not None and made.sheets_id is not None:
            words = _("你的书面意见已经收到，一名代表只计一次。")
            raise Refused("answered_on_paper", words, basis=_(closing.SECRET))
        made = made or DeputyView(jurisdiction=place, case=case)
        if view not in dict(VIEWS):
            raise Invalid("unknown_view", _("从列表里选。"), where="view")
        made.account_id, made.person, made.name = actor.account_id, person, person.name
        made.view, made.text, made.at = view, remark(text, "text"), timezone.now()
        put(made)
        running.facts = {"case": case.code}
    return made


def refuse_own_unit(case: Case, people: Collection[Person]) -> None:
    """Nobody rates the unit in which they hold a post, are liaison officer or have an account (procedures §9)."""
    place = case.jurisdiction
    ids = queries.units_answering_as(place, queries.unit_now(case))
    units = dict(institutions.units_of(place).filter(pk__in=ids).values_list("public_id", "name"))
    posts = institutions.posts_in(place).on(institutions.today()).filter(unit_id__in=ids)
    for person in people:
        own = units.keys() & institutions.units_of_person(place, person.public_id)
        if own:
            post = posts.filter(person=person).first()
            title = post.title if post is not None else _("联络员或者单位账号的使用人")
            unit = post.unit.name if post is not None else units[min(own)]
            values = {"name": person.name, "unit": unit, "title": title}
            text = _("%(name)s是%(unit)s%(title)s，这件事由该单位办理，请回避，不说看法。")
            raise Refused("own_unit", text % values, basis=_(closing.OWN_UNIT), where="people")


def refuse_strangers(place: Jurisdiction, people: Collection[Person]) -> None:
    """Those are asked who hold a mandate or a seat today."""
    asked = queries_deputies.people_asked(place).filter(pk__in=[one.pk for one in people])
    known = set(asked)
    strangers = [one.name for one in people if one not in known]
    if strangers:
        text = _("%(names)s不是本级现任代表或者组成人员。") % {"names": "、".join(strangers)}
        raise Invalid("not_a_deputy", text, where="people")


def remark(text: str, where: str) -> str:
    """What a deputy wrote, without numbers of persons."""
    text = text.replace("\x00", "").strip()[:LONGEST]
    refuse_personal(text, where)
    return text


def enter_view(
    actor: Actor,
    place: Jurisdiction,
    case: Case,
    *,
    people: Collection[Person],
    solved: int = 0,
    partly: int = 0,
    unsolved: int = 0,
    remarks: Sequence[str] = (),
    file: StoredFile | None = None,
    upload: tuple[str, BinaryIO] | None = None,
) -> ViewSheets:
    """代录代表的书面意见: who handed in a sheet, and how many sheets say what – one sheet a person.

    The sheets are unsigned; ``file`` is the list that those who handed in have signed. Paper is equal.
    """
    with act(
        "cases.enter_view",
        actor=actor,
        place=place.code,
        permitted=permissions.can_draft_papers(actor, place),
        basis=_(closing.OPEN_TO_DEPUTIES),
    ) as running:
        case, people = locked(place, case), list(dict.fromkeys(people))
        require_own(actor, case)
        require("enter_view", case)
        check_sheets(place, case, people, solved + partly + unsolved)
        made = ViewSheets(
            jurisdiction=place,
            case=case,
            solved=solved,
            partly=partly,
            unsolved=unsolved,
            remarks=[text for one in remarks if (text := remark(one, "remarks"))],
            scan=signed_list(actor, place, case, file, upload),
            at=timezone.now(),
            entered_label=actor.label[:100],
        )
        put(made)
        for person in sorted(people, key=lambda one: one.name):
            put(handed_in(made, person))
        running.facts = {"case": case.code, "sheets": len(people), "sha256": made.scan.sha256}
    return made


def check_sheets(place: Jurisdiction, case: Case, people: Collection[Person], sheets: int) -> None:
    """Deputies or members of the place, each for the first time, none of the unit, as many as the sheets."""
    if not people:
        raise Invalid("nobody_handed_in", _("写明谁交来了书面意见。"), where="people")
    refuse_strangers(place, people)
    refuse_own_unit(case, people)
    accounts = [one.account_id for one in people if one.account_id is not None]
    before = case.deputy_views.filter(person__in=people) | case.deputy_views.filter(
        account_id__in=accounts
    )
    if before.exists():
        names = "、".join(sorted(before.values_list("name", flat=True)))
        text = _("%(names)s已经说过看法，一名代表只计一次。") % {"names": names}
        raise Refused("already_answered", text, basis=_(closing.SECRET), where="people")
    if sheets != len(people):
        values = {"people": len(people), "sheets": sheets}
        text = _("交来意见的 %(people)d 人，三项合计 %(sheets)d 张，两数应相等。") % values
        raise Invalid("sheets_do_not_add_up", text, where="solved")
    least = closing.LEAST_VIEWS[closing.CODE]
    if sheets < least:
        text = _("不足 %(least)d 张的收齐再录入，以免看出谁说了什么。") % {"least": least}
        raise Refused("too_few_sheets", text, basis=_(closing.SECRET), where="people")


def signed_list(
    actor: Actor,
    place: Jurisdiction,
    case: Case,
    file: StoredFile | None,
    upload: tuple[str, BinaryIO] | None,
) -> StoredFile:
    """The scan of the list signed by those who handed in a sheet; refuses none."""
    if upload is not None:
        file = store_file(
            actor, place, name=upload[0], stream=upload[1], purpose=case.code, permitted=True
        )
    if file is None:
        raise Invalid("scan_missing", _("附代表签名的交表名单扫描件。"), where="file")
    confine(file)
    return file


def handed_in(sheets: ViewSheets, person: Person) -> DeputyView:
    """That the person has answered, and nothing of what."""
    return DeputyView(
        jurisdiction=sheets.jurisdiction,
        case=sheets.case,
        person=person,
        account_id=person.account_id,
        name=person.name,
        at=sheets.at,
        sheets=sheets,
    )
