"""等待导入的上传: the scratch copies of uploads, from the page that took them in to the job that imports them.

They are not masked, so none outlives its job: the job removes its own, the nightly tidying the rest.
"""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path
from typing import Any

from django.conf import settings

from oversight.audit.records import new_public_id
from oversight.audit.scoping import Scope
from oversight.jobs.models import Job

IMPORT = "hotline.import"
PREFIX = "hotline-"
SETTLING_SECONDS = 3600.0
"""A copy younger than this may belong to an act that is not yet kept."""


def keep(upload: Any) -> Path:
    """Keep the upload, readable by the owner only; one that lies in the scratch folder is not copied."""
    scratch = settings.HOME.scratch / f"{PREFIX}{new_public_id()}"
    try:
        if not linked(upload, scratch):
            scratch.touch(mode=0o600, exist_ok=False)
            with scratch.open("wb") as handle:
                shutil.copyfileobj(upload, handle, 1 << 20)
    except BaseException:
        scratch.unlink(missing_ok=True)
        raise
    return scratch


def linked(upload: Any, scratch: Path) -> bool:
    """Whether the upload already lay on the same disk and now has this name too."""
    spooled = getattr(upload, "temporary_file_path", None)
    if spooled is None:
        return False
    try:
        os.link(spooled(), scratch)
        scratch.chmod(0o600)
    except OSError:
        scratch.unlink(missing_ok=True)
        return False
    os.utime(scratch)
    return True


def remove_unneeded(settling: float = SETTLING_SECONDS) -> int:
    """Remove the copies that no waiting or running job names; returns how many went."""
    everywhere = Scope.everywhere("uploads of all places lie in one folder")
    waiting = Job.objects.in_scope(everywhere).filter(kind=IMPORT, state__in=Job.OPEN)
    needed = {payload.get("scratch") for payload in waiting.values_list("payload", flat=True)}
    oldest, removed = time.time() - settling, 0
    for path in settings.HOME.scratch.glob(f"{PREFIX}*"):
        if path.name not in needed and path.is_file() and path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)
            removed += 1
    return removed
