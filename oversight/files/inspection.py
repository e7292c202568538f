"""上传检查: name, size, content. Nothing is stored that is not what its name says."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext as _

from oversight.audit.errors import Invalid
from oversight.files import archives, images
from oversight.files.kinds import BY_EXTENSION, MIB, FileKind, family_of

NAME_LIMIT = 120
FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\/]')


@dataclass(frozen=True)
class Inspected:
    """What may be stored: the clean name, the kind, the bytes to keep, whether metadata was dropped."""

    name: str
    kind: FileKind
    content: bytes
    cleaned: bool


def inspect(name: str, content: bytes) -> Inspected:
    """Judge an upload by its name and bytes; raises ``Invalid`` with what to do."""
    kind = kind_of_name(name)
    if not content:
        raise Invalid("empty_file", _("没有保存。文件是空的。"), where="file")
    if len(content) > kind.limit:
        text = _("没有保存。文件有 %(size)s MB，%(kind)s不超过 %(limit)d MB。") % {
            "size": f"{len(content) / MIB:.1f}",
            "kind": kind.label,
            "limit": kind.limit // MIB,
        }
        raise Invalid("too_large", text, where="file")
    check_content(content, kind)
    kept = images.clean_image(content, kind.code) if kind.family == "image" else content
    return Inspected(clean_name(name, kind), kind, kept, kept != content)


def kind_of_name(name: str) -> FileKind:
    """The kind that the file's ending announces."""
    extension = name.rsplit(".", 1)[-1].strip().lower() if "." in name else ""
    kind = BY_EXTENSION.get(extension)
    if kind is None:
        allowed = "、".join(sorted({each.code for each in BY_EXTENSION.values()}))
        advice = _("请另存为新格式（docx、xlsx）再传。") if extension in OLD_FORMATS else ""
        shown = f"“.{extension[:10]}”" if extension else _("没有扩展名的")
        text = _("没有保存。不收%(shown)s文件。%(advice)s可以上传：%(allowed)s。") % {
            "shown": shown,
            "advice": advice,
            "allowed": allowed,
        }
        raise Invalid("kind_not_allowed", text, where="file")
    return kind


OLD_FORMATS = {"doc", "xls", "ppt", "wps", "et", "dps", "docm", "xlsm"}


def check_content(content: bytes, kind: FileKind) -> None:
    """The bytes are of the announced kind and harmless to read."""
    found = family_of(content)
    if found == "ole" and kind.family == "zip":
        text = _("没有保存。文件加了密码，或是旧格式改了扩展名。请去掉密码、另存为新格式再传。")
        raise Invalid("encrypted_or_old", text, where="file")
    expected = kind.code if kind.family in {"image", "audio"} else kind.family
    if found != expected:
        raise Invalid(
            "wrong_content",
            _("没有保存。扩展名是 .%(extension)s，内容却不是%(kind)s。")
            % {"extension": kind.extensions[0], "kind": kind.label},
            where="file",
        )
    if kind.family == "zip":
        archives.check_archive(content, kind)
    elif kind.family == "text":
        check_text(content)


def check_text(content: bytes) -> None:
    """Text throughout, in an encoding that offices use."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ("utf-16",)
    else:
        encodings = ("utf-8", "gb18030")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return
    raise Invalid("wrong_content", _("没有保存。文件不是 UTF-8 或 GBK 编码的文本。"), where="file")


def clean_name(name: str, kind: FileKind) -> str:
    """The last part of the name, without control, direction or reserved characters, not too long."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    stem, _dot, extension = unicodedata.normalize("NFC", last).rpartition(".")
    visible = "".join(
        c for c in stem if unicodedata.category(c) not in {"Cf", "Cc", "Cs", "Co", "Cn"}
    )
    stem = " ".join(FORBIDDEN.sub(" ", visible).split()).strip(". ")[:NAME_LIMIT] or _("文件")
    extension = extension.strip().lower()
    return f"{stem}.{extension if extension in kind.extensions else kind.extensions[0]}"
