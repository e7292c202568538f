"""在运行的后台进程: who lives, what a reserved worker takes, and when one is believed no more."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from oversight.jobs import leases
from oversight.jobs.models import Worker
from oversight.jobs.pages import workers_line
from oversight.jobs.presence import Presence, working
from oversight.jobs.tests.builders import make_job

pytestmark = pytest.mark.django_db


def test_who_lives_and_what_is_to_be_done():
    assert working().workers == 0 and "没有后台进程" in workers_line()
    general, reserved = Presence("a"), Presence("b", ["voting"])
    for _twice in range(2):
        general.tell()
        reserved.tell()
    make_job()
    leases.claim("a")
    make_job()
    now = working()
    assert (now.workers, now.general, now.reserved) == (2, 1, ("voting",))
    assert (len(now.running), now.waiting) == (1, 1)
    assert (now.takes("voting.watch_box"), now.takes("hotline.import")) == (2, 1)
    assert "后台进程 2 个" in workers_line() and "等候 1 件" in workers_line()
    general.leave()
    Worker.objects.filter(name="b").update(seen_at=timezone.now() - timedelta(minutes=1))
    assert working().workers == 0
    Presence("c").tell()
    assert Worker.objects.filter(name="b").exists()  # of the last hour: its start tells of a kill
    Worker.objects.filter(name="b").update(seen_at=timezone.now() - timedelta(hours=2))
    Presence("d").tell()
    assert not Worker.objects.filter(name="b").exists()


def test_a_reserved_worker_leaves_other_jobs_alone():
    other = make_job("jobs.clean")
    mine = make_job("test.add")
    assert leases.claim("b", ["test"]).pk == mine.pk
    assert leases.claim("b", ["test"]) is None
    other.refresh_from_db()
    assert other.state == "waiting"
    assert leases.claim("a").pk == other.pk
