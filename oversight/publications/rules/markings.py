"""密级标志 (markings): whether a text is marked as a national secret, which must not enter an internet system.

Pure: texts in, the marking found or "" out. It reads markings only, never judges what a text is about:
that a text carries no marking does not make it fit for the internet, and the form says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable


def gettext_noop(text: str) -> str:
    """Mark a sentence for translation; it is translated when rendered."""
    return text


SECRETS_LAW = gettext_noop("《保守国家秘密法》")
GRADE = "(绝密|机密|秘密)"
"""The three grades of national secrets (保守国家秘密法); 工作秘密 and 内部 are none of them."""

MARKINGS = (
    re.compile(GRADE + r"\s*[★☆*]"),  # 机密★10年
    re.compile(GRADE + "级(?!别)"),
    re.compile(r"密\s*级\s*[:：]\s*" + GRADE),
    re.compile(r"[（(【\[\u3014]\s*" + GRADE + r"\s*[）)】\]\u3015]"),
    re.compile(r"^\s*" + GRADE + r"\s*$", re.MULTILINE),
)


def national_secret_marking(texts: Iterable[str]) -> str:
    """The first marking of a national secret in the texts, as it is written there; "" without one."""
    for text in texts:
        for marking in MARKINGS:
            found = marking.search(text)
            if found:
                return found.group().strip()
    return ""
