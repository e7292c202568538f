"""公文的接口: reads and writes of papers, receipts and registers, in one router."""

from oversight.documents.api import reading, writing
from oversight.documents.api.routing import router

__all__ = ["reading", "router", "writing"]
