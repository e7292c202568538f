"""接口: livelihood projects over HTTP; public reads need no account."""

from oversight.projects.api import (
    building,
    collecting,
    collecting_public,
    experts,
    handling,
    reserve,
    rollup,
    selecting,
    selecting_list,
    supervising,
    voting,
)
from oversight.projects.api.routing import router

__all__ = [
    "building",
    "collecting",
    "collecting_public",
    "experts",
    "handling",
    "reserve",
    "rollup",
    "router",
    "selecting",
    "selecting_list",
    "supervising",
    "voting",
]
