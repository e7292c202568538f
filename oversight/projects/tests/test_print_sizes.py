"""大小: a plate is read from some steps away, a screen card fills its screen, whatever stands on them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from oversight.documents.layout.fonts import PaperFonts, gaps
from oversight.documents.layout.pdf import faces_used
from oversight.projects.printing import sheets
from oversight.projects.printing.plates import PAPERS, PLATE, qr

MISSING = [one for one in gaps(PaperFonts()) if not one.used]
pytestmark = pytest.mark.skipif(bool(MISSING), reason="no Chinese typeface")
ADDRESS = "https://example.cn/p/qingshi/projects/abcdefgh2345/"


def fits(sheet: sheets.Sheet, data: dict[str, Any], size: float, folder: Path) -> bool:
    """Whether the sheet stands on one page in this size."""
    source = sheets.resources.files(sheets.__package__).joinpath(f"data/{sheet.template}")
    (folder / "main.typ").write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    whole = {**data, "fonts": faces_used(PaperFonts()), "size": size, "demo": True, "foot": "脚"}
    return sheets.compiled(sheet, folder, whole, PaperFonts())[1] == 1


@pytest.mark.parametrize("paper", ["a4", "a3"])
@pytest.mark.parametrize(("content", "size"), [("给 4 处路口装信号灯。", 1.3), ("新" * 160, 1.0)])
def test_the_words_of_a_plate_are_as_large_as_its_paper_holds(paper, content, size, tmp_path):
    width, height, scale = PAPERS[paper]
    names = ("地点", "责任单位", "分管领导", "现场负责人", "开工", "完工", "投资")
    data = {
        "title": "河东村危桥改造", "place": "青石镇", "year": 2027, "code": "民2027-03",
        "chosen": "由镇人民代表大会代表票决选定", "qr": qr(ADDRESS), "address": ADDRESS,
        "rows": [["建设内容", content], *([name, "青石镇建设办公室"] for name in names)],
        "width": width, "height": height, "scale": scale,
    }  # fmt: skip
    assert fits(PLATE, data, size, tmp_path)  # of 20 points on A4, 28 on A3
    drawn = '<svg xmlns="http://www.w3.org/2000/svg" width="360" height="440"></svg>'
    assert fits(PLATE, {**data, "map": drawn}, 0.78, tmp_path)  # with the small map still 15 points


@pytest.mark.parametrize(("count", "size"), [(3, 1.6), (8, 0.85), (15, 0.78)])
def test_a_screen_card_holds_few_in_large_type_and_many_on_one_screen(count, size, tmp_path):
    item = {
        "title": "卫生院停车场扩建", "brief": "硬化村道两公里，装路灯四十盏，种行道树。",
        "cost": "86 万元", "unit": "镇建设办公室", "due": "2027年10月31日",
    }  # fmt: skip
    items = [{**item, "position": number + 1} for number in range(count)]
    data = {"place": "青石镇", "year": 2027, "summary": "候选项目", "items": items}
    assert fits(sheets.SCREEN, data, size, tmp_path)
    assert fits(sheets.SCREEN, data, 1.6, tmp_path) is (count < 8)
