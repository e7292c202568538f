"""模板检查: an uploaded DOCX holds known fields only, named with their place where one is not known.

A template is a program in small: only conditions over fields and the fields themselves are let through, whatever
the sandbox of the filling would also refuse.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from jinja2 import Environment, TemplateSyntaxError, nodes
from lxml import etree

from oversight.audit.errors import Invalid
from oversight.documents.layout.fields import BLOCKS, NAMES

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
PARTS = re.compile(r"^word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml$")
TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
SPECIAL = re.compile(r"^(\{[{%])(?:p|tr|tc|r)\s+")
ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.If, nodes.Not, nodes.And,
    nodes.Or,
)  # fmt: skip
QUOTED = 24  # characters of the paragraph that the message repeats
MOST_TOLD = 8


@dataclass(frozen=True)
class Fault:
    """问题: what is wrong, in which part and paragraph."""

    where: str
    what: str

    def __str__(self) -> str:
        return _("%(where)s：%(what)s") % {"where": self.where, "what": self.what}


def check_template(content: bytes) -> tuple[str, ...]:
    """The fields that the template uses; refuses it with every fault named. The archive itself has been checked."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        refuse_active(archive)
        faults, used = [], set()
        for name in sorted(archive.namelist()):
            if PARTS.match(name):
                found, fields = check_part(name, archive.read(name))
                faults += found
                used |= fields
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError) as error:
        raise Invalid(
            "broken_template", _("没有保存。文件不是完整的 Word 文档（DOCX）。"), where="file"
        ) from error
    if faults:
        told = [str(each) for each in faults[:MOST_TOLD]]
        if len(faults) > MOST_TOLD:
            told.append(_("另有 %(count)d 处") % {"count": len(faults) - MOST_TOLD})
        text = _("没有保存。模板里有 %(count)d 处问题：%(faults)s。") % {
            "count": len(faults),
            "faults": "；".join(told),
        }
        raise Invalid("unknown_fields", text, where="file")
    if not used & {"正文", "标题"}:
        raise Invalid(
            "no_fields",
            _("没有保存。模板里没有 {{标题}} 或 {{正文}}，填不进任何内容。"),
            where="file",
        )
    return tuple(sorted(used))


def refuse_active(archive: zipfile.ZipFile) -> None:
    """No embedded programs or objects, nothing that is fetched from elsewhere when the paper is opened."""
    names = archive.namelist()
    if any(name.startswith(("word/embeddings/", "word/activeX/")) for name in names):
        raise Invalid(
            "embedded", _("没有保存。模板里嵌有其他程序的对象，请删去后再传。"), where="file"
        )
    for name in names:
        if not name.endswith(".rels"):
            continue
        for relation in etree.fromstring(archive.read(name)).iter(f"{RELATIONS}Relationship"):
            outside = relation.get("TargetMode") == "External"
            if outside and not relation.get("Type", "").endswith("/hyperlink"):
                text = _("没有保存。模板引用了外部文件（%(target)s），请改为嵌入。") % {
                    "target": relation.get("Target", "")[:80]
                }
                raise Invalid("external", text, where="file")


def check_part(name: str, xml: bytes) -> tuple[list[Fault], set[str]]:
    """The faults of one part of the document, and the fields it uses."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    faults: list[Fault] = []
    used: set[str] = set()
    opened = 0
    for number, text in paragraphs(etree.fromstring(xml, parser)):
        where = place_words(name, number, text)
        for tag in TAG.findall(text):
            opened += len(re.findall(r"\{%\w*\s*if\b", tag)) - len(re.findall(r"\bendif\b", tag))
            faults += [Fault(where, what) for what in faults_of(tag, text, used)]
        if len(re.findall(r"\{\{", text)) != len(re.findall(r"\}\}", text)):
            faults.append(Fault(where, _("“{{”和“}}”不成对")))
    if opened:
        faults.append(Fault(part_words(name), _("{% if %} 和 {% endif %} 不成对")))
    return faults, used


def paragraphs(root: etree._Element) -> Iterator[tuple[int, str]]:
    """Number and text of each paragraph, those in tables and frames too."""
    for number, paragraph in enumerate(root.iter(f"{WORD}p"), start=1):
        yield number, "".join(paragraph.itertext(f"{WORD}t"))


def faults_of(tag: str, text: str, used: set[str]) -> Iterator[str]:
    """What is wrong with one tag; adds the fields that it names."""
    if tag.startswith("{#"):
        return
    plain = SPECIAL.sub(r"\1 ", tag)
    keyword = plain[2:-2].strip().split(" ")[0]
    if plain.startswith("{%") and keyword in ("endif", "else"):
        return
    source = plain + "{% endif %}" if plain.startswith("{%") else plain
    try:
        tree = Environment(autoescape=True).parse(source)
    except TemplateSyntaxError:
        yield _("看不懂“%(tag)s”") % {"tag": tag}
        return
    for node in tree.find_all(nodes.Node):
        if not isinstance(node, ALLOWED):
            yield _("“%(tag)s”里只能写字段名，条件只能写 if、else、endif") % {"tag": tag}
            return
        if isinstance(node, nodes.Name):
            used.add(node.name)
            if node.name not in NAMES:
                yield _("没有“%(field)s”这个字段") % {"field": node.name}
            elif node.name in BLOCKS and plain.startswith("{{") and text.strip() != tag:
                yield _("“%(field)s”要单独占一段") % {"field": node.name}


def part_words(name: str) -> str:
    """正文、页眉、页脚."""
    if "header" in name:
        return _("页眉")
    if "footer" in name:
        return _("页脚")
    return _("正文")


def place_words(name: str, number: int, text: str) -> str:
    """第 3 段（“签发人：……”）."""
    quoted = text.strip()[:QUOTED]
    return _("%(part)s第 %(number)d 段（“%(text)s”）") % {
        "part": part_words(name),
        "number": number,
        "text": quoted,
    }
