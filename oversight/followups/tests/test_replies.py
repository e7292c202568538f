"""批示的任务: tasks of a reply become followups of their units, once, without the reply's words."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from oversight.audit import outbox
from oversight.audit import queries as audit
from oversight.audit.actors import Actor, operator
from oversight.config.reactions import REACTIONS
from oversight.followups import queries, reactions
from oversight.institutions.tests.builders import make_place, make_unit
from oversight.publications.filings import actions as filings
from oversight.publications.filings.queries import reply_by_id
from oversight.publications.tests.builders import make_sent

pytestmark = pytest.mark.django_db
DAY = date(2026, 7, 9)


def test_tasks_with_a_unit_are_assigned_once_and_name_only_the_task():
    place = make_place()
    unit = make_unit(place, "县水利局")
    chair = Actor(None, "陆景行", "chair", place=place.code)
    tasks = [
        {"text": "清理渠道", "unit": unit.public_id, "due": DAY.replace(month=9)},
        {"text": "研究资金"},
    ]
    reply = filings.record_reply(
        chair, place, make_sent(place), who="程远山", text="限期整改到位。", on=DAY, tasks=tasks
    )
    outbox.run_pending(REACTIONS)
    reactions.on_reply(audit.last_entry(place.code, "filings.record_reply"))
    [followup] = queries.followups_about(place, "filing_reply", reply.public_id)
    assert (followup.unit, followup.title, followup.due) == (unit, "清理渠道", date(2026, 9, 9))
    assert (followup.kind, followup.assigned_label) == ("instruction", "陆景行")
    said = "".join(str(value) for value in vars(followup).values())
    assert "限期整改到位" not in said
    assert "程远山" not in said


def test_a_reply_without_tasks_assigns_nothing():
    place = make_place()
    filings.record_reply(operator(), place, make_sent(place), who="程远山", text="阅。", on=DAY)
    outbox.run_pending(REACTIONS)
    assert not queries.followups_of(place).exists()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)  # threads see only what is committed
def test_two_workers_at_once_assign_the_tasks_once():
    if connection.vendor != "postgresql":
        pytest.skip("threads of one process share the only connection of SQLite in memory")
    place = make_place()
    unit = make_unit(place, "县水利局")
    tasks = [{"text": f"任务{number}", "unit": unit.public_id} for number in range(3)]
    reply = filings.record_reply(
        operator(), place, make_sent(place), who="程远山", text="阅。", on=DAY, tasks=tasks
    )
    entry = audit.last_entry(place.code, "filings.record_reply")
    together = Barrier(2)

    def work(_worker: int) -> None:
        try:
            together.wait(timeout=20)
            reactions.on_reply(entry)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as workers:
        list(workers.map(work, range(2)))
    assert queries.followups_about(place, "filing_reply", reply.public_id).count() == 3


def test_the_reply_is_locked_while_its_tasks_are_assigned():
    place = make_place()
    reply = filings.record_reply(
        operator(), place, make_sent(place), who="程远山", text="阅。", on=DAY
    )
    with CaptureQueriesContext(connection) as asked, transaction.atomic():
        reply_by_id(place, reply.public_id, locked=True)
    if connection.features.has_select_for_update:
        assert any("FOR UPDATE" in each["sql"] for each in asked.captured_queries)
