"""What an import says besides its numbers (说明): encoding, emptied cells, unmapped values."""

from __future__ import annotations

from hotline_analytics.normalise import Normaliser
from hotline_analytics.reading import Source

_SHOWN = 8
_NAMES = {
    "closed_at": "办结时间",
    "first_response_at": "首次响应时间",
    "due_at": "办理期限",
    "lat": "纬度",
    "lon": "经度",
    "reopened": "重办次数",
    "kind": "诉求类型",
    "kind_at_intake": "受理时诉求类型",
    "satisfaction": "满意度",
    "resolved": "解决情况",
}


def import_notes(source: Source, normaliser: Normaliser) -> list[str]:
    """Notes for people, one sentence each."""
    return [
        _encoding(source),
        *_absent(normaliser),
        *_unreadable(normaliser),
        *_unmapped(normaliser),
    ]


def _encoding(source: Source) -> str:
    if source.encoding in ("XLSX", "Parquet"):
        return f"源文件格式：{source.encoding}"
    read_as = "（按 GB18030 解读）" if source.encoding == "GBK" else ""
    return f"源文件编码：{source.encoding}{read_as}"


def _absent(normaliser: Normaliser) -> list[str]:
    return [
        f"源文件没有映射里的列“{column}”（{ours}），此列留空"
        for ours, column in normaliser.mapping.columns.items()
        if column and ours not in normaliser.places
    ]


def _unreadable(normaliser: Normaliser) -> list[str]:
    return [
        f"{_NAMES.get(ours, ours)}（{ours}）有 {count} 个值读不出来，已留空"
        for ours, count in sorted(normaliser.oddities.unreadable.items())
        if count
    ]


def _unmapped(normaliser: Normaliser) -> list[str]:
    notes = []
    for ours, values in sorted(normaliser.oddities.unmapped.items()):
        if values:
            shown = "、".join(f"{value}（{count}）" for value, count in values.most_common(_SHOWN))
            more = " 等" if len(values) > _SHOWN else ""
            notes.append(
                f"{_NAMES[ours]}（{ours}）有 {values.total()} 个值没有对应，记为 unknown：{shown}{more}"
            )
    return notes
