"""接口的路由: one router, because operations of the same address must stand in one."""

from ninja import Router

from oversight.accounts.tokens import TokenAuth

router = Router(tags=["projects"], auth=TokenAuth())
