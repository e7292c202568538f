"""付表决的事: what is voted, by the title of the item."""

from __future__ import annotations

import pytest

from oversight.meetings.rules.matters import matter_of


@pytest.mark.parametrize(
    ("title", "matter"),
    [
        ("听取和审议县住建局关于物业管理情况的报告", "县住建局关于物业管理情况的报告"),
        ("再次听取和审议关于供水的专项工作报告", "关于供水的专项工作报告"),
        ("听取镇政府工作报告", "镇政府工作报告"),
        ("审议《物业管理条例（草案）》", "《物业管理条例（草案）》"),
        ("审议和票决槐荫镇2027年民生实事候选项目", "审议和票决槐荫镇2027年民生实事候选项目"),
        ("对县住建局的报告进行满意与否的表决", "县住建局的报告"),
        ("对县住建局的报告进行满意度测评", "县住建局的报告"),
        ("审议意见研究处理情况的报告", "审议意见研究处理情况的报告"),
        ("审议结果的报告", "审议结果的报告"),
        ("听取意见情况的报告", "听取意见情况的报告"),
        ("对县民政局的满意度测评", "对县民政局的满意度测评"),
        ("关于供水的决定", "关于供水的决定"),
    ],
)
def test_what_is_voted_is_the_report_not_the_hearing_of_it(title: str, matter: str) -> None:
    assert matter_of(title) == matter
