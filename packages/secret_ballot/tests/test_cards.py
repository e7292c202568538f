"""Voting cards printed, counted back and listed: what is in the file, what a scan forgives and what it refuses."""

from __future__ import annotations

import io
import re
import stat
from pathlib import Path
from typing import Any

import pytest
from secret_ballot.cards_print import QUIET, symbol
from secret_ballot.cli import main
from secret_ballot.v1.canonical import decode, hex_hash
from secret_ballot.v1.elections import new_uuid

BUNDLE = "73cb3858a687a849" + "0" * 48


class Office:
    """The ticket office's desk; ``run`` gives the exit code and all that was said."""

    def __init__(self, folder: Path, capsys: Any, monkeypatch: Any, number: int = 9) -> None:
        self.folder, self.capsys, self.patch = folder, capsys, monkeypatch
        self.codes_file = folder / "codes"
        assert self.run("make", "--number", number, "--capitals", "--out", self.codes_file)[0] == 0
        self.codes = self.codes_file.read_text().split()

    def run(self, *arguments: object, typed: str = "") -> tuple[int, str]:
        self.patch.setattr("sys.stdin", io.StringIO(typed))
        try:
            code = main(["cards", *map(str, arguments)])
        except SystemExit as ended:
            code = int(ended.code or 0)
        said = "".join(self.capsys.readouterr())
        assert not any(each in said for each in getattr(self, "codes", []))
        return code, said

    def print(self, **changes: object) -> tuple[int, str]:
        options = {
            "codes": self.codes_file,
            "meeting": "南口镇<三>次会议",
            "booth": "https://booth.test",
            "bundle": BUNDLE,
            "out": self.folder / "cards.html",
        } | changes
        words = [
            w for name, value in options.items() for w in (f"--{name.replace('_', '-')}", value)
        ]
        return self.run("print", *words)

    def list(self, *more: object, handed_out: int = 9, typed: str = "", out: str = "out.json"):
        common = ("--codes", self.codes_file, "--handed-out", handed_out, "--group", "Ed25519")
        return self.run("list", *common, "--out", self.folder / out, *more, typed=typed)


@pytest.fixture
def office(tmp_path: Path, capsys: Any, monkeypatch: Any) -> Office:
    return Office(tmp_path, capsys, monkeypatch)


def test_cards_are_printed_without_number_in_random_order(office: Office):
    assert office.print()[0] == 0
    path = office.folder / "cards.html"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    text = path.read_text(encoding="utf-8")
    found = ["".join(each.split()) for each in re.findall(r'<div class="code">([^<]*)</div>', text)]
    assert sorted(found) == office.codes and text.count('class="page"') == 2
    assert text.count("南口镇&lt;三&gt;次会议") == 10 and "73cb 3858 a687 a849" in text
    typed = re.findall(r'<div class="address">(.*?)</div>', text)
    assert {re.sub("<[^>]*>", "", each) for each in typed} == {"https://booth.test"}
    assert len(typed) == 9
    paths = {symbol(code)[0] for code in office.codes}
    assert len(paths) == 9 and all(text.count(f'"{each}"') == 1 for each in paths)
    assert text.count(symbol("https://booth.test/")[0]) == 1
    assert "default-src 'none'" in text
    assert not re.search(r"(?:src|href)=\"[^#]|url\(|@import|<script", text)
    assert office.print()[0] == 2  # never written over
    orders = set()
    grouped = " ".join(BUNDLE[at : at + 4] for at in range(0, 64, 4))  # as a page shows it
    for turn in range(3):
        out = office.folder / f"{turn}.html"
        assert office.print(out=out, per_page=10, bundle=grouped)[0] == 0
        again = (office.folder / f"{turn}.html").read_text(encoding="utf-8")
        orders.add(tuple(re.findall(r'<div class="code">([^<]*)</div>', again)))
    assert len(orders) > 1 and again.count('class="page"') == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("booth", "http://booth.test"),
        ("booth", "https://booth.test/?c=1"),
        ("booth", "https://booth.test/#x"),
        ("booth", "https://me@booth.test"),
        ("booth", "https://booth.test:x"),
        ("booth", "booth.test"),
        ("bundle", "73CB" + "0" * 60),
        ("bundle", "73cb"),
        ("per_page", 9),
        ("codes", "/nowhere"),
    ],
)
def test_what_is_not_printed(office: Office, name: str, value: object):
    assert office.print(**{name: value})[0] == 2
    assert not (office.folder / "cards.html").exists()


