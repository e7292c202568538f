"""后续动作清单: act code → functions, run by the worker from the audit table, each idempotent.

This list is written by hand. What in law is an act of somebody stays an explicit act and is not here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from oversight.audit.outbox import Reaction
from oversight.cases import reactions as cases
from oversight.documents import reactions as documents
from oversight.followups import reactions as followups

REACTIONS: Mapping[str, Sequence[Reaction]] = {
    "documents.acknowledge_receipt": (cases.on_receipt,),
    "documents.sign": (documents.on_sign,),
    "filings.record_reply": (followups.on_reply,),
}
