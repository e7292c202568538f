"""接口: livelihood projects over HTTP; public reads need no account."""

from oversight.projects.api.routing import router

__all__ = ["router"]
