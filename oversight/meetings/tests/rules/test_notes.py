"""议题的说明 where there is little room: the days and sums outlast a long reason."""

from __future__ import annotations

from oversight.meetings.rules import notes

MOVED = "完工日期：2026年9月30日 改为 2027年8月15日。\n预算：420 万元 改为 190 万元。"
LONG = f"理由：{'汛期不能施工。' * 100}\n{MOVED}"


def test_the_longest_line_gives_way():
    found = notes.within(LONG, 300)
    assert len(found) <= 300
    assert found.endswith(MOVED)
    assert found.splitlines()[0].endswith("…")
    assert notes.within(MOVED, 300) == MOVED
    assert len(notes.within("\n" * 900, 300)) <= 300


def test_the_wall_shows_the_first_lines():
    found = notes.brief(f"{LONG}\n建设内容：甲 改为：乙", 3, 60).splitlines()
    assert [len(found[0]), *found[1:]] == [60, *MOVED.splitlines(), "…"]
    assert notes.brief("\n 一行 \n", 3, 60) == "一行"
