"""公文的要素: what stands on a paper, before anything decides where it stands.

Plain text and blocks are two spellings of the same body: a clerk writes lines, the layout needs levels.
Nothing here knows Django, records or typefaces.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

Strokes = tuple[tuple[tuple[int, int], ...], ...]
"""A drawn signature: strokes of points on the surface of ``drawn``."""


class Form(StrEnum):
    """版式: which of the layouts the paper takes."""

    RED_HEAD = "red_head"  # 文件格式
    LETTER = "letter"  # 信函格式
    MINUTES = "minutes"  # 纪要格式
    BRIEF = "brief"  # 简报
    SHEET = "sheet"  # 表格: 研判意见、督办单


class Direction(StrEnum):
    """行文方向: only an upward paper names its signers in the head."""

    UP = "up"  # 上行文
    DOWN = "down"  # 下行文
    FLAT = "flat"  # 平行文
    INTERNAL = "internal"  # 内部


@dataclass(frozen=True, slots=True)
class Heading:
    """层次序数与标题: level 1–4 (一、（一）1. （1）); ``run_on`` is text that follows on the same line."""

    level: int
    text: str
    run_on: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """正文段落: indented by two characters."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """表: heads and rows of text; every row has as many cells as there are heads."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """栏: a labelled box of a sheet; elsewhere a paragraph. ``text`` may hold several lines."""

    label: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """签字处: who signs by hand, with the name if it is known; ``strokes`` where it was drawn on a screen."""

    label: str
    name: str = ""
    strokes: Strokes = ()


Block = Heading | Paragraph | Table | Field | SignatureLine


@dataclass(frozen=True, slots=True)
class Annex:
    """附件正文: an attachment that is printed with the paper, from a new page."""

    title: str
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperContent:
    """公文: everything that is printed; what is empty takes no place."""

    issuer_names: tuple[str, ...]  # 发文机关标志: the first is the host
    title: str
    number: str = ""  # 发文字号, complete: 云人常办〔2026〕12号
    form: Form = Form.RED_HEAD
    direction: Direction = Direction.DOWN
    document_word: str = ""  # 文件: printed after the issuers; minutes: 纪要
    copy_number: str = ""  # 份号, six digits
    security: str = ""  # only 内部, or nothing: state secrets are never entered here
    urgency: str = ""  # 特急 | 加急
    signer_names: tuple[str, ...] = ()  # 签发人, upward papers
    addressees: str = ""  # 主送机关, without the colon
    blocks: tuple[Block, ...] = ()
    attachments: tuple[str, ...] = ()  # 附件说明
    annexes: tuple[Annex, ...] = ()
    issued_by: str = ""  # 发文机关署名; several are parted by line breaks
    issued_on: date | None = None  # 成文日期
    contact: str = ""  # 附注, without the brackets
    attendance: tuple[tuple[str, str], ...] = ()  # minutes: (出席 | 请假 | 列席, names)
    issue_no: str = ""  # brief: 第12期
    copy_to: tuple[tuple[str, str], ...] = ()  # (抄送 | 抄报 | 分送, names)
    printed_by: str = ""  # 印发机关
    printed_on: date | None = None  # 印发日期
    seal_place: bool = True  # an empty circle where the seal goes
    demo: bool = False  # 演示数据

    def __post_init__(self) -> None:
        if self.security not in ("", "内部"):
            raise ValueError("security is 内部 or empty: state secrets never enter this system")
        if not self.issuer_names:
            raise ValueError("a paper has an issuer")
