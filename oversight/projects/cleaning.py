"""到期删除: contacts of proposers that have served go at night (个人信息保护法 art. 47)."""

from __future__ import annotations

from oversight.institutions import queries as institutions
from oversight.jobs.running import RunningJob
from oversight.projects.actions.contacts import forget_contacts


def forget_due(job: RunningJob) -> None:
    """Job kind ``projects.forget_contacts``: place by place, each on its own record."""
    job.result = {
        "contacts": sum(
            forget_contacts(place) for place in institutions.all_places().exclude(level="village")
        )
    }
