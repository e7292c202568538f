"""权限世界里的公文：a paper at every step of the sign-off."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from django.utils import timezone

from oversight.documents import actions
from oversight.documents.models import Paper
from oversight.documents.queries import registers_of
from oversight.documents.tests.builders import PDF
from oversight.files.actions import store_file
from oversight.files.models import StoredFile
from oversight.institutions import queries

if TYPE_CHECKING:
    from tests.permissions.world import World

STEPS = ("draft", "checking", "cosigning", "signing", "signed", "sealed", "issued")


def build(world: World) -> None:
    """Records for the rows of ``table_documents``."""
    papers = {step: at(world, step) for step in STEPS}
    issued, cosigning = papers["issued"], papers["cosigning"]
    unit = queries.unit_by_id(world.place, world.ids["liaison_unit"])
    attached = papers["draft"].files.get()
    world.ids |= {f"{step}_paper": paper.public_id for step, paper in papers.items()}
    world.ids |= {
        "attachment": attached.public_id,
        "scan": issued.files.get(role="scan").public_id,
        "scan_file": scan_of(world).public_id,
        "receipt": issued.receipts.get(unit=unit).public_id,
        "cosignature": cosigning.cosignatures.get().public_id,
        "register": registers_of(world.place).get().public_id,
        "issuer": issued.issuer.public_id,
        "now": timezone.now().isoformat(),
    }


def at(world: World, step: str) -> Paper:
    """A notice to the liaison's unit, brought to a step by the people of the place.

    The draft is the committee office's own, so that its staff may work on it.
    """
    place = world.place
    who = {
        role: queries.actor_for(world.grants[role, "own"])
        for role in ("clerk", "reviewer", "chair")
    }
    office = world.grants["office", "own"].body
    drafter = queries.actor_for(world.grants["office", "own"]) if step == "draft" else who["clerk"]
    paper = actions.draft_paper(
        drafter,
        place,
        kind="notice",
        issuer=queries.body_of_kind(place, "general_office"),
        title="关于报送材料的通知",
        text="请报送材料。",
        addressees=[queries.unit_by_id(place, world.ids["liaison_unit"])],
        attachments=[scan_of(world)] if step == "draft" else (),
    )
    reached = STEPS.index(step)
    if reached >= STEPS.index("checking"):
        actions.submit_for_check(who["clerk"], place, paper=paper)
    if reached >= STEPS.index("cosigning"):
        asked = [office] if step == "cosigning" else []
        actions.approve_check(who["reviewer"], place, paper=paper, offices=asked)
    if reached >= STEPS.index("signed"):
        actions.sign(who["chair"], place, paper=paper)
    if reached >= STEPS.index("sealed"):
        actions.attach_sealed_scan(who["clerk"], place, paper=paper, file=scan_of(world))
    if step == "issued":
        actions.issue(who["clerk"], place, paper=paper)
    paper.refresh_from_db()
    return paper


def scan_of(world: World) -> StoredFile:
    """A scan, stored by the clerk."""
    clerk = queries.actor_for(world.grants["clerk", "own"])
    return store_file(clerk, world.place, name="用印件.pdf", stream=BytesIO(PDF))
