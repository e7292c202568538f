"""压缩包检查: Word, Excel and OFD files are ZIP archives; one that would swell, overlap or run is refused.

The declared sizes are not believed: every member is unpacked piece by piece and counted, nothing is kept.
"""

from __future__ import annotations

import io
import zipfile
import zlib

from django.utils.translation import gettext as _

from oversight.audit.errors import Invalid
from oversight.files.kinds import MIB, FileKind

MAX_MEMBERS = 10_000
MAX_UNPACKED = 400 * MIB
ALWAYS_ALLOWED = 20 * MIB
MAX_RATIO = 100
PIECE = 256 * 1024
LOCAL_HEADER = 30


def check_archive(content: bytes, kind: FileKind) -> None:
    """Refuse what is broken, encrypted, swollen, carries macros, or is not of the kind."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise broken() from error
    if len(members) > MAX_MEMBERS:
        raise swollen()
    names = {member.filename for member in members}
    if kind.marker not in names:
        raise Invalid(
            "wrong_content",
            _("没有保存。文件内容不是%(kind)s。") % {"kind": kind.label},
            where="file",
        )
    check_names(names)
    check_layout(members, len(content))
    count_unpacked(content, members)


def check_names(names: set[str]) -> None:
    """No macros, no member that climbs out of its folder."""
    if any(name.lower().rsplit("/", 1)[-1] == "vbaproject.bin" for name in names):
        raise Invalid("macros", _("没有保存。文件带有宏程序，请另存为不带宏的文件。"), where="file")
    if any(name.startswith("/") or ".." in name.replace("\\", "/").split("/") for name in names):
        raise broken()


def check_layout(members: list[zipfile.ZipInfo], size: int) -> None:
    """Members lie one after another; overlapping ones are how small bombs grow large."""
    end = 0
    for member in sorted(members, key=lambda each: each.header_offset):
        if member.flag_bits & 1:
            raise Invalid(
                "encrypted", _("没有保存。文件加了密码，请去掉密码后再传。"), where="file"
            )
        if member.header_offset < end:
            raise broken()
        end = member.header_offset + LOCAL_HEADER + member.compress_size
    if end > size:
        raise broken()


def count_unpacked(content: bytes, members: list[zipfile.ZipInfo]) -> None:
    """Unpack every member to nowhere, within one allowance for the whole archive."""
    left = min(MAX_UNPACKED, max(ALWAYS_ALLOWED, MAX_RATIO * len(content)))
    for member in members:
        left -= unpacked_size(content, member, left)


def unpacked_size(content: bytes, member: zipfile.ZipInfo, left: int) -> int:
    """How many bytes a member really holds; XML with a DTD is refused (entities swell)."""
    start = member.header_offset
    header = content[start : start + LOCAL_HEADER]
    if len(header) < LOCAL_HEADER or header[:4] != b"PK\x03\x04":
        raise broken()
    start += LOCAL_HEADER + int.from_bytes(header[26:28], "little")
    start += int.from_bytes(header[28:30], "little")
    packed = memoryview(content)[start : start + member.compress_size]
    if member.compress_type == zipfile.ZIP_STORED:
        refuse_dtd(member.filename, bytes(packed[:PIECE]))
        if len(packed) > left:
            raise swollen()
        return len(packed)
    if member.compress_type != zipfile.ZIP_DEFLATED:
        raise broken()
    return inflate_to_nowhere(member.filename, packed, left)


def inflate_to_nowhere(name: str, packed: memoryview, left: int) -> int:
    """Count the bytes of one deflated member."""
    inflater, size, rest = zlib.decompressobj(-15), 0, bytes(packed)
    while not inflater.eof:
        try:
            piece = inflater.decompress(rest, PIECE)
        except zlib.error as error:
            raise broken() from error
        if size == 0:
            refuse_dtd(name, piece)
        size += len(piece)
        if size > left:
            raise swollen()
        rest = inflater.unconsumed_tail
        if not piece and not rest:
            raise broken()
    return size


def refuse_dtd(name: str, start: bytes) -> None:
    if name.lower().endswith((".xml", ".rels")) and b"<!DOCTYPE" in start[:4096]:
        raise broken()


def broken() -> Invalid:
    return Invalid(
        "broken_file", _("没有保存。文件已损坏或结构不对，请重新导出后再传。"), where="file"
    )


def swollen() -> Invalid:
    return Invalid("bomb", _("没有保存。文件解开后过大，不能读取。"), where="file")
