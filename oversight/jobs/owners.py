"""任务的提出人: whether the role in whose name a job runs is still held.

This app lies below `accounts`, so it asks the function that JOB_OWNER_HOLDS_ROLE names (`config/policy.py`).
"""

from __future__ import annotations

from django.conf import settings
from django.utils.module_loading import import_string

from oversight.audit.actors import Actor


def still_holds(actor: Actor) -> bool:
    """Whether the acting role stands today; the system and the command line hold theirs always."""
    path = getattr(settings, "JOB_OWNER_HOLDS_ROLE", "")
    return not path or actor.account_id is None or bool(import_string(path)(actor))
