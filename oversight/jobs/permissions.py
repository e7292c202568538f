"""谁可以看、停、重办任务。 Predicates over the acting role and the place or job.

``jobs`` lies below ``institutions``, so places are codes here.
"""

from __future__ import annotations

import rules

from oversight.audit.actors import OPERATOR, SYSTEM, Actor
from oversight.jobs.models import Job

READERS = frozenset({"clerk", "reviewer", "chair", "admin", "auditor"})
CONTROLLERS = frozenset({"clerk", "reviewer", "chair", "admin"})


def holds(actor: Actor, place: str, roles: frozenset[str]) -> bool:
    """Whether the actor holds one of the roles in just this place."""
    if actor.role in {OPERATOR, SYSTEM}:
        return True
    return bool(place) and actor.place == place and actor.role in roles


def owns(actor: Actor, job: Job) -> bool:
    """Whether the actor, acting for the same place, asked for the job."""
    return actor.account_id is not None and (actor.account_id, actor.place) == (
        job.owner_account,
        job.place,
    )


@rules.predicate
def can_read_jobs(actor: Actor, place: str) -> bool:
    """本地办事机构、系统管理员和审计员可以看本地的后台任务。 Who may list the jobs of a place."""
    return holds(actor, place, READERS) and actor.may_use("jobs:read")


@rules.predicate
def can_read_job(actor: Actor, job: Job) -> bool:
    """提出任务的人可以看自己的任务。 The owner sees the own job, readers all of the place."""
    return can_read_jobs(actor, job.place) or (owns(actor, job) and actor.may_use("jobs:read"))


@rules.predicate
def can_control_job(actor: Actor, job: Job) -> bool:
    """提出任务的人、本地办事机构和系统管理员可以停止、重办。 Who may stop or repeat a job."""
    allowed = holds(actor, job.place, CONTROLLERS) or owns(actor, job)
    return allowed and actor.may_use("jobs:write")
