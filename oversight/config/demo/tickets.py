"""演示工单: 36 months of synthetic tickets with planted effects, always the same for the same last month.

Planted: a real rise, a rise by chance, a merged department, a new one, Spring Festival, a flood month, a
subject that was reclassified, and complaints re-labelled as consultations.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from hotline_analytics.tickets import format_month
from hotline_analytics.workdays import shipped

from oversight.config.demo import places
from oversight.config.demo.places import DemoUnit
from oversight.config.demo.wording import caller_number, detail, title

MONTHS = 36
RECLASSIFIED_FOR = 5  # months, counted back, since 噪声扰民 is filed under 噪声污染
RELABELLED_FOR = 2
FLOOD_BACK = 3
HEADER = (
    "工单编号", "受理时间", "首次回复时间", "办理期限", "办结时间", "承办单位", "首办单位", "诉求类型",
    "受理时类型", "类别", "标题", "内容", "渠道", "区域", "来电号码", "重开次数", "满意度", "是否解决",
    "纬度", "经度",
)  # fmt: skip
SEASONS = {
    "flat": (1.0,) * 12,
    "rain": (0.85, 0.85, 0.9, 0.95, 1.0, 1.15, 1.3, 1.25, 1.1, 0.95, 0.9, 0.85),
    "summer": (0.75, 0.75, 0.9, 1.0, 1.1, 1.25, 1.35, 1.3, 1.1, 0.95, 0.85, 0.75),
    "winter": (1.3, 1.2, 1.0, 0.9, 0.9, 0.85, 0.85, 0.85, 0.9, 1.0, 1.1, 1.25),
    "spring": (0.7, 0.8, 1.2, 1.35, 1.2, 1.05, 0.95, 0.95, 1.05, 1.1, 0.9, 0.75),
    "school": (0.8, 0.9, 0.95, 0.9, 1.0, 1.2, 1.4, 1.6, 1.2, 0.8, 0.75, 0.7),
    "holiday": (0.9, 1.1, 0.8, 0.95, 1.2, 0.95, 1.15, 1.15, 0.9, 1.3, 0.8, 0.8),
    "year_end": (1.4, 1.1, 0.9, 0.9, 0.9, 0.9, 0.95, 0.95, 0.95, 0.95, 1.05, 1.25),
    "heating": (2.6, 2.0, 1.2, 0.2, 0.12, 0.1, 0.1, 0.1, 0.2, 0.6, 2.2, 2.7),
}
KINDS = (("投诉", 46), ("咨询", 30), ("求助", 18), ("建议", 5), ("表扬", 1))
CHANNELS = (("电话", 70), ("小程序", 18), ("网站", 8), ("信件", 4))


def write_csv(path: Path, last_month: int, seed: int = 20261) -> int:
    """Write the tickets of the 36 months up to ``last_month`` (month index); returns the rows."""
    rows = 0
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(HEADER)
        for month in range(last_month - MONTHS + 1, last_month + 1):
            for row in month_rows(month, last_month, seed):
                writer.writerow(row)
                rows += 1
    return rows


def month_rows(month: int, last_month: int, seed: int) -> Iterator[tuple[object, ...]]:
    """The tickets of one month over all departments."""
    number = 0
    for position, unit in enumerate(places.UNITS):
        chance = random.Random(f"{seed}/{month - last_month}/{position}")  # noqa: S311
        for _ in range(volume(unit, month, last_month, chance)):
            number += 1
            yield ticket(unit, month, last_month, number, chance)


def volume(unit: DemoUnit, month: int, last_month: int, chance: random.Random) -> int:
    """How many tickets a department gets in a month."""
    back = last_month - month
    if unit.starts is not None and back >= unit.starts:
        return 0
    if unit.ends is not None and back < unit.ends:
        return 0
    if unit.name == places.NOISE_UNIT and back in (0, 1, 12):
        return {0: 21, 1: 18, 12: 19}[back]
    return noisy(unit.mean * shape(unit, month, last_month), unit.dispersion, chance)


def shape(unit: DemoUnit, month: int, last_month: int) -> float:
    """Season, slow growth, Spring Festival and the planted effects as one factor."""
    back = last_month - month
    factor = SEASONS[unit.season][month % 12] * (1 + 0.0015 * (MONTHS - back))
    festival = shipped().festivals.get(month // 12)
    if festival is not None and festival.month == month % 12 + 1:
        factor *= 0.72
    if back == FLOOD_BACK and unit.name in places.FLOOD_UNITS:
        factor *= 2.2
    elif back == FLOOD_BACK:
        factor *= 1.15
    if unit.name == places.RISING_UNIT and back == 0:
        factor *= 2.05
    if unit.name == places.MERGED_INTO and back < 11:
        factor *= (34 + 21) / 34
    return factor


def noisy(mean: float, dispersion: float, chance: random.Random) -> int:
    """A count with variance = dispersion × mean (a Poisson number with a gamma-distributed mean)."""
    if dispersion > 1:
        mean = chance.gammavariate(mean / (dispersion - 1), dispersion - 1)
    if mean > 500:
        return max(0, round(chance.gauss(mean, mean**0.5)))
    limit, product, count = 2.718281828459045**-mean, chance.random(), 0
    while product > limit:
        product *= chance.random()
        count += 1
    return count


def ticket(
    unit: DemoUnit, month: int, last_month: int, number: int, chance: random.Random
) -> tuple[object, ...]:
    """One row under ``HEADER``."""
    back = last_month - month
    received = moment_in(month, chance)
    subject = subject_of(unit, back, chance)
    kind_at_intake = pick(KINDS, chance)
    kind = kind_at_intake
    if kind == "投诉" and unit.name == places.RELABELLING_UNIT and back < RELABELLED_FOR:
        kind = "咨询" if chance.random() < 0.22 else kind
    elif chance.random() < 0.012:
        kind = pick(KINDS, chance)
    due = received + timedelta(days=7 if chance.random() < 0.8 else 15)
    first = received + timedelta(hours=chance.expovariate(1 / 9))
    closed = received + timedelta(days=min(40.0, chance.lognormvariate(1.1, 0.75)))
    exported = month_start(last_month + 1) + timedelta(days=3)
    open_still = closed > exported or (back < 2 and chance.random() < 0.03)
    district = chance.choice(places.DISTRICTS)
    reply = (
        ""
        if chance.random() < 0.35 or open_still
        else chance.choices(("满意", "基本满意", "不满意"), (74, 15, 11))[0]
    )
    solved = "" if not reply else chance.choices(("是", "部分", "否"), (80, 11, 9))[0]
    return (
        f"YC{format_month(month).replace('-', '')}{number:06d}",
        stamp(received),
        stamp(first) if first < exported else "",
        stamp(due) if chance.random() < 0.985 else "",
        "" if open_still else stamp(closed),
        unit.name,
        unit.name if chance.random() < 0.93 else chance.choice(places.UNITS[:12]).name,
        kind,
        kind_at_intake,
        subject,
        title(subject, district, chance),
        detail(subject, district, chance),
        pick(CHANNELS, chance),
        district,
        caller_number(chance) if chance.random() < 0.92 else "",
        1 if not open_still and chance.random() < 0.03 else 0,
        reply,
        solved,
        f"{35 + chance.gauss(places.DISTRICTS.index(district) * 0.2, 0.05):.5f}",
        f"{123 + chance.gauss(places.DISTRICTS.index(district) * 0.25, 0.06):.5f}",
    )


def subject_of(unit: DemoUnit, back: int, chance: random.Random) -> str:
    """The subject; 噪声扰民 was reclassified, and in the real rise leaks make up most."""
    if unit.name == places.RISING_UNIT and back == 0 and chance.random() < 0.38:
        return "房屋渗漏"
    subject = chance.choice(unit.subjects)
    return "噪声污染" if subject == "噪声扰民" and back < RECLASSIFIED_FOR else subject


def moment_in(month: int, chance: random.Random) -> datetime:
    """A moment of the month, mostly in working hours."""
    first = month_start(month)
    days = (month_start(month + 1) - first).days
    hour = min(23.99, max(0.0, chance.gauss(13.5, 4.2)))
    return first + timedelta(days=chance.randrange(days), hours=hour)


def month_start(month: int) -> datetime:
    """Midnight of the first day of a month index."""
    return datetime(month // 12, month % 12 + 1, 1)


def stamp(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M:%S")


def pick(weighted: tuple[tuple[str, int], ...], chance: random.Random) -> str:
    """One of the words by weight."""
    return chance.choices([word for word, _ in weighted], [weight for _, weight in weighted])[0]
