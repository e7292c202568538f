"""How often grading is wrong, and how often it finds a planted rise (判断等级的误报率和检出率).

Run: python packages/hotline_analytics/simulations/grading_power.py [--months N] [--into docs/hotline-grading.md]
Prints or writes the tables of docs/hotline-grading.md. Seeded: the same numbers come again.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from hotline_analytics.grading import GradingParameters, Tested, grade_all

SEASON = 1 + 0.3 * np.sin(2 * np.pi * np.arange(12) / 12)


@dataclass(frozen=True)
class Scenario:
    """A world of units: how many, how busy, how restless, and what happens in the month judged."""

    mean: float = 60
    dispersion: float = 1
    units: int = 50
    history: int = 33
    rise: float = 1.0
    planted: int = 0
    season: bool = False
    shock: float = 1.0
    trend: float = 0.0
    mixed: bool = False


@dataclass(frozen=True)
class Outcome:
    """Shares measured over all judged unit-months; ``found`` among planted units only."""

    strong: float
    weak: float
    double_rises: float
    any_strong: float
    found: float
    tested: int


def draw_counts(scenario: Scenario, rng: np.random.Generator) -> np.ndarray:
    """Counts of every unit: the history, then the month judged."""
    months = np.arange(scenario.history + 1)
    expected = np.full((scenario.units, len(months)), scenario.mean, dtype=float)
    if scenario.season:
        phase = rng.integers(0, 12, scenario.units) * (rng.random(scenario.units) < 0.3)
        expected *= SEASON[(months[None, :] + phase[:, None]) % 12]
    expected *= np.exp(scenario.trend * months / 12)
    expected[:, -1] *= scenario.shock
    expected[: scenario.planted, -1] *= scenario.rise
    dispersion = np.full((scenario.units, 1), float(scenario.dispersion))
    if scenario.mixed:
        dispersion[scenario.planted :, 0] = rng.choice(
            [1, 3, 6, 10], len(dispersion) - scenario.planted
        )
    return overdispersed(expected, dispersion, rng)


def overdispersed(
    expected: np.ndarray, dispersion: np.ndarray, rng: np.random.Generator
) -> np.ndarray:
    """Negative binomial counts with variance = dispersion × mean (Poisson at 1)."""
    excess = np.maximum(dispersion - 1, 1e-9)
    rate = np.where(dispersion > 1, rng.gamma(expected / excess) * excess, expected)
    return rng.poisson(rate)


def judge(counts: np.ndarray, parameters: GradingParameters) -> list[tuple[int, str | None]]:
    """The grades of the tested units of one world's last month."""
    tested: list[Tested] = []
    histories: dict[str | None, tuple[int, ...]] = {}
    for unit, row in enumerate(counts.tolist()):
        histories[str(unit)] = tuple(row[:-1])
        if row[-2] > 0 and row[-13] > 0:
            tested.append(Tested(str(unit), row[-1], row[-1], row[-2], row[-13]))
    grading = grade_all(tested, histories, parameters)
    return [(int(one.name or 0), grading.groups[one.name].grade) for one in tested]


def measure(
    scenario: Scenario, months: int, seed: int = 1, parameters: GradingParameters | None = None
) -> Outcome:
    """Grade ``months`` independent months of a world and count the outcomes."""
    rng = np.random.default_rng(seed)
    grades: list[str | None] = []
    found = any_strong = 0
    for _ in range(months):
        judged = judge(draw_counts(scenario, rng), parameters or GradingParameters())
        noise = [grade for unit, grade in judged if unit >= scenario.planted]
        found += sum(grade == "strong" for unit, grade in judged if unit < scenario.planted)
        any_strong += "strong" in noise
        grades += noise
    total = max(1, len(grades))
    return Outcome(
        grades.count("strong") / total,
        grades.count("weak") / total,
        sum(grade is not None for grade in grades) / total,
        any_strong / months,
        found / max(1, scenario.planted * months),
        len(grades),
    )


DISPERSIONS, MEANS = (1, 3, 6, 10), (6, 60, 600)


def noise_table(title: str, base: Scenario, months: int, parameters: GradingParameters) -> str:
    """A table of errors under pure noise, by dispersion and mean."""
    lines = [
        f"### {title}",
        "",
        "| dispersion | mean | tested | raw double rises | `weak` | `strong` | months with any `strong` |",
    ]
    lines.append("|---:|---:|---:|---:|---:|---:|---:|")
    for dispersion in DISPERSIONS:
        for mean in MEANS:
            one = measure(
                replace(base, mean=mean, dispersion=dispersion), months, parameters=parameters
            )
            lines.append(
                f"| {dispersion} | {mean} | {one.tested:,} | {one.double_rises:.1%} | {one.weak:.2%} "
                f"| {one.strong:.3%} | {one.any_strong:.1%} |"
            )
    return "\n".join(lines) + "\n"


def power_table(months: int, parameters: GradingParameters) -> str:
    """A table of rises found."""
    lines = [
        "### Planted rises found",
        "",
        "| mean | rise | dispersion | units, planted | history | found `strong` |",
    ]
    lines.append("|---:|---:|---:|---:|---:|---:|")
    for mean, rise in ((60, 2.0), (600, 1.4), (60, 1.4), (600, 1.2), (6, 3.0)):
        for dispersion, units, planted, history, mixed in (
            (1, 50, 1, 33, False),
            (1, 50, 10, 33, False),
            (1, 50, 25, 33, False),
            (1, 50, 1, 33, True),
            (1, 3, 1, 33, False),
            (1, 50, 1, 13, False),
            (3, 50, 1, 33, False),
            (6, 50, 1, 33, False),
        ):
            world = Scenario(mean, dispersion, units, history, rise, planted, mixed=mixed)
            one = measure(world, months, parameters=parameters)
            kind = f"{dispersion}, others mixed 1–10" if mixed else f"{dispersion}"
            lines.append(
                f"| {mean} | ×{rise:g} | {kind} | {units}, {planted} | {history} | {one.found:.0%} |"
            )
    return "\n".join(lines) + "\n"


def report(months: int) -> str:
    """All tables."""
    plain = GradingParameters()
    share = replace(plain, share_required=True)
    return "\n".join(
        [
            noise_table("Pure noise, 50 units, 33 months of history", Scenario(), months, plain),
            noise_table("Pure noise, 3 units", Scenario(units=3), months * 8, plain),
            noise_table("Pure noise, 1 unit", Scenario(units=1), months * 20, plain),
            noise_table(
                "Noise with seasons and a trend of 5 % a year",
                Scenario(season=True, trend=0.05),
                months,
                plain,
            ),
            noise_table("Noise, 13 months of history", Scenario(history=13), months, plain),
            noise_table(
                "Noise, everything up by 30 %, as graded", Scenario(shock=1.3), months, plain
            ),
            noise_table("The same with `share_required`", Scenario(shock=1.3), months, share),
            power_table(months * 2, plain),
        ]
    )


BEGIN, END = "<!-- tables: begin -->", "<!-- tables: end -->"


def write_into(document: Path, tables: str) -> None:
    """Replace the tables of a document, between its two marks."""
    text = document.read_text(encoding="utf-8")
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    document.write_text(f"{before}{BEGIN}\n\n{tables.strip()}\n\n{END}{after}", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--months", type=int, default=100, help="months judged per cell")
    parser.add_argument("--into", type=Path, help="replace the tables of this document")
    options = parser.parse_args()
    tables = report(options.months)
    if options.into:
        write_into(options.into, tables)
    else:
        print(tables)


if __name__ == "__main__":
    main()
