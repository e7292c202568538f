"""每日摘要: one mail a day to accounts that have an address and something unread.

A mail leaves the house, so it holds titles only, no texts. Without a mail server set by the
environment nothing is sent.
"""

from __future__ import annotations

import logging
from datetime import date

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oversight.accounts.models import Account
from oversight.audit.scoping import Scope
from oversight.inbox.models import DigestChoice, Notice
from oversight.jobs.running import RunningJob

log = logging.getLogger("oversight.inbox")
TITLES = 20


def send_digests(running: RunningJob) -> None:
    """Job kind ``inbox.digest``: at most one mail an account and day, however often the job runs."""
    if not settings.EMAIL_HOST:
        running.result = {"sent": 0, "text": _("没有设置邮件服务器，不发摘要。")}
        return
    today = timezone.localdate()
    keys = waiting_accounts(today)
    sent = failed = 0
    for number, key in enumerate(keys, 1):
        running.check_stop()
        running.progress(number, len(keys))
        try:
            sent += send_digest(key, today)
        except (
            OSError
        ) as error:  # the server refused or is away: the next account may still succeed
            failed += 1
            log.warning("digest to account %s not sent: %s", key, type(error).__name__)
    running.result = {"sent": sent, "failed": failed}


def waiting_accounts(today: date) -> list[int]:
    """Accounts with an address and unread notices that no digest has named."""
    fresh = Notice.objects.in_scope(Scope.everywhere("the daily digest goes to every account"))
    fresh = fresh.filter(read_at=None, mailed_at=None, account__is_active=True)
    off = DigestChoice.objects.exclude(wanted=True, sent_on=None).exclude(
        wanted=True, sent_on__lt=today
    )
    found = fresh.exclude(account__email="").exclude(account__in=off.values("account"))
    return list(found.order_by("account").values_list("account", flat=True).distinct())


def send_digest(key: int, today: date) -> bool:
    """One mail: claimed for today, sent, then marked. No transaction is open while the mail server is asked.

    Where the server refuses, the claim is given back; a process killed in between names them tomorrow.
    """
    claimed = claim(key, today)
    if claimed is None:
        return False
    notices, before = claimed
    address = Account.objects.values_list("email", flat=True).get(pk=key)
    with translation.override(settings.LANGUAGE_CODE):
        subject, body = digest_text(notices)
    try:
        send_mail(subject, body, None, [address])
    except BaseException:
        DigestChoice.objects.filter(account_id=key, sent_on=today).update(sent_on=before)
        raise
    Notice.rows.filter(pk__in=[each.pk for each in notices]).update(mailed_at=timezone.now())
    return True


@transaction.atomic
def claim(key: int, today: date) -> tuple[list[Notice], date | None] | None:
    """Today's mail of the account, for one process only: what it names, and the day of the one before."""
    choice, _made = DigestChoice.objects.select_for_update().get_or_create(account_id=key)
    before = choice.sent_on
    if before == today or not choice.wanted:
        return None
    fresh = Notice.rows.filter(account_id=key, read_at=None, mailed_at=None)
    notices = list(fresh.order_by("-created_at", "-pk"))
    if not notices:
        return None
    choice.sent_on = today
    choice.save()
    return notices, before


def digest_text(notices: list[Notice]) -> tuple[str, str]:
    """Subject and body: how many, their titles, where to read."""
    number = len(notices)
    subject = ngettext("有 %(number)d 件新通知待看", "有 %(number)d 件新通知待看", number) % {
        "number": number
    }
    lines = [f"- {each.title}" for each in notices[:TITLES]]
    if number > TITLES:
        lines.append(_("另有 %(more)d 件。") % {"more": number - TITLES})
    where = settings.SITE_URL.rstrip("/")
    if where:
        lines += ["", _("查看：%(address)s") % {"address": f"{where}/inbox/"}]
    lines += ["", _("每天最多一封。不想再收，可在“收件”的“邮件摘要”里关闭。")]
    return f"[{settings.BODY_NAME}] {subject}", "\n".join(lines) + "\n"
