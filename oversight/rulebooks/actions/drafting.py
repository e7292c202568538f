"""起草规则簿: a draft begins with what is in force, with the template or with a version of the place above.

A draft binds nobody. Each change checks its section whole and keeps in the record what was and what is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, Refused
from oversight.audit.scoping import Scope
from oversight.institutions.actions.writing import check_place, put, said
from oversight.institutions.models import Body, Jurisdiction
from oversight.rulebooks import permissions, queries, shipped
from oversight.rulebooks.models import Rulebook
from oversight.rulebooks.rules.differences import section_differences
from oversight.rulebooks.sections import SECTIONS, Section, SectionError
from oversight.rulebooks.sections.fields import plain

FACTS_KEPT = 60


def draft_version(
    actor: Actor,
    place: Jurisdiction,
    *,
    body: Body,
    from_template: bool = False,
    note: str = "",
) -> Rulebook:
    """起草规则簿: the next version, beginning with what is in force today or with the shipped template."""
    with act(
        "rulebooks.draft_version",
        actor=actor,
        place=place.code,
        permitted=permissions.can_draft(actor, place),
    ) as running:
        first = queries.of_template(place) if from_template else queries.in_force(place)
        draft = begin(actor, place, body, first, note)
        running.facts = {"based_on": first.reference, "sha256": draft.sha256}
    return draft


def copy_version(
    actor: Actor,
    place: Jurisdiction,
    *,
    body: Body,
    source: Rulebook,
    sections: Iterable[str] | None = None,
    note: str = "",
) -> Rulebook:
    """参照上级起草: copies the chosen sections (default: all) of a version that a place above adopted.

    Copied, not inherited: a later change above changes nothing here. The rest is what is in force here.
    """
    with act(
        "rulebooks.copy_version",
        actor=actor,
        place=place.code,
        permitted=permissions.can_draft(actor, place),
    ) as running:
        above = {one.pk for one in place.ancestors()}
        if source.jurisdiction_id not in above or not source.adopted:
            text = _("只能参照上级已经通过的规则簿。")
            raise Invalid("not_from_above", text, where="source")
        chosen = list(SECTIONS) if sections is None else list(sections)
        if unknown := sorted(set(chosen) - set(SECTIONS)):
            raise Invalid("unknown_section", _("没有“%(name)s”这一章。") % {"name": unknown[0]})
        if not chosen:
            raise Invalid("nothing_chosen", _("没有选要照抄的章。"), where="sections")
        first = queries.in_force(place)
        content = dict(first.content)
        copied = json.loads(source.content)
        content.update({name: copied[name] for name in chosen if name in copied})
        draft = begin(actor, place, body, first, note, content, source.reference)
        running.facts = {
            "copied_from": source.reference,
            "sections": [name for name in SECTIONS if name in chosen],
            "sha256": draft.sha256,
        }
    return draft


def begin(
    actor: Actor,
    place: Jurisdiction,
    body: Body,
    first: queries.InForce,
    note: str,
    content: Mapping[str, Any] | None = None,
    copied_from: str = "",
) -> Rulebook:
    """The draft's row; a place has one open draft at a time, so that nobody adopts the other one."""
    check_place(place, body=body)
    if not body.adopts_by_vote:
        basis = _("《地方组织法》第五十九条") if body.kind == "street_committee" else ""
        raise Invalid(
            "not_deciding", _("这个机构不作决定，不能通过规则簿。"), basis=basis, where="body"
        )
    if (open_draft := queries.draft_of(place)) is not None:
        values = {"who": open_draft.drafted_label}
        text = _("已有一份草稿（%(who)s起草）。先办完或者撤回它。") % values
        raise Refused("draft_open", text)
    draft = Rulebook(
        jurisdiction=place,
        body=body,
        note=note.strip(),
        based_on=first.reference,
        copied_from=copied_from or inherited_mark(first),
        drafted_by=actor.account_id,
        drafted_label=actor.label[:100],
        drafted_at=timezone.now(),
    )
    fix_content(draft, first.content if content is None else content)
    put(draft)
    return draft


