"""手写签字的画面: the strokes of a drawn signature, as SVG for the PDF and as PNG for the DOCX."""

from __future__ import annotations

import io
from collections.abc import Sequence

Strokes = Sequence[Sequence[Sequence[int]]]
WIDTH, HEIGHT = 1000, 360
"""The surface that the points are on, whatever the screen was."""
HEIGHT_MM = 14.0
WIDTH_MM = HEIGHT_MM * WIDTH / HEIGHT
PEN = 8


def svg(strokes: Strokes) -> str:
    """One path, as thick as on the screen."""
    lines = "".join("M" + "L".join(f"{x} {y}" for x, y in dotted(one)) for one in strokes)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<path d="{lines}" fill="none" stroke="#000" stroke-width="{PEN}"'
        ' stroke-linecap="round" stroke-linejoin="round"/></svg>'
    )


def png(strokes: Strokes) -> bytes:
    """Black on white, the same lines."""
    from PIL import Image, ImageDraw

    picture = Image.new("L", (WIDTH, HEIGHT), 255)
    pen, half = ImageDraw.Draw(picture), PEN / 2
    for one in strokes:
        points = [(x, y) for x, y in dotted(one)]
        pen.line(points, fill=0, width=PEN, joint="curve")
        for x, y in (points[0], points[-1]):
            pen.ellipse((x - half, y - half, x + half, y + half), fill=0)
    stored = io.BytesIO()
    picture.save(stored, "PNG")
    return stored.getvalue()


def dotted(stroke: Sequence[Sequence[int]]) -> Sequence[Sequence[int]]:
    """A stroke of a single point drawn as a line to itself."""
    return stroke if len(stroke) > 1 else [stroke[0], stroke[0]]
