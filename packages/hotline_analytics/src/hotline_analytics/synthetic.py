"""Synthetic tickets (合成工单) for benchmarks: invented, seeded, as many as asked for.

Writes what an import would read (CSV with its mapping) and, beside it, files of the same
tickets as the store would hold them, one a month. Nothing here describes a real place.
"""

from __future__ import annotations

import hashlib
import time
from pathlib import Path
from typing import Any

from .tickets import COLUMN_NAMES, KINDS, format_month, month_index

LAST_MONTH = month_index(2026, 6)
HOUR = 3_600
DAY = 24 * HOUR
OFFSET = 8 * HOUR
KIND_WORDS = ("投诉", "咨询", "建议", "求助", "表扬", "举报")
KIND_SHARES = (0.36, 0.33, 0.05, 0.2, 0.02, 0.04)
SATISFACTION_WORDS = {
    "satisfied": "满意",
    "basically_satisfied": "基本满意",
    "dissatisfied": "不满意",
}
RESOLVED_WORDS = {"yes": "已解决", "partly": "部分解决", "no": "未解决"}
CATEGORIES = (
    "噪声扰民", "物业管理", "道路破损", "停水停气", "垃圾清运", "违法建设", "消费纠纷", "拖欠工资",
    "公交线路", "路灯照明", "供暖质量", "学区入学", "医保报销", "占道经营", "井盖缺失", "宠物管理",
    "油烟排放", "社保缴纳", "噪音施工", "停车秩序",
)  # fmt: skip
PLACES = ("临溪县", "云川区", "东岭区", "南泽县", "高新区", "北山镇")
ROADS = ("解放路", "建设街", "新华路", "学府路", "滨河路", "桃园街", "幸福巷", "工业大道")
CHANNELS = ("电话", "微信", "网站", "市长信箱")


def write_tickets(rows: int, months: int, units: int, out_dir: str | Path, seed: int = 1) -> Any:
    """Write `tickets.csv`, `mapping.toml` and `store/*.parquet`; say what was written."""
    import numpy as np
    import pyarrow.csv as pa_csv

    started, folder = time.perf_counter(), Path(out_dir)
    (folder / "store").mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(seed)
    world = _World(rng, rows, units)
    season = 1 + 0.15 * np.sin(2 * np.pi * np.arange(months) / 12)
    shares = rng.multinomial(rows, season / season.sum())
    first, files, writer = LAST_MONTH - months + 1, [], None
    csv_path = folder / "tickets.csv"
    for index, number in enumerate(shares.tolist()):
        month = first + index
        store, source = world.month(month, number)
        files.append(_write_store_file(store, month, folder / "store"))
        if writer is None:
            writer = pa_csv.CSVWriter(str(csv_path), source.schema)
        writer.write_table(source)
    if writer is not None:
        writer.close()
    (folder / "mapping.toml").write_text(MAPPING, encoding="utf-8")
    return {
        "rows": rows,
        "units": units,
        "months": [format_month(first), format_month(LAST_MONTH)],
        "csv": str(csv_path.resolve()),
        "mapping": str((folder / "mapping.toml").resolve()),
        "files": files,
        "seconds": round(time.perf_counter() - started, 2),
    }


def _write_store_file(table: Any, month: int, folder: Path) -> dict[str, Any]:
    """One month's file, named by its content."""
    import pyarrow.parquet as pq

    draft = folder / f"{month}.tmp"
    pq.write_table(table, draft, compression="zstd", row_group_size=64 * 1024)
    with draft.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    path = draft.rename(folder / f"{sha256}.parquet").resolve()
    return {"month": month, "path": str(path), "rows": table.num_rows, "sha256": sha256}


