"""接口: published summaries for anybody; months, tickets, imports, freezes and mappings by token."""

from oversight.hotline.api import findings, months, public, records, tickets, writes
from oversight.hotline.api.routing import router

__all__ = ["findings", "months", "public", "records", "router", "tickets", "writes"]
