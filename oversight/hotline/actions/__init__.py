"""热线的行为: every write of this app by subject; the list below is its public face."""

from oversight.hotline.actions.findings import (
    carry_dispositions,
    change_disposition,
    dispose_finding,
)
from oversight.hotline.actions.freezes import freeze_month, request_freeze
from oversight.hotline.actions.handovers import record_handover
from oversight.hotline.actions.mappings import save_mapping
from oversight.hotline.actions.publishing import propose_summary
from oversight.hotline.actions.store import clean_store, refresh_cubes
from oversight.hotline.actions.tables import import_table
from oversight.hotline.actions.tickets import import_tickets, request_import

__all__ = [
    "carry_dispositions",
    "change_disposition",
    "clean_store",
    "dispose_finding",
    "freeze_month",
    "import_table",
    "import_tickets",
    "propose_summary",
    "record_handover",
    "refresh_cubes",
    "request_freeze",
    "request_import",
    "save_mapping",
]
