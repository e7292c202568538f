"""任务测试的共同设置: a list of kinds of its own."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def kinds_of_the_test(settings):
    settings.JOB_KINDS = "oversight.jobs.tests.builders.KINDS"
    settings.JOB_LABELS = "oversight.jobs.tests.builders.LABELS"
    settings.JOB_FINISHED = ""
