"""图片清理: place, time and device of a photo are dropped; the picture itself stays bit for bit.

Metadata is cut out of the container without touching the compressed pixels; only the orientation is
written back, so a photo does not lie on its side. What follows the end of the picture (videos of
"moving photos") goes too. A container that cannot be cut is encoded anew.
"""

from __future__ import annotations

import io
import struct
import warnings
import zlib

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from oversight.audit.errors import Invalid

MAX_PIXELS = 50_000_000
ORIENTATION = 0x0112
PNG_KEPT = {
    b"IHDR",
    b"PLTE",
    b"IDAT",
    b"IEND",
    b"tRNS",
    b"gAMA",
    b"cHRM",
    b"sRGB",
    b"iCCP",
    b"pHYs",
}
PNG_KEPT |= {b"sBIT", b"bKGD", b"cICP"}
WEBP_KEPT = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ICCP"}
FORMATS = {"png": "PNG", "jpeg": "JPEG", "webp": "WEBP"}


class UncutError(ValueError):
    """The container is not as the standard says; encode anew."""


def clean_image(content: bytes, kind: str) -> bytes:
    """The same picture without metadata."""
    turn = orientation_of(content, kind)
    try:
        cut = {"png": cut_png, "jpeg": cut_jpeg, "webp": cut_webp}[kind](content, turn)
        check_pixels(cut, kind)
    except (UncutError, Invalid, struct.error, IndexError):
        cut = encode_anew(content, kind)
    return cut


def opened(content: bytes, kind: str) -> Image.Image:
    """The picture, header read only, with its dimensions checked before anything is unpacked."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(content), formats=[FORMATS[kind]])
    except Image.DecompressionBombError as error:
        raise too_many_pixels() from error
    except Exception as error:
        raise unreadable() from error
    if image.width * image.height > MAX_PIXELS:
        raise too_many_pixels()
    if getattr(image, "n_frames", 1) > 1 and kind != "jpeg":
        raise Invalid("animated", _("没有保存。不收动图，请传静止的图片。"), where="file")
    return image


def check_pixels(content: bytes, kind: str) -> None:
    """Unpack the picture once, so that a broken one is refused now and not when somebody needs it."""
    image = opened(content, kind)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image.load()
    except Exception as error:
        raise unreadable() from error


def orientation_of(content: bytes, kind: str) -> int:
    """1 to 8 as EXIF numbers them; 1 = as it is."""
    image = opened(content, kind)
    try:
        turn = image.getexif().get(ORIENTATION, 1)
    except Exception:  # damaged metadata is no reason to refuse a picture; it is dropped anyway
        return 1
    return turn if turn in range(2, 9) else 1


def minimal_exif(turn: int) -> bytes:
    """A TIFF block that holds the orientation and nothing else."""
    entry = struct.pack(">HHIHH", ORIENTATION, 3, 1, turn, 0)
    return b"MM\x00*" + struct.pack(">IH", 8, 1) + entry + struct.pack(">I", 0)


def cut_jpeg(content: bytes, turn: int) -> bytes:
    """Keep what the picture needs (ISO/IEC 10918-1 markers), end at its end."""
    kept, at = [b"\xff\xd8"], 2
    if turn != 1:
        block = b"Exif\x00\x00" + minimal_exif(turn)
        kept.append(b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block)
    while True:
        marker, at = next_marker(content, at)
        if marker == 0xD9:
            kept.append(b"\xff\xd9")
            return b"".join(kept)
        length = struct.unpack_from(">H", content, at)[0]
        if length < 2:
            raise UncutError
        body, at = content[at : at + length], at + length
        if keeps_segment(marker, body):
            kept.append(bytes((0xFF, marker)) + body)
        if marker == 0xDA:
            end = end_of_scan(content, at)
            kept.append(content[at:end])
            at = end


def next_marker(content: bytes, at: int) -> tuple[int, int]:
    """The marker at this place and where its body begins; fill bytes are skipped."""
    if content[at] != 0xFF:
        raise UncutError
    while content[at] == 0xFF:
        at += 1
    return content[at], at + 1


def keeps_segment(marker: int, body: bytes) -> bool:
    """Application data and comments go, except JFIF, colour profile and Adobe's colour transform."""
    if marker == 0xE0:
        return body[2:7] == b"JFIF\x00"
    if marker == 0xE2:
        return body[2:14] == b"ICC_PROFILE\x00"
    if marker == 0xEE:
        return body[2:7] == b"Adobe"
    return not (0xE1 <= marker <= 0xEF or marker == 0xFE)


def end_of_scan(content: bytes, at: int) -> int:
    """Where the compressed data ends: at the next marker that is no stuffing and no restart."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0 or at + 1 >= len(content):
            raise UncutError
        following = content[at + 1]
        if following != 0 and not 0xD0 <= following <= 0xD7:
            return at
        at += 2


def cut_png(content: bytes, turn: int) -> bytes:
    """Keep the chunks that make the picture; texts, times and EXIF go."""
    kept, at = [content[:8]], 8
    while True:
        length, name = struct.unpack_from(">I4s", content, at)
        chunk, at = content[at : at + 12 + length], at + 12 + length
        if len(chunk) < 12 + length:
            raise UncutError
        if name == b"IDAT" and turn != 1:
            kept.append(png_chunk(b"eXIf", minimal_exif(turn)))
            turn = 1
        if name in PNG_KEPT:
            kept.append(chunk)
        if name == b"IEND":
            return b"".join(kept)


def png_chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def cut_webp(content: bytes, turn: int) -> bytes:
    """Keep the picture's chunks; clear the flags of those that go (VP8X: EXIF 0x08, XMP 0x04)."""
    size = struct.unpack_from("<I", content, 4)[0]
    kept, at, end = [], 12, min(len(content), 8 + size)
    while at + 8 <= end:
        name, length = struct.unpack_from("<4sI", content, at)
        body = content[at + 8 : at + 8 + length]
        if len(body) < length:
            raise UncutError
        if name == b"VP8X":
            body = bytes(((body[0] & ~0x0C) | (0x08 if turn != 1 else 0),)) + body[1:]
        if name in WEBP_KEPT:
            kept.append(webp_chunk(name, body))
        at += 8 + length + (length & 1)
    if turn != 1:
        kept.append(webp_chunk(b"EXIF", minimal_exif(turn)))
    whole = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(whole)) + whole


def webp_chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + (b"\x00" if len(body) & 1 else b"")


def encode_anew(content: bytes, kind: str) -> bytes:
    """Fallback: unpack, turn upright, pack again."""
    image = opened(content, kind)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            upright = ImageOps.exif_transpose(image)
        fresh = io.BytesIO()
        options = {"jpeg": {"quality": 92}, "webp": {"quality": 92, "exif": b"", "xmp": b""}}
        profile = image.info.get("icc_profile")
        if upright.mode == "P":
            upright = upright.convert("RGBA" if "transparency" in upright.info else "RGB")
        plain = Image.new(upright.mode, upright.size)
        plain.paste(upright)
        plain.save(fresh, FORMATS[kind], icc_profile=profile, **options.get(kind, {}))
    except Exception as error:
        raise unreadable() from error
    return fresh.getvalue()


def too_many_pixels() -> Invalid:
    text = _("没有保存。图片超过 5000 万像素，请缩小后再传。")
    return Invalid("too_many_pixels", text, where="file")


def unreadable() -> Invalid:
    return Invalid("broken_image", _("没有保存。图片已损坏，打不开。"), where="file")
