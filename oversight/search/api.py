"""接口: reads and writes of this app."""

from __future__ import annotations

from ninja import Router

from oversight.accounts.tokens import TokenAuth

router = Router(tags=["search"], auth=TokenAuth())
