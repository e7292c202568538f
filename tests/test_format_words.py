"""文件格式的说法: a page offers 表格, Word 文档 or 数据文件 with the format in brackets, never the format alone."""

from __future__ import annotations

import re
from pathlib import Path

TEMPLATES = sorted(Path("oversight").glob("*/templates/**/*.html"))
BARE = re.compile(r'(>\s*|\bmore=")(CSV|XLSX|DOCX|JSON)\s*(</a>|")')


def test_no_link_says_a_file_format_alone():
    found = [
        f"{path}: {hit[0]}"
        for path in TEMPLATES
        for hit in BARE.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []
