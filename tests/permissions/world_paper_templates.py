"""权限世界里的公文模板: one in use, and a paper to preview it with."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from oversight.documents.actions import draft_paper
from oversight.documents.templates_store.store import upload_template
from oversight.documents.tests.templates import own_template
from oversight.institutions.queries import actor_for, bodies_of, today

if TYPE_CHECKING:
    from tests.permissions.world import World


def build(world: World) -> None:
    """Records for the rows of ``table_paper_templates``."""
    clerk = actor_for(world.grants["clerk", "own"])
    issuer = bodies_of(world.place).on(today()).first()
    assert issuer is not None
    made = upload_template(
        clerk,
        world.place,
        kind="notice",
        issuer=None,
        name="通知.docx",
        stream=BytesIO(own_template("{{标题}}", "{{正文}}")),
    )
    paper = draft_paper(
        clerk, world.place, kind="notice", issuer=issuer, title="关于预览的通知", text="正文。"
    )
    world.ids |= {"paper_template": made.public_id, "template_paper": paper.public_id}
