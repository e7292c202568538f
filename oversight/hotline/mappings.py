"""映射的读取: a mapping as text, read by the analytics package, with its errors as refusals."""

from __future__ import annotations

import re
from pathlib import Path

from django.utils.translation import gettext as _
from hotline_analytics.mapping import Mapping, MappingError, parse_mapping

from oversight.audit.errors import Invalid

CODE = re.compile(r"[A-Za-z0-9_-]{1,64}")


def mapping_text(path: Path) -> str:
    """The text of a mapping file."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or _("不是 UTF-8 文本")
        raise Invalid("unreadable_mapping", reason, where=str(path)) from error


def read_mapping(text: str) -> Mapping:
    """The mapping that ``text`` declares."""
    try:
        mapping = parse_mapping(text)
    except MappingError as error:
        raise Invalid(error.code, error.text, where=error.where) from error
    if mapping.jurisdiction and not CODE.fullmatch(mapping.jurisdiction):
        text = _("地方代码只能有字母、数字、横线和下划线，最多 64 个字符。")
        raise Invalid("bad_code", text, where="units.jurisdiction")
    return mapping
