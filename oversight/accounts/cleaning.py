"""登录痕迹的清理: what nobody needs any more goes, every night.

Kept: codes and tokens (records), every act. Dropped: sessions past their end, devices that ended three
months ago, failed attempts of yesterday with the addresses that django-axes noted.
"""

from __future__ import annotations

from datetime import timedelta

from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.utils import timezone

from oversight.accounts.attempts import KEPT
from oversight.accounts.models import DeviceSession, FailedAttempt
from oversight.jobs.running import RunningJob

DEVICES_KEPT = timedelta(days=90)


def clean_sign_in(job: RunningJob) -> None:
    """The nightly job; says how many rows of each went."""
    now = timezone.now()
    alive = Session.objects.filter(expire_date__gt=now).values("session_key")
    old_devices = DeviceSession.objects.filter(seen_at__lt=now - DEVICES_KEPT).exclude(
        session_key__in=alive
    )
    job.result = {
        "devices": old_devices.delete()[0],
        "sessions": Session.objects.filter(expire_date__lte=now).delete()[0],
        "failures": FailedAttempt.objects.filter(at__lt=now - KEPT).delete()[0],
        "addresses": AccessAttempt.objects.filter(attempt_time__lt=now - KEPT).delete()[0],
    }
