"""文件种类: what may be uploaded, how large, and how each kind is recognised by its first bytes."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

MIB = 1024 * 1024


@dataclass(frozen=True)
class FileKind:
    """One allowed kind. ``inline``: a browser may show it in our pages without running anything."""

    code: str
    label: str
    extensions: tuple[str, ...]
    media_type: str
    limit: int
    family: str  # zip, image, audio, pdf, text
    marker: str = ""  # a member that every archive of the kind has
    inline: bool = False


OOXML = "application/vnd.openxmlformats-officedocument."
KINDS = (
    FileKind("pdf", "PDF", ("pdf",), "application/pdf", 50 * MIB, "pdf"),
    FileKind(
        "docx",
        _("Word 文档"),
        ("docx",),
        OOXML + "wordprocessingml.document",
        30 * MIB,
        "zip",
        "word/document.xml",
    ),
    FileKind(
        "xlsx",
        _("Excel 表格"),
        ("xlsx",),
        OOXML + "spreadsheetml.sheet",
        30 * MIB,
        "zip",
        "xl/workbook.xml",
    ),
    FileKind(
        "pptx",
        _("演示文稿"),
        ("pptx",),
        OOXML + "presentationml.presentation",
        50 * MIB,
        "zip",
        "ppt/presentation.xml",
    ),
    FileKind("ofd", _("OFD 版式文件"), ("ofd",), "application/ofd", 50 * MIB, "zip", "OFD.xml"),
    FileKind("csv", _("表格（CSV）"), ("csv",), "text/csv; charset=utf-8", 50 * MIB, "text"),
    FileKind("txt", _("纯文本"), ("txt",), "text/plain; charset=utf-8", 5 * MIB, "text"),
    FileKind("png", _("PNG 图片"), ("png",), "image/png", 20 * MIB, "image", inline=True),
    FileKind("jpeg", _("JPEG 照片"), ("jpg", "jpeg"), "image/jpeg", 20 * MIB, "image", inline=True),
    FileKind("webp", _("WebP 图片"), ("webp",), "image/webp", 20 * MIB, "image", inline=True),
    FileKind("mp3", _("MP3 录音"), ("mp3",), "audio/mpeg", 20 * MIB, "audio"),
    FileKind("m4a", _("M4A 录音"), ("m4a",), "audio/mp4", 20 * MIB, "audio"),
    FileKind("wav", _("WAV 录音"), ("wav",), "audio/wav", 50 * MIB, "audio"),
    FileKind("ogg", _("OGG 录音"), ("ogg", "oga", "opus"), "audio/ogg", 20 * MIB, "audio"),
    FileKind("webm", _("WebM 录音"), ("webm",), "audio/webm", 20 * MIB, "audio"),
)
BY_CODE = {kind.code: kind for kind in KINDS}
BY_EXTENSION = {extension: kind for kind in KINDS for extension in kind.extensions}
LARGEST = max(kind.limit for kind in KINDS)
ACCEPT = ",".join(f".{extension}" for extension in BY_EXTENSION)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MP4_SOUND = (b"M4A ", b"M4B ", b"mp42", b"mp41", b"isom", b"iso2", b"iso5", b"iso6", b"dash")
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")


def family_of(content: bytes) -> str:
    """What the first bytes say: zip, pdf, an image or audio kind, ole, program, markup, binary or text."""
    head = content[:4096]
    if head.startswith(ZIP):
        return "zip"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if sound := audio_of(head):
        return sound
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(OLE):
        return "ole"
    if head.startswith((b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")):
        return "program"
    if looks_like_markup(head):
        return "markup"
    return "binary" if has_controls(head) else "text"


def audio_of(head: bytes) -> str:
    """mp3, m4a, wav, ogg or webm by the first bytes; "" for none of them."""
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return "wav"
    if head.startswith(b"OggS"):
        return "ogg"
    if head.startswith(b"\x1aE\xdf\xa3"):
        return "webm"
    if head[4:8] == b"ftyp" and head[8:12] in MP4_SOUND:
        return "m4a"
    layer_three = len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2
    return "mp3" if head.startswith(b"ID3") or layer_three else ""


def looks_like_markup(head: bytes) -> bool:
    """HTML, SVG and XML can carry scripts, whatever their name."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype", b"<html", b"<svg", b"<?xml", b"<script"))


def has_controls(head: bytes) -> bool:
    """Control bytes that no text holds; UTF-16 text announces itself by a byte order mark."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    return any(byte < 32 and byte not in (9, 10, 12, 13, 26, 27) for byte in head)
