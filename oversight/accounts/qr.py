"""二维码: SVG inside the page; nothing is loaded from elsewhere."""

from __future__ import annotations

import segno
from django.utils.safestring import SafeString, mark_safe


def qr_svg(text: str) -> SafeString:
    """The QR code of ``text``, scaled by the page."""
    drawing = segno.make(text, error="m", micro=False).svg_inline(
        omitsize=True, border=4, dark="#1B2026", light="#FFFFFF", svgclass="qr", lineclass=None
    )
    return mark_safe(drawing)  # noqa: S308 - made by segno from numbers only
