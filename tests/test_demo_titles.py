"""演示的职务: the head of a unit is called as units of its kind call theirs."""

from __future__ import annotations

import pytest

from oversight.config.demo.people import head_title


@pytest.mark.parametrize(
    ("unit", "title"),
    [
        ("市残疾人联合会", "理事长"),
        ("市住房公积金管理中心", "主任"),
        ("市卫生健康委员会", "主任"),
        ("市消防救援支队", "支队长"),
        ("市水务局", "局长"),
        ("市中级人民法院", "院长"),
        ("市人民检察院", "检察长"),
        ("某处", "主要负责人"),
    ],
)
def test_the_title_follows_the_kind_of_unit(unit: str, title: str):
    assert head_title(unit) == title
