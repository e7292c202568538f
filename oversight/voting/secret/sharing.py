"""收票密钥的备份: shared out to the holders of a box's keys when it opens, put together again after a power cut.

Each share is readable to one holder's own tool; any ``threshold`` of them are needed, as for opening the total. What
holders give back waits in the memory file system, never in the database: together it is the key.
"""

from __future__ import annotations

import json

from django.utils.translation import gettext as _
from secret_ballot.findings import BallotError
from secret_ballot.v1.sharing import check_share, join_shares, share_key
from secret_ballot.v1.suites import suite_of

from oversight.audit.errors import Invalid
from oversight.voting.models import BallotBox, KeyHolder
from oversight.voting.secret import journal


def shared_out(box: BallotBox, key: bytes) -> list[str]:
    """One sealed share a holder, in their order."""
    holders = box.key_set.holders.order_by("number")
    certificates = [json.loads(each.certificate) for each in holders]
    suite = suite_of(box.key_set.group)
    return share_key(suite, certificates, box.key_set.threshold, key, box=box.uuid)


def joined(box: BallotBox, holder: KeyHolder, share: str) -> bytes | None:
    """Take a holder's share; the key once there are enough of them, else None. A wrong share is refused."""
    suite = suite_of(box.key_set.group)
    try:
        check_share(suite, box.sealed_key[holder.number - 1], share)
    except BallotError as error:
        raise Invalid("bad_share", _("这份恢复份额不对，没有采用。"), where="share") from error
    folder = journal.shares_folder(box.uuid)
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / str(holder.number)
    path.touch(mode=0o600)
    path.write_text(share, encoding="ascii")
    shares = [each.read_text(encoding="ascii") for each in sorted(folder.iterdir())]
    if len(shares) < box.key_set.threshold:
        return None
    return join_shares(suite, box.key_set.threshold, shares, box.sealed_key)


def given_back(box: BallotBox) -> int:
    """How many shares of a lost key lie there already."""
    folder = journal.shares_folder(box.uuid)
    return len(list(folder.iterdir())) if folder.is_dir() else 0
