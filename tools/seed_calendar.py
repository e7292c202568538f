"""放假和调休的底表: writes oversight/calendar/data/days.toml from the package ``chinesecalendar``.

Run it after the package has learnt the State Council's notice of another year:
``.venv/bin/python tools/seed_calendar.py``. The application itself reads only the file.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from pathlib import Path

import chinese_calendar

FILE = Path(__file__).resolve().parents[1] / "oversight/calendar/data/days.toml"
NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "National Day": "国庆节",
    "Mid-autumn Festival": "中秋节",
    "Anti-Fascist 70th Day": "抗战胜利70周年纪念日",
}
HEAD = (
    "# 放假和调休。 Days off and adjusted working days by year, made by tools/seed_calendar.py.\n"
)


def table() -> dict[int, dict[str, dict[date, str]]]:
    """year → ``off`` and ``on`` → day → name."""
    found: dict[int, dict[str, dict[date, str]]] = defaultdict(lambda: {"off": {}, "on": {}})
    for kind, days in (("off", chinese_calendar.holidays), ("on", chinese_calendar.workdays)):
        for day, name in days.items():
            found[day.year][kind][day] = NAMES[name]
    return dict(sorted(found.items()))


def text() -> str:
    """The file."""
    lines = [HEAD]
    for year, kinds in table().items():
        for kind, days in kinds.items():
            lines.append(f"[{year}.{kind}]")
            lines += [f'"{day:%m-%d}" = "{name}"' for day, name in sorted(days.items())]
            lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(text(), encoding="utf-8")
    print(FILE)
