"""公文的接口: reads and writes of papers, receipts, registers and templates, in one router."""

from oversight.documents.api import reading, templates, writing
from oversight.documents.api.routing import router

__all__ = ["reading", "router", "templates", "writing"]
