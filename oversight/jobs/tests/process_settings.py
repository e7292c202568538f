"""进程测试的设置: the real settings with the test's own kinds of jobs."""

from oversight.config.settings import *  # noqa: F403

JOB_KINDS = "oversight.jobs.tests.builders.KINDS"
JOB_LABELS = "oversight.jobs.tests.builders.LABELS"
JOB_SCHEDULE = "oversight.jobs.tests.builders.SCHEDULE"
JOB_FINISHED = ""
