"""定时清单: what comes every day or hour, listed by hand; times are of the installation's time zone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from oversight.jobs.schedule import Daily, Hourly

SCHEDULE: Sequence[Daily | Hourly] = (
    Daily("jobs.clean", time(3, 40)),
    Daily("accounts.clean", time(3, 50)),
    Daily("institutions.clean", time(3, 55)),
    Daily("projects.forget_contacts", time(4, 5)),
    Daily("portal.remind", time(6, 30)),
    Daily("inbox.digest", time(8, 0)),
    Daily("hotline.nightly", time(2, 20)),
)
