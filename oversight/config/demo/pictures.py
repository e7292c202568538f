"""演示照片和扫描件: drawn by the machine, so that nothing in the demonstration shows a real place or paper."""

from __future__ import annotations

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

SIZE = (480, 320)
GROUND = ((214, 224, 218), (226, 220, 206), (210, 220, 230), (230, 214, 210))


def photo(number: int, name: str = "现场（演示）.jpg") -> SimpleUploadedFile:
    """A made-up picture of a site: sky, ground, a road and a house, other for every number."""
    image = Image.new("RGB", SIZE, (196 + number % 40, 214, 230))
    draw = ImageDraw.Draw(image)
    horizon = 150 + number * 13 % 50
    draw.rectangle((0, horizon, *SIZE), fill=GROUND[number % len(GROUND)])
    left = 60 + number * 37 % 240
    draw.polygon(
        [(left, SIZE[1]), (left + 90, SIZE[1]), (250, horizon), (236, horizon)],
        fill=(120, 124, 128),
    )
    house = 20 + number * 61 % 360
    draw.rectangle((house, horizon - 44, house + 84, horizon + 26), fill=(178, 150, 132))
    draw.polygon(
        [(house - 8, horizon - 44), (house + 92, horizon - 44), (house + 42, horizon - 84)],
        fill=(128, 66, 52),
    )
    return as_upload(image, name, "JPEG", "image/jpeg")


def scan(number: int, name: str) -> SimpleUploadedFile:
    """A page of grey lines instead of a paper, with a round mark where its seal would be."""
    image = Image.new("L", (420, 594), 250)
    draw = ImageDraw.Draw(image)
    draw.rectangle((110, 50, 310, 62), fill=90)
    for row in range(14):
        draw.rectangle(
            (50, 110 + row * 28, 370 - (number * 17 + row * 41) % 120, 116 + row * 28), fill=150
        )
    draw.ellipse((270, 470, 370, 570), outline=110, width=4)
    return as_upload(image, name, "PNG", "image/png")


def as_upload(image: Image.Image, name: str, form: str, kind: str) -> SimpleUploadedFile:
    """As a browser sends it."""
    content = BytesIO()
    image.save(content, form)
    return SimpleUploadedFile(name, content.getvalue(), kind)
