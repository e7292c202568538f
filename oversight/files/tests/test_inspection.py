"""上传检查: every allowed kind is taken, every trick is refused with a code."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
from PIL import Image

from oversight.audit.errors import Invalid
from oversight.files import images
from oversight.files.inspection import clean_name, inspect
from oversight.files.kinds import BY_CODE, MIB
from oversight.files.tests.builders import PDF, docx, picture, png_claiming, xlsx, zipped


def refused(name: str, content: bytes) -> str:
    with pytest.raises(Invalid) as refusal:
        inspect(name, content)
    return refusal.value.code


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("意见.pdf", PDF, "pdf"),
        ("名册.xlsx", xlsx(), "xlsx"),
        ("报告.docx", docx(), "docx"),
        ("讲稿.pptx", zipped({"ppt/presentation.xml": b"<p/>"}), "pptx"),
        ("公文.ofd", zipped({"OFD.xml": b"<OFD/>"}), "ofd"),
        ("工单.csv", "编号,单位\n1,市水务局\n".encode(), "csv"),
        ("工单.csv", "编号,单位\n1,市水务局\n".encode("gb18030"), "csv"),
        ("说明.txt", "说明".encode("utf-16"), "txt"),
        ("现场.JPG", picture("JPEG"), "jpeg"),
        ("现场.png", picture("PNG"), "png"),
        ("现场.webp", picture("WEBP"), "webp"),
        ("念.mp3", b"ID3\x04" + bytes(20), "mp3"),
        ("念.mp3", b"\xff\xfb\x90\x64" + bytes(20), "mp3"),
        ("念.m4a", b"\x00\x00\x00\x20ftypM4A " + bytes(20), "m4a"),
        ("念.wav", b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(20), "wav"),
        ("念.ogg", b"OggS" + bytes(20), "ogg"),
        ("念.webm", b"\x1aE\xdf\xa3" + bytes(20), "webm"),
    ],
)
def test_every_allowed_kind_is_taken(name, content, kind):
    found = inspect(name, content)
    assert found.kind.code == kind
    if found.kind.family != "image":
        assert found.content == content and not found.cleaned


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("病毒.exe", b"MZ\x90", "kind_not_allowed"),
        ("旧表.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "kind_not_allowed"),
        ("没有扩展名", b"abc", "kind_not_allowed"),
        ("空.pdf", b"", "empty_file"),
        ("表.pdf", xlsx(), "wrong_content"),
        ("程序.pdf", b"MZ\x90\x00" + PDF[5:], "wrong_content"),
        ("页面.txt", b"<html><script>alert(1)</script>", "wrong_content"),
        ("图.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "wrong_content"),
        ("照片.png", picture("JPEG"), "wrong_content"),
        ("念.mp3", b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(20), "wrong_content"),
        ("念.ogg", b"<script>alert(1)</script>", "wrong_content"),
        ("文档.xlsx", docx(), "wrong_content"),
        ("旧.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "encrypted_or_old"),
        ("乱码.csv", b"a,b\n\xff\xfe\x81\x00", "wrong_content"),
        ("断.xlsx", xlsx()[:-40], "broken_file"),
        ("断.jpg", picture("JPEG")[:300], "broken_image"),
        ("大.png", png_claiming(60_000, 60_000), "too_many_pixels"),
        ("假.png", png_claiming(500, 500), "broken_image"),
        ("宏.xlsx", xlsx(**{"xl/vbaProject.bin": b"x"}), "macros"),
        ("爬.xlsx", xlsx(**{"../../etc/passwd": b"x"}), "broken_file"),
        (
            "实体.xlsx",
            xlsx(b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a/>'),
            "broken_file",
        ),
    ],
)
def test_what_is_not_as_its_name_says_is_refused(name, content, code):
    assert refused(name, content) == code


def test_a_file_over_its_limit_is_refused_with_both_sizes():
    limit = BY_CODE["txt"].limit
    with pytest.raises(Invalid) as refusal:
        inspect("长.txt", b"a" * (limit + 1))
    assert refusal.value.code == "too_large" and "5 MB" in refusal.value.text


def test_a_bomb_named_xlsx_is_refused_quickly_though_it_lies_about_its_size():
    bomb = xlsx(b"<worksheet>" + b" " * (30 * MIB))
    assert len(bomb) < MIB
    assert refused("炸弹.xlsx", bomb) == "bomb"
    lying = bytearray(bomb)
    central = lying.rfind(b"PK\x01\x02")
    struct.pack_into("<I", lying, central + 24, 11)
    assert zipfile.ZipFile(io.BytesIO(bytes(lying))).infolist()[-1].file_size == 11
    assert refused("炸弹.xlsx", bytes(lying)) == "bomb"


def test_overlapping_members_are_refused():
    content = bytearray(xlsx())
    first = content.find(b"PK\x01\x02")
    second = content.find(b"PK\x01\x02", first + 4)
    content[second + 42 : second + 46] = content[first + 42 : first + 46]
    assert refused("重叠.xlsx", bytes(content)) == "broken_file"


def test_an_encrypted_member_is_refused():
    content = bytearray(xlsx())
    content[content.find(b"PK\x01\x02") + 8] |= 1
    assert refused("密.xlsx", bytes(content)) == "encrypted"


@pytest.mark.parametrize("turn", [1, 6])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_place_and_device_go_and_every_pixel_and_the_orientation_stay(kind, turn):
    before = picture(kind, turn=turn)
    found = inspect(f"现场.{kind.lower()}", before)
    assert found.cleaned
    for secret in (b"SecretCamera", b"SecretComment", b"SecretXmp"):
        assert secret not in found.content
    after = Image.open(io.BytesIO(found.content))
    assert dict(after.getexif()) == ({0x0112: turn} if turn != 1 else {})
    assert after.tobytes() == Image.open(io.BytesIO(before)).tobytes()


def test_what_follows_the_end_of_a_photo_goes():
    photo = picture("JPEG", gps=False)
    found = inspect("动态.jpg", photo + b"\x00\x00\x00\x18ftypmp42 a film with sound")
    assert b"ftypmp42" not in found.content


def test_a_progressive_photo_keeps_all_its_scans():
    target = io.BytesIO()
    Image.effect_noise((64, 64), 80).convert("RGB").save(target, "JPEG", progressive=True)
    before = target.getvalue()
    after = inspect("图.jpg", before).content
    assert Image.open(io.BytesIO(after)).tobytes() == Image.open(io.BytesIO(before)).tobytes()


def test_a_photo_without_metadata_is_kept_bit_for_bit():
    target = io.BytesIO()
    Image.new("RGB", (9, 9), "red").save(target, "PNG")
    found = inspect("图.png", target.getvalue())
    assert found.content == target.getvalue() and not found.cleaned


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp"])
def test_what_cannot_be_cut_is_encoded_anew_upright_and_clean(kind, monkeypatch):
    def uncut(content, turn):
        raise images.UncutError

    monkeypatch.setattr(images, f"cut_{kind}", uncut)
    found = images.clean_image(picture(kind.upper(), turn=6), kind)
    after = Image.open(io.BytesIO(found))
    assert after.size == (24, 40) and not dict(after.getexif()) and b"Secret" not in found


def test_a_palette_picture_survives_being_encoded_anew():
    target = io.BytesIO()
    Image.new("RGB", (8, 8), "red").convert("P").save(target, "PNG")
    after = Image.open(io.BytesIO(images.encode_anew(target.getvalue(), "png")))
    assert after.convert("RGB").getpixel((3, 3)) == (255, 0, 0)


def test_a_moving_picture_is_refused():
    target = io.BytesIO()
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    frames[0].save(target, "WEBP", save_all=True, append_images=frames[1:])
    assert refused("动.webp", target.getvalue()) == "animated"


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        ("../../etc/报告.pdf", "报告.pdf"),
        ("C:\\Users\\周\\意见 稿.PDF", "意见 稿.pdf"),
        ("a\u202efdp.exe.pdf", "afdp.exe.pdf"),
        ("\x00\r\n名\x7f册.pdf", "名册.pdf"),
        ("...pdf", "文件.pdf"),
        ("长" * 300 + ".pdf", "长" * 120 + ".pdf"),
        ('引"号<>|?*.pdf', "引 号.pdf"),
    ],
)
def test_names_are_cleaned(given, clean):
    assert clean_name(given, BY_CODE["pdf"]) == clean
