"""How long a query and a build take: `python packages/text_matching/bench/similar_bench.py [TEXTS]`. Texts are invented."""

from __future__ import annotations

import random
import statistics
import sys
import time

from text_matching import TextIndex, find_similar

PLACES = [
    f"{a}{b}{c}" for a in "东西南北上下前后李王张赵" for b in "家庄山湖河桥店集" for c in "村镇社区"
]
THINGS = [
    "路灯",
    "自来水管网",
    "文化广场",
    "健身器材",
    "村道",
    "桥梁",
    "公共厕所",
    "学校门口红绿灯",
    "卫生室",
    "养老食堂",
    "停车位",
    "排水沟",
    "充电桩",
    "防护栏",
    "垃圾分类点",
    "农田水渠",
]
DOING = ["建设", "改造", "安装", "修复", "扩建", "新增", "更换", "加固"]
WHY = [
    "早晚高峰学生过马路危险",
    "晚上出行不便",
    "冬天经常冻裂",
    "雨天积水严重",
    "老人就医不便",
    "群众反映强烈",
    "多年没有维修",
    "影响周边居民生活",
    "存在安全隐患",
    "车辆无处停放",
]


def invented(chance: random.Random, number: int) -> str:
    """A proposal of a title, a reason and a few characters of its own."""
    own = "".join(chr(0x4E00 + chance.randrange(2500)) for _ in range(20))
    thing, doing, place = chance.choice(THINGS), chance.choice(DOING), chance.choice(PLACES)
    return f"{place}{doing}{thing}，{chance.choice(WHY)}，{own}。建议{chance.choice(DOING)}{chance.choice(THINGS)}"


def main(count: int) -> None:
    chance = random.Random(7)  # noqa: S311 invented texts
    texts = [(f"{number:07d}", invented(chance, number)) for number in range(count)]
    started = time.process_time()
    index = TextIndex.of(texts)
    built = time.process_time() - started
    asked = [invented(chance, 0)[: chance.randrange(6, 40)] for _ in range(100)]
    taken = []
    for text in asked:
        started = time.process_time()
        find_similar(text, index)
        taken.append(1000 * (time.process_time() - started))
    taken.sort()
    started = time.process_time()
    for number in range(2000):
        index.add(f"n{number}", invented(chance, number))
    added = 1000 * (time.process_time() - started) / 2000
    print(
        f"{count:,} texts: built in {built:.1f} s; a query {statistics.median(taken):.1f} ms median, "
        f"{taken[94]:.1f} ms p95; a text added in {added:.2f} ms"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