def test_a_symbol_is_drawn_as_it_was_made():
    import segno

    path, side = symbol("https://booth.test/")
    matrix = segno.make("https://booth.test/", error="m", micro=False).matrix
    dark = set()
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1H\1z", path):
        dark |= {(int(x) + n - QUIET, int(y) - QUIET) for n in range(int(length))}
    assert dark == {(x, y) for y, row in enumerate(matrix) for x, bit in enumerate(row) if bit}
    assert side == len(matrix) + 2 * QUIET


def test_a_pile_is_scanned_and_a_mistake_mended(office: Office):
    left, given = office.folder / "left", office.folder / "given"
    first, second, third, fourth, fifth, *_rest = office.codes
    given.write_text(f"{fifth}\n")
    uuid = new_uuid()
    scan = ("--scan", "--left-over", left, "--surrendered", given, "--uuid", uuid)
    typed = f"{first}\nnonsense\n{first}\n{second.lower()}\n{fifth}\n{third}\nundo\n\n{fourth}\n"
    code, said = office.list(*scan, typed=typed)
    assert code == 2 and "cards_number" in said and "6 ≠ 9" in said
    marks = re.findall(r"^(\d): (✓ \d|✗)", said, re.MULTILINE)
    assert marks == [
        ("1", "✓ 1"),
        ("2", "✗"),
        ("3", "✗"),
        ("4", "✓ 2"),
        ("5", "✗"),
        ("6", "✓ 3"),
    ]
    assert left.read_text().split() == [first, second]
    assert stat.S_IMODE(left.stat().st_mode) == 0o600
    code, said = office.list(*scan, handed_out=5, typed=f"{fourth}\n")  # goes on; the last is read
    assert code == 0 and "2 so far" in said
    assert re.findall(r"^\S+ · .*: (\d)$", said, re.MULTILINE) == ["9", "3", "0", "1", "5"]
    assert hex_hash((office.folder / "out.json").read_bytes()) in said
    listed = decode((office.folder / "out.json").read_bytes(), "x")
    assert len(listed) == 5
    assert office.list("--scan", "spoiled", "--uuid", uuid)[0] == 2
    assert office.list("--scan", "--uuid", uuid)[0] == 2


def test_one_set_of_cards_serves_several_elections(office: Office):
    uuids = [new_uuid() for _ in range(3)]
    wanted = [word for uuid in uuids for word in ("--uuid", uuid)]
    assert office.list(*wanted, out="lists")[0] == 0
    lists = [set(decode((office.folder / "lists" / f"{u}.json").read_bytes(), "x")) for u in uuids]
    assert [len(each) for each in lists] == [9] * 3 and not lists[0] & lists[1]
    assert office.list(*wanted, out="lists")[0] == 2  # never written over
    (office.folder / "lists" / f"{uuids[0]}.json").unlink()
    assert office.list(*wanted, out="lists")[0] == 2
    assert not (office.folder / "lists" / f"{uuids[0]}.json").exists()  # all or none
    assert office.list("--uuid", uuids[0], "--uuid", uuids[0], out="twice")[0] == 2
    assert office.list("--uuid", "short", out="short")[0] == 2


def test_the_trials_list_is_named_when_it_is_written(office: Office):
    trial, main, other = (new_uuid() for _ in range(3))
    wanted = ("--uuid", main, "--uuid", trial)
    assert office.list(*wanted, "--trial", other, out="none")[0] == 2
    assert not (office.folder / "none").exists()
    code, said = office.list(*wanted, "--trial", trial, out="lists")
    written = [line for line in said.splitlines() if "SHA-256" in line]
    assert code == 0 and [main in line for line in written] == [True, False]  # in the order asked
    assert "正式投票 · main vote" in written[0] and f"{trial}.json（试投 · trial）" in written[1]
    assert "试投" not in office.list("--uuid", trial, out="one.json")[1]


def test_files_as_editors_leave_them(office: Office):
    text = office.codes_file.read_text()
    office.codes_file.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert office.list("--uuid", new_uuid())[0] == 0
    office.codes_file.write_bytes(text.encode("utf-16"))
    code, said = office.list("--uuid", new_uuid(), out="other.json")
    assert code == 2 and "[malformed]" in said and len(said.splitlines()) == 1
