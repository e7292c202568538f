"""投票卡的印样 (printing): voting cards as one HTML file that any browser prints without a network.

HTML and not PDF: the machine's own Chinese typeface is used (a PDF would have to carry one of ten megabytes), and
the only package needed is segno. The file names nothing outside itself, and its policy forbids a browser to load anything.
Cards bear no number and stand in random order.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
import secrets
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from secret_ballot.findings import BallotError

PER_PAGE = {8: 4, 10: 5}
"""Cards a page → rows; two columns."""
COLUMNS = 2
PAGE_MM, MARGIN_MM, MARK_MM = (210, 297), 10, 4
QUIET = 4
HASH_SHOWN = 16
"""As many characters as wall and booth show to be compared, in the same groups."""
LONG = 40
_PARTS = re.compile(r"[^.\-]+[.\-]*")

SIZES = {
    4: {"row": "69.25mm", "qr": "30mm", "a": "26mm", "name": "9.5pt", "what": "8.5pt", "english": "6.5pt", "how": "7.5pt", "address": "11pt"},
    5: {"row": "55.4mm", "qr": "25mm", "a": "20mm", "name": "8pt", "what": "7.5pt", "english": "5.5pt", "how": "6.2pt", "address": "9.5pt"},
}  # fmt: skip
STYLE = """
@page { size: A4; margin: 0 }
* { box-sizing: border-box }
body { margin: 0; color: #000; font-family: "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei",
  "PingFang SC", "SimHei", sans-serif }
.symbols { position: absolute; width: 0; height: 0 }
.page { position: relative; width: 210mm; height: 297mm; padding: 10mm; overflow: hidden; break-after: page }
.page:last-child { break-after: auto }
.marks { position: absolute; inset: 0; width: 210mm; height: 297mm }
.cards { display: grid; grid-template-columns: 95mm 95mm; grid-auto-rows: var(--row) }
.card { display: grid; grid-template: 100% / 47.5mm 47.5mm; overflow: hidden }
.half { padding: 2.5mm 2.5mm 2mm; display: flex; flex-direction: column; align-items: center;
  justify-content: space-between; text-align: center; line-height: 1.25; min-height: 0 }
