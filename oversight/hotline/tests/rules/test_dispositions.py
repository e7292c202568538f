"""处置: exactly one for each finding; leaving out needs a reason; nothing changes after the decision."""

from __future__ import annotations

import pytest

from oversight.hotline.rules.dispositions import Asked, judge


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (Asked("yes", "open_case"), ""),
        (Asked("yes", "left_out"), "reason_missing"),
        (Asked("yes", "left_out", "同一暴雨所致"), ""),
        (Asked("yes", "watch"), "reason_missing"),
        (Asked("manual", "open_case"), "reason_missing"),
        (Asked("manual", "open_case", "上年同期为零，本月 6 件，均为同一小区"), ""),
        (Asked("no", "open_case"), "no_finding"),
        (Asked("yes", "punish"), "unknown_disposition"),
        (Asked("yes", "open_case", has_unit=False), "unit_unknown"),
        (Asked("yes", "open_case", before="watch"), "reason_missing"),
        (Asked("yes", "open_case", "连续第二个月双升", before="watch"), ""),
        (Asked("yes", "watch", "再看", before="watch"), "unchanged"),
        (Asked("yes", "watch", "再看", before="open_case", decided=True), "already_decided"),
    ],
)
def test_a_disposition(asked: Asked, code: str):
    verdict = judge(asked)
    assert (verdict.code, verdict.allowed) == (code, not code)
