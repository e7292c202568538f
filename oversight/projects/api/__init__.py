"""接口: livelihood projects over HTTP; public reads need no account."""

from oversight.projects.api import (
    collecting,
    collecting_public,
    handling,
    selecting,
    selecting_list,
    voting,
)
from oversight.projects.api.routing import router

__all__ = [
    "collecting",
    "collecting_public",
    "handling",
    "router",
    "selecting",
    "selecting_list",
    "voting",
]
