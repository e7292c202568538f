"""批示之后: the tasks of a reply (批示) become followups of their units; run by the worker, any number of times."""

from __future__ import annotations

import logging
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from oversight.audit.actors import SYSTEM, Actor
from oversight.audit.errors import Refused
from oversight.followups import queries
from oversight.followups.actions import assign
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.publications.filings.queries import reply_by_id
from oversight.publications.filings.tasks import Task, tasks_of
from oversight.publications.models import FilingReply

log = logging.getLogger("oversight.followups")
ABOUT = "filing_reply"
TITLE_LENGTH = 60


def on_reply(entry: Any) -> None:
    """After ``filings.record_reply``: every task with a unit is assigned to it, in the recorder's name.

    The unit learns the task and its day, never the words of the reply or of the report. The reply is locked,
    so that of two workers at once the second finds what the first has assigned.
    """
    place = institutions.place_by_code(entry.place)
    if place is None:
        return
    recorder = Actor(entry.actor_account, entry.actor_label, SYSTEM)
    with transaction.atomic():
        reply = reply_by_id(place, str(entry.facts.get("reply", "")), locked=True)
        if reply is None or queries.followups_about(place, ABOUT, reply.public_id).exists():
            return
        for task in tasks_of(reply, place):
            if task.unit is not None:
                assign_task(recorder, place, reply, task)


def assign_task(actor: Actor, place: Jurisdiction, reply: FilingReply, task: Task) -> None:
    """One task; where its unit has been split or abolished meanwhile, somebody must say who carries it."""
    try:
        assign(
            actor,
            place,
            kind="instruction",
            unit=task.unit,
            title=task.text[:TITLE_LENGTH],
            requirement=task.text,
            due=task.due,
            about=(ABOUT, reply.public_id),
            about_label=_("批示的任务"),
            basis=_("批示"),
            starts_on=reply.on,
        )
    except Refused as error:
        log.warning("task %d of reply %s: %s", task.number, reply.public_id, error.code)
