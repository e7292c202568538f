"""拟公开表决结果: puts an announced result forward; publishing it is another person's act."""

from __future__ import annotations

from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.institutions.models import Jurisdiction
from oversight.meetings import permissions
from oversight.meetings.actions.dates import whole
from oversight.meetings.actions.support import locked_item, meeting_act
from oversight.meetings.models import AgendaItem
from oversight.meetings.publishing import KIND, result_content
from oversight.meetings.rules.stages import PUBLICITY
from oversight.publications import actions as publications
from oversight.publications.models import PublicationVersion


def propose_item_publication(
    actor: Actor, place: Jurisdiction, item: AgendaItem, *, note: str = ""
) -> PublicationVersion:
    """拟公开: counts, rule and decision as announced; ``note`` says what a correction corrects."""
    with meeting_act(
        "propose_item_publication", actor, place, permissions.can_arrange(actor, place)
    ) as running:
        running.basis = _(PUBLICITY)
        item = locked_item(place, item)
        content = result_content(item)
        made = publications.propose(
            whole(actor),
            place,
            kind=KIND,
            key=item.public_id,
            title=content["title"],
            content=content,
            note=note,
        )
        running.facts = {"item": item.public_id, "version": made.version}
    return made
