"""接口: livelihood projects over HTTP; public reads need no account."""

from oversight.projects.api import selecting, selecting_list, voting
from oversight.projects.api.routing import router

__all__ = ["router", "selecting", "selecting_list", "voting"]
