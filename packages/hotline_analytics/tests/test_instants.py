"""Dates are read as the standard library reads them, whole columns like single texts."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pyarrow as pa
import pytest
from hotline_analytics.instants import InstantReader
from hotline_analytics.zones import Zone
from hypothesis import given, settings
from hypothesis import strategies as st

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FORMATS = [
    "%m/%d/%Y %I:%M:%S %p",
    "%d.%m.%Y %H:%M",
    "%Y%m%d%H%M%S",
    "%Y年%m月%d日 %H时",
    "%b %d %Y",
]


def read(
    text: str, formats: list[str] | None = None, zone: str = "Asia/Shanghai"
) -> datetime | None:
    micros = InstantReader(formats or [], Zone(zone)).read_one(text)
    return None if micros is None else EPOCH + timedelta(microseconds=micros)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type,misc]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-06-30", utc(2026, 6, 29, 16)),
        ("2026-06-30 08:15", utc(2026, 6, 30, 0, 15)),
        ("2026-06-30T08:15:30", utc(2026, 6, 30, 0, 15, 30)),
        ("2026-06-30T08:15:30.25", utc(2026, 6, 30, 0, 15, 30, 250000)),
        ("2026-06-30 08:15:30Z", utc(2026, 6, 30, 8, 15, 30)),
        ("2026-06-30T08:15:30+02:00", utc(2026, 6, 30, 6, 15, 30)),
        ("2026-06-30T08:15:30-0530", utc(2026, 6, 30, 13, 45, 30)),
        ("20260630T081530Z", utc(2026, 6, 30, 8, 15, 30)),
        ("２０２６－06－30 08：15", utc(2026, 6, 30, 0, 15)),
        ("2024-02-29", utc(2024, 2, 28, 16)),
    ],
)
def test_iso_is_always_read(text: str, expected: datetime) -> None:
    assert read(text) == expected
    assert read(text, ["%d.%m.%Y"]) == expected


@pytest.mark.parametrize(
    "text",
    ["2026-06-31", "2026-02-29", "2026-13-01", "2026-06-30 24:00:00", "2026-06-30 08:60", "昨天",
     "2026-6", "0000-01-01", "30/06/2026", "2026-06-30x", "1" * 100],
)  # fmt: skip
def test_what_is_no_date_is_not_read(text: str) -> None:
    assert read(text) is None


def test_formats_are_tried_in_order() -> None:
    assert read("03/04/2026", ["%d/%m/%Y", "%m/%d/%Y"]) == utc(2026, 4, 2, 16)
    assert read("03/04/2026", ["%m/%d/%Y", "%d/%m/%Y"]) == utc(2026, 3, 3, 16)
    assert read("2026-03-04", ["%Y-%d-%m"]) == utc(2026, 4, 2, 16)


def test_a_repeated_hour_is_its_first_and_a_missing_hour_moves_forward() -> None:
    assert read("2026-11-01 01:30:00", zone="America/New_York") == utc(2026, 11, 1, 5, 30)
    assert read("2026-03-08 02:30:00", zone="America/New_York") == utc(2026, 3, 8, 7, 30)
    assert read("2026-03-08 03:30:00", zone="America/New_York") == utc(2026, 3, 8, 7, 30)


def expected(text: str, formats: list[str], zone: str) -> datetime | None:
    for form in formats:
        try:
            moment = datetime.strptime(text, form)
        except ValueError:
            continue
        return moment.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    return None


moments = st.datetimes(datetime(1950, 1, 1), datetime(2099, 1, 1)).map(
    lambda moment: moment.replace(microsecond=0)
)
written = st.builds(lambda moment, form: moment.strftime(form), moments, st.sampled_from(FORMATS))
nearly = st.builds(
    lambda text, at, sign: text[: at % len(text)] + sign + text[at % len(text) + 1 :],
    written,
    st.integers(0, 30),
    st.sampled_from("0139 /.:AxP"),
)
zones = st.sampled_from(
    ["Asia/Shanghai", "America/New_York", "Australia/Lord_Howe", "Europe/London"]
)


@settings(deadline=None)
@given(st.lists(st.one_of(written, nearly), max_size=20), zones)
def test_columns_are_read_as_the_standard_library_reads_them(texts: list[str], zone: str) -> None:
    micros, known = InstantReader(FORMATS, Zone(zone)).read(pa.array(texts, pa.string()))
    got = [
        EPOCH + timedelta(microseconds=int(value)) if fits else None
        for value, fits in zip(micros, known, strict=True)
    ]
    assert got == [expected(text, FORMATS, zone) for text in texts]


@settings(deadline=None)
@given(st.lists(st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1)), min_size=1), zones)
def test_zones_convert_as_zoneinfo_does(walls: list[datetime], zone: str) -> None:
    info = ZoneInfo(zone)
    plain = datetime(1970, 1, 1)
    local = pa.array([(wall - plain) // timedelta(microseconds=1) for wall in walls]).to_numpy()
    instants = Zone(zone).to_utc(local)
    moments = [EPOCH + timedelta(microseconds=int(value)) for value in instants]
    assert moments == [wall.replace(tzinfo=info).astimezone(UTC) for wall in walls]
    back = [plain + timedelta(microseconds=int(value)) for value in Zone(zone).to_local(instants)]
    assert back == [moment.astimezone(info).replace(tzinfo=None) for moment in moments]