.half + .half { border-left: 0.25mm dashed #777 }
.name { font-weight: 700; font-size: var(--name); max-height: 2.5em; flex: none; overflow: hidden; text-wrap: balance }
.what { font-size: var(--what) }
.en { display: block; font-size: var(--english) }
.qr { width: var(--qr); height: var(--qr); flex: none; margin: -1mm 0 }
.qr.a { width: var(--a); height: var(--a) }
.address { font: 700 var(--address)/1.2 Consolas, "Noto Sans Mono", "DejaVu Sans Mono", monospace;
  max-width: 100%; overflow-wrap: anywhere }
.address.long { font-size: 8pt }
.address small { font-size: 0.75em; font-weight: 400 }
.hash { font: 9pt/1.25 Consolas, "Noto Sans Mono", "DejaVu Sans Mono", monospace }
.code { font: 700 13.5pt/1.15 Consolas, "Noto Sans Mono", "DejaVu Sans Mono", monospace; white-space: pre;
  text-align: left }
.how { font-size: var(--how); margin: 0 }
@media screen { body { background: #ddd } .page { background: #fff; margin: 5mm auto } }
"""


def sheets(
    codes: Sequence[str], *, meeting: str, booth: str, bundle: str, per_page: int = 8
) -> Iterator[str]:
    """The file, piece by piece; raises ``BallotError``: number, booth_address, bundle_hash."""
    if per_page not in PER_PAGE:
        raise BallotError("number", "--per-page")
    address, digest = check_booth(booth), check_bundle(bundle)
    rows = PER_PAGE[per_page]
    sizes = "; ".join(f"--{name}: {size}" for name, size in SIZES[rows].items())
    style = f":root {{ {sizes} }}{STYLE}"
    shuffled = list(codes)
    secrets.SystemRandom().shuffle(shuffled)
    yield _head(meeting, style, address, rows)
    front = _front(meeting, address, digest)
    for start in range(0, len(shuffled), per_page):
        cards = "".join(
            f'<div class="card">{front}{_back(code)}</div>'
            for code in shuffled[start : start + per_page]
        )
        yield (
            '<section class="page"><svg class="marks"><use href="#marks"/></svg>'
            f'<div class="cards">{cards}</div></section>\n'
        )
    yield "</body></html>\n"


def check_booth(text: str) -> str:
    """The booth's plain address: a camera that reads it opens the page and tells nothing; raises ``BallotError``."""
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        raise BallotError("booth_address", "--booth") from None
    near = parts.scheme == "http" and (host.endswith("localhost") or host.startswith("127."))
    bare = parts.path in ("", "/") and not (parts.query or parts.fragment or parts.username)
    if not host or not text.isascii() or not bare or not (parts.scheme == "https" or near):
        raise BallotError("booth_address", "--booth")
    return f"{parts.scheme}://{parts.netloc}/"


def check_bundle(text: str) -> str:
    """The hash of the booth's page, also in groups as pages show it; raises ``BallotError``: bundle_hash."""
    text = "".join(text.split())
    if len(text) != 64 or set(text) - set("0123456789abcdef"):
        raise BallotError("bundle_hash", "--bundle")
    return text


def symbol(text: str) -> tuple[str, int]:
    """The dark modules of a QR code as an SVG path, and the modules of a side with the quiet zone."""
    import segno

    matrix = segno.make(text, error="m", micro=False).matrix
    path = []
    for y, row in enumerate(matrix):
        x = 0
        while x < len(row):
            if row[x]:
                end = x
                while end < len(row) and row[end]:
                    end += 1
                path.append(f"M{x + QUIET} {y + QUIET}h{end - x}v1H{x + QUIET}z")
                x = end
            x += 1
    return "".join(path), len(matrix) + 2 * QUIET


def grouped_lines(code: str) -> str:
    """The code in its groups, two a line."""
    parts = code.split("-")
    half = (len(parts) + 1) // 2
    return "-".join(parts[:half]) + "-\n" + "-".join(parts[half:])


def _head(meeting: str, style: str, address: str, rows: int) -> str:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    path, side = symbol(address)
    return (
        '<!doctype html><html lang="zh-Hans"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\';'
        f" style-src 'sha256-{digest}'\">"
        f"<title>投票卡 · {html.escape(meeting)}</title><style>{style}</style></head><body>"
        '<svg class="symbols" aria-hidden="true"><defs>'
        f'<symbol id="a" viewBox="0 0 {side} {side}" shape-rendering="crispEdges"><path d="{path}"/></symbol>'
        f'<symbol id="marks" viewBox="0 0 {PAGE_MM[0]} {PAGE_MM[1]}"><path fill="none" stroke="#000"'
        f' stroke-width="0.2" d="{_marks(rows)}"/></symbol></defs></svg>\n'
    )


def _marks(rows: int) -> str:
    """Cut marks in the margins, at every edge of a card."""
    width, height = PAGE_MM
    found = []
    for column in range(COLUMNS + 1):
        x = MARGIN_MM + column * (width - 2 * MARGIN_MM) / COLUMNS
        found += [f"M{x:g} {MARGIN_MM - 1}v-{MARK_MM}M{x:g} {height - MARGIN_MM + 1}v{MARK_MM}"]
    for row in range(rows + 1):
        y = MARGIN_MM + row * (height - 2 * MARGIN_MM) / rows
        found += [f"M{MARGIN_MM - 1} {y:g}h-{MARK_MM}M{width - MARGIN_MM + 1} {y:g}h{MARK_MM}"]
    return "".join(found)


def _typed(address: str) -> str:
    """The address as somebody types it whose telephone reads no symbol; a line ends after a dot or a dash."""
    scheme, name = address.rstrip("/").split("://")
    parts = "".join(f"{html.escape(each)}<wbr>" for each in _PARTS.findall(name))
    long = " long" if len(name) > LONG else ""
    return f'<div class="address{long}"><small>{scheme}://</small><wbr>{parts}</div>'


def _front(meeting: str, address: str, digest: str) -> str:
    start = " ".join(digest[n : n + 4] for n in range(0, HASH_SHOWN, 4))
    return (
        f'<div class="half"><div class="name">{html.escape(meeting)}</div>'
        f'<div class="what">① 扫码，或输入网址{_english("scan, or type the address")}</div>'
        '<svg class="qr a"><use href="#a"/></svg>'
        f"{_typed(address)}"
        f'<p class="how">“本页”须与大屏幕、下行相同{_english("“This page” as on the wall and below")}</p>'
        f'<div class="hash">{start}</div></div>'
    )


def _back(code: str) -> str:
    path, side = symbol(code)
    return (
        f'<div class="half"><div class="what">② 在投票页里扫码或输入{_english("in the booth: scan, or type")}</div>'
        f'<svg class="qr" viewBox="0 0 {side} {side}" shape-rendering="crispEdges"><path d="{path}"/></svg>'
        f'<div class="code">{html.escape(grouped_lines(code))}</div>'
        f'<p class="how">一卡一票。沿虚线向内折，<br>不给人看，不拍照。{_english("One vote. Fold inwards; show nobody.")}</p></div>'
    )


def _english(text: str) -> str:
    return f'<span class="en" lang="en">{text}</span>'
