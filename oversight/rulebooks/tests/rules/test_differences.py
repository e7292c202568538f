"""差别: fields, rows and columns."""

from __future__ import annotations

import json

from oversight.rulebooks import shipped
from oversight.rulebooks.rules.differences import differences


def content():
    return json.loads(shipped.template().canonical)


def test_nothing_differs_from_itself():
    assert differences(content(), content()) == ()


def test_a_field_a_column_a_row_added_and_a_row_left_out():
    after = content()
    after["double_rise"]["min_count"] = 20
    after["lead_times"]["steps"][0]["days"] = 25
    after["retention"]["rows"][0]["code"] = "instruction"
    found = [
        (one.section, one.item.name, one.column.name if one.column else "", one.change, one.before)
        for one in differences(content(), after)
    ]
    old = content()["retention"]["rows"][0]
    assert found == [
        ("double_rise", "min_count", "", "changed", 10),
        ("lead_times", "steps", "days", "changed", 20),
        ("retention", "rows", "", "removed", old),
        ("retention", "rows", "", "added", None),
    ]
