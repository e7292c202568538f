"""后台任务种类: kind → function, listed by hand; the worker knows no others."""

from __future__ import annotations

from collections.abc import Mapping

JOB_KINDS: Mapping[str, str] = {}