class _World:
    """The invented place: its units, its callers, and how it draws a month of tickets."""

    def __init__(self, rng: Any, rows: int, units: int) -> None:
        import numpy as np
        import pyarrow as pa

        self.rng, self.np, self.pa = rng, np, pa
        self.units = pa.array([f"示例{number:02d}局" for number in range(1, units + 1)])
        weights = 1 / np.arange(1, units + 1) ** 0.7
        self.unit_shares = weights / weights.sum()
        people = max(10, rows // 4)
        self.phones = pa.array([f"1990{number:07d}" for number in range(people)])
        digests = [
            hashlib.blake2b(str(number).encode(), digest_size=16).hexdigest()
            for number in range(people)
        ]
        self.callers, self.people = pa.array(digests), people
        self.texts = pa.array(
            [
                f"{p}{r}附近{c}，多次反映未解决，请尽快处理。"
                for p in PLACES
                for r in ROADS
                for c in CATEGORIES
            ]
        )

    def month(self, month: int, number: int) -> tuple[Any, Any]:
        """A month's tickets: as stored, and as the source file has them."""
        np, rng = self.np, self.rng
        start = _start_of(month)
        received = np.sort(rng.integers(start, _start_of(month + 1), number))
        unit = rng.choice(len(self.units), number, p=self.unit_shares)
        order = np.lexsort((received, unit))
        received, unit = received[order], unit[order]
        facts = self._facts(received, unit, number)
        return self._stored(month, facts), self._source(month, facts)

    def _facts(self, received: Any, unit: Any, number: int) -> dict[str, Any]:
        """What happens to each ticket, as numbers; -1 is nothing."""
        np, rng = self.np, self.rng
        hours = rng.lognormal(3.2, 1.2, number)
        kind = rng.choice(len(KIND_WORDS), number, p=KIND_SHARES)
        moved = rng.random(number) < 0.04
        closed = received + (hours * HOUR).astype("int64") + 60
        rated = rng.random(number) < 0.55
        return {
            "received": received,
            "unit": unit,
            "first_unit": np.where(
                rng.random(number) < 0.08, rng.integers(0, len(self.units), number), unit
            ),
            "kind": kind,
            "intake": np.where(moved, rng.integers(0, len(KIND_WORDS), number), kind),
            "category": rng.integers(0, len(CATEGORIES), number),
            "text": rng.integers(0, len(self.texts), number),
            "closed": np.where(rng.random(number) < 0.97, closed, -1),
            "response": received + rng.integers(60, 2 * DAY, number),
            "due": np.where(rng.random(number) < 0.95, received + 7 * DAY, -1),
            "person": (rng.random(number) ** 2 * self.people).astype("int64"),
            "channel": rng.choice(len(CHANNELS), number, p=(0.7, 0.2, 0.07, 0.03)),
            "place": rng.integers(0, len(PLACES), number),
            "satisfaction": np.where(rated, rng.choice(3, number, p=(0.75, 0.15, 0.1)), -1),
            "resolved": np.where(rated, rng.choice(3, number, p=(0.8, 0.08, 0.12)), -1),
            "reopened": (rng.random(number) < 0.03).astype("int32"),
        }

    def _stored(self, month: int, facts: dict[str, Any]) -> Any:
        """The tickets by the table contract."""
        from .tickets import SCHEMA

        pa, np, number = self.pa, self.np, len(facts["received"])
        local_days = (facts["received"] + OFFSET) // DAY
        columns = {name: pa.nulls(number, SCHEMA.field(name).type) for name in COLUMN_NAMES}
        columns |= {
            "ticket_id": self._ids(month, number),
            "source": pa.repeat("synthetic", number),
            "received_at": pa.array(facts["received"] * 1_000_000),
            "received_date": pa.array(local_days.astype("int32")),
            "month": pa.repeat(pa.scalar(month, pa.int32()), number),
            "closed_at": _instants(pa, facts["closed"]),
            "first_response_at": _instants(pa, facts["response"]),
            "due_at": _instants(pa, facts["due"]),
            "kind": _named(pa, KINDS, facts["kind"]),
            "kind_at_intake": _named(pa, KINDS, facts["intake"]),
            "unit": self.units.take(pa.array(facts["unit"])),
            "first_unit": self.units.take(pa.array(facts["first_unit"])),
            "category": _named(pa, CATEGORIES, facts["category"]),
            "text": self.texts.take(pa.array(facts["text"])),
            "channel": _named(pa, CHANNELS, facts["channel"]),
            "district": _named(pa, PLACES, facts["place"]),
            "caller": self.callers.take(pa.array(facts["person"])),
            "reopened": pa.array(facts["reopened"]),
            "satisfaction": _named(pa, tuple(SATISFACTION_WORDS), facts["satisfaction"]),
            "resolved": _named(pa, tuple(RESOLVED_WORDS), facts["resolved"]),
            "content_hash": _hex(pa, np, self.rng.bytes(number * 16), number),
            "closed_month": _months(pa, np, facts["closed"]),
            "version": pa.repeat(pa.scalar(1, pa.int32()), number),
        }
        return pa.table(columns, schema=SCHEMA)

    def _source(self, month: int, facts: dict[str, Any]) -> Any:
        """The same tickets as a hotline would hand them over."""
        pa, number = self.pa, len(facts["received"])
        return pa.table(
            {
                "工单编号": self._ids(month, number),
                "受理时间": _local(pa, facts["received"]),
                "办结时间": _local(pa, facts["closed"]),
                "首次回复时间": _local(pa, facts["response"]),
                "办理时限": _local(pa, facts["due"]),
                "承办单位": self.units.take(pa.array(facts["unit"])),
                "首次承办单位": self.units.take(pa.array(facts["first_unit"])),
                "工单类型": _named(pa, KIND_WORDS, facts["kind"]),
                "受理类型": _named(pa, KIND_WORDS, facts["intake"]),
                "问题类别": _named(pa, CATEGORIES, facts["category"]),
                "诉求内容": self.texts.take(pa.array(facts["text"])),
                "来电号码": self.phones.take(pa.array(facts["person"])),
                "渠道": _named(pa, CHANNELS, facts["channel"]),
                "区县": _named(pa, PLACES, facts["place"]),
                "满意度": _named(pa, tuple(SATISFACTION_WORDS.values()), facts["satisfaction"]),
                "是否解决": _named(pa, tuple(RESOLVED_WORDS.values()), facts["resolved"]),
                "重办次数": pa.array(facts["reopened"]),
            }
        )

    def _ids(self, month: int, number: int) -> Any:
        head = int(format_month(month).replace("-", "")) * 10_000_000
        return self.pa.array(head + self.np.arange(number)).cast(self.pa.string())


def _start_of(month: int) -> int:
    """The first second of a local month, in seconds UTC."""
    from datetime import UTC, datetime

    first = datetime(month // 12, month % 12 + 1, 1, tzinfo=UTC)
    return int(first.timestamp()) - OFFSET


def as_of_month_end(month: int) -> int:
    """The instant after a local month, in microseconds UTC."""
    return _start_of(month + 1) * 1_000_000


def _named(pa: Any, names: tuple[str, ...], index: Any) -> Any:
    """Words by number; a negative number is empty."""
    return pa.array(names, pa.string()).take(pa.array(index, mask=index < 0))


def _instants(pa: Any, seconds: Any) -> Any:
    return pa.array(seconds * 1_000_000, mask=seconds < 0)


def _local(pa: Any, seconds: Any) -> Any:
    return pa.array(seconds + OFFSET, mask=seconds < 0).cast(pa.timestamp("s"))


def _months(pa: Any, np: Any, seconds: Any) -> Any:
    """The local month index of each instant."""
    local = (np.maximum(seconds, 0) + OFFSET).astype("datetime64[s]").astype("datetime64[M]")
    return pa.array((local.astype("int64") + 1970 * 12).astype("int32"), mask=seconds < 0)


def _hex(pa: Any, np: Any, raw: bytes, number: int) -> Any:
    """Random hashes: fixed-length strings laid out in one buffer."""
    offsets = np.arange(number + 1, dtype="int32") * 32
    return pa.StringArray.from_buffers(
        number, pa.py_buffer(offsets.tobytes()), pa.py_buffer(raw.hex().encode())
    )


MAPPING = """\
name = "synthetic"

[columns]
ticket_id = "工单编号"
received_at = "受理时间"
closed_at = "办结时间"
first_response_at = "首次回复时间"
due_at = "办理时限"
unit = "承办单位"
first_unit = "首次承办单位"
kind = "工单类型"
kind_at_intake = "受理类型"
category = "问题类别"
text = "诉求内容"
caller = "来电号码"
channel = "渠道"
district = "区县"
satisfaction = "满意度"
resolved = "是否解决"
reopened = "重办次数"

[formats]
datetime = ["%Y-%m-%d %H:%M:%S"]
timezone = "Asia/Shanghai"

[values.kind]
"投诉" = "complaint"
"咨询" = "consultation"
"建议" = "suggestion"
"求助" = "help"
"表扬" = "praise"
"举报" = "report"

[values.satisfaction]
"满意" = "satisfied"
"基本满意" = "basically_satisfied"
"不满意" = "dissatisfied"

[values.resolved]
"已解决" = "yes"
"部分解决" = "partly"
"未解决" = "no"

[units]
policy = "auto"
jurisdiction = "synthetic"
"""
