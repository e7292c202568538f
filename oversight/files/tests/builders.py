"""文件的样例: small real files of every kind, and harmful ones."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import Any

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from oversight.accounts.models import Account
from oversight.accounts.tests.builders import make_account
from oversight.audit.actors import Actor, operator
from oversight.institutions import actions
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries import actor_for, grants_of

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def make_place(code: str = "qingshi", name: str = "青石镇") -> Jurisdiction:
    """A place of its own."""
    return actions.create_place(operator(), code=code, name=name, kind="town")


def make_staff(place: Jurisdiction, role: str = "clerk", **more: Any) -> Account:
    """An account that holds the role in the place."""
    account = make_account(place=place.code, **more)
    actions.grant_role(operator(), place, account=account, role=role)
    return account


def acting(account: Account) -> Actor:
    """The acting role of the account."""
    return actor_for(grants_of(account)[0])


def zipped(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive of these members."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def xlsx(sheet: bytes = b"<worksheet/>", **more: bytes) -> bytes:
    """A minimal workbook."""
    parts = {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}
    return zipped(parts | {"xl/worksheets/sheet1.xml": sheet} | more)


def docx() -> bytes:
    return zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"})


def picture(
    kind: str, *, size: tuple[int, int] = (40, 24), turn: int = 1, gps: bool = True
) -> bytes:
    """A photo with place, device and comment in its metadata."""
    image = Image.effect_noise(size, 60).convert("RGB")
    exif = Image.Exif()
    exif[Base.Make.value] = "SecretCamera"
    if turn != 1:
        exif[Base.Orientation.value] = turn
    if gps:
        block = exif.get_ifd(IFD.GPSInfo.value)
        block[GPS.GPSLatitudeRef.value] = "N"
        block[GPS.GPSLatitude.value] = (30.0, 15.0, 7.0)
    target = io.BytesIO()
    options: dict[str, Any] = {"exif": exif}
    if kind == "JPEG":
        options |= {"comment": b"SecretComment", "quality": 90}
    if kind == "WEBP":
        options |= {"xmp": b"<x:xmpmeta>SecretXmp</x:xmpmeta>", "lossless": True}
    image.save(target, kind, **options)
    return target.getvalue()


def png_claiming(width: int, height: int) -> bytes:
    """A tiny PNG whose header announces a huge picture."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\x00" * 1000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    )