def inherited_mark(first: queries.InForce) -> str:
    """A draft that goes on from a copied version still tells from which version it was copied."""
    return first.version.copied_from if first.version is not None else ""


def fix_content(draft: Rulebook, content: Mapping[str, Any]) -> None:
    """Canonical text and hash of the whole content, every section checked."""
    whole = {}
    for name, section in SECTIONS.items():
        values = content.get(name) or shipped.template().content[name]
        try:
            whole[name] = section.from_dict(values).to_dict()
        except SectionError as error:
            raise refused(error) from error
    draft.content = shipped.canonical_of(whole)
    draft.sha256 = shipped.sha256_of(draft.content)


def change_draft(
    actor: Actor,
    place: Jurisdiction,
    *,
    version: Rulebook,
    section: str,
    values: Mapping[str, Any],
    seen: str = "",
) -> Rulebook:
    """修改草稿的一章: the section whole, as plain values.

    seen  the check value of the draft as the writer saw it; refused where another changed it meanwhile
    """
    with act(
        "rulebooks.change_draft",
        actor=actor,
        place=place.code,
        permitted=permissions.can_draft(actor, place),
    ) as running:
        check_open(place, version)
        if seen and seen != version.sha256:
            raise Refused("written_meanwhile", _("没有写入。另一人刚改了这份草稿，请重看后再改。"))
        if section not in SECTIONS:
            raise Invalid("unknown_section", _("没有“%(name)s”这一章。") % {"name": section})
        content = json.loads(version.content)
        try:
            chapter = SECTIONS[section].from_dict(values)
            refuse_contradictions(chapter)
            read = chapter.to_dict()
        except SectionError as error:
            raise refused(error) from error
        found = section_differences(section, content.get(section, {}), read)
        if found:
            fix_content(version, {**content, section: read})
            put(version)
        running.facts = {
            "section": section,
            "sha256": version.sha256,
            "changes": [
                {
                    "item": one.item.name,
                    "row": plain(one.key) if one.key is None else dict(one.key),
                    "column": one.column.name if one.column else "",
                    "before": one.before,
                    "after": one.after,
                }
                for one in found[:FACTS_KEPT]
            ],
        }
    return version


def withdraw_draft(
    actor: Actor, place: Jurisdiction, *, version: Rulebook, reason: str
) -> Rulebook:
    """撤回草稿: it stays in the list, with its reason; a new draft may begin."""
    with act(
        "rulebooks.withdraw_draft",
        actor=actor,
        place=place.code,
        permitted=permissions.can_draft(actor, place),
    ) as running:
        check_open(place, version)
        reason = said(reason, "reason", "no_reason", _("写明为什么撤回。"))
        version.state, version.ended_reason = "withdrawn", reason
        put(version)
        running.note = reason
    return version


def lock(place: Jurisdiction, version: Rulebook) -> None:
    """Read the row again and keep it until the act ends, since another may have been first."""
    check_place(place, version=version)
    rows = Rulebook.objects.in_scope(Scope.of(place)).select_for_update()
    version.refresh_from_db(from_queryset=rows)


def check_open(place: Jurisdiction, version: Rulebook) -> None:
    """Refuse what is no open draft of this place."""
    lock(place, version)
    if version.state != "draft":
        text = _("“%(label)s”不是草稿。已通过的规则不改，起草新的一版。") % {"label": version.label}
        raise Refused("not_a_draft", text)


def refuse_contradictions(section: Section) -> None:
    """What only older versions may say is not written and not adopted any more."""
    if broken := section.contradictions():
        raise SectionError(broken)


def refuse_contradicting(version: Rulebook) -> None:
    """The same of every chapter of a draft that may have been copied from an older version."""
    try:
        for name, values in json.loads(version.content).items():
            refuse_contradictions(SECTIONS[name].from_dict(values))
    except SectionError as error:
        raise refused(error) from error


def refused(error: SectionError) -> Invalid:
    """The first problem of a section, with its place and article."""
    first = error.problems[0]
    text = _(first.text) % (first.values or {})
    return Invalid(first.code, text, basis=_(first.basis) if first.basis else "", where=first.where)
