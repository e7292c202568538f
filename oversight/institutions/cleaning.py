"""待导入表格的清理: uploaded rosters hold telephone numbers, so what was not imported in a day goes at night.

So do the keys of forms that were sent.
"""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from oversight.audit.scoping import Scope
from oversight.institutions.models import ImportDraft, SentForm
from oversight.jobs.running import RunningJob

KEPT = timedelta(days=1)


def clean_drafts(job: RunningJob) -> None:
    """The nightly job; says how many drafts and keys went."""
    scope = Scope.everywhere("drafts of every place grow old")
    old = list(ImportDraft.objects.in_scope(scope).filter(created_at__lt=timezone.now() - KEPT))
    for draft in old:
        draft.delete()
    keys, _by_model = SentForm.rows.filter(at__lt=timezone.now() - KEPT).delete()
    job.result = {"drafts": len(old), "form_keys": keys}
