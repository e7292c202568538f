"""权限世界里的followups记录。"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from oversight.audit.actors import Actor
from oversight.followups import actions
from oversight.followups.models import Followup
from oversight.followups.sheets import exporting
from oversight.followups.tests.builders import photo, refilled
from oversight.followups.views.duties import duty_rows
from oversight.institutions import queries
from oversight.institutions.models import ImportDraft

if TYPE_CHECKING:
    from tests.permissions.world import World


def acting(world: World, role: str) -> Actor:
    return queries.actor_for(world.grants[role, "own"])


def assigned(world: World, **more: Any) -> Followup:
    """An item of the unit that the county's liaison officer and head speak for."""
    return actions.assign(
        acting(world, "clerk"),
        world.place,
        kind="rectification",
        unit=queries.unit_by_id(world.place, world.ids["liaison_unit"]),
        title="占道经营整改",
        requirement="逐街清理，公布结果。",
        due=queries.today() + timedelta(days=30),
        **more,
    )


def build(world: World) -> None:
    """Items in the states that the acts of ``table_followups`` need, and a filled-in workbook."""
    place, liaison = world.place, acting(world, "liaison")
    item, reported, extended = assigned(world), assigned(world), assigned(world)
    report = actions.report_done(liaison, place, reported, text="全部清理。", files=[photo()])
    later = queries.today() + timedelta(days=45)
    actions.ask_extension(liaison, place, extended, due=later, reason="雨季不能施工。")
    part = actions.add_part(liaison, place, extended, section="市容科")
    signed = assigned(world, sealed=True)
    actions.report_done(liaison, place, signed, text="全部清理。")
    content = exporting.duties_workbook(duty_rows([item]))
    draft = ImportDraft.objects.create(
        jurisdiction=place,
        account=world.grants["liaison", "own"].account,
        subject="duties",
        file_name="填好.xlsx",
        content=refilled(content, {item.public_id: {"完成比例": "很多"}}),
    )
    world.ids |= {
        "followup": item.public_id,
        "followup_reported": reported.public_id,
        "followup_file": report.evidence.get().file.public_id,
        "followup_extension": extended.public_id,
        "followup_part": part.public_id,
        "followup_sign": signed.public_id,
        "duty_draft": draft.public_id,
    }
