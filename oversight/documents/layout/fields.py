"""模板字段: what an office may write into its own template, and with what each field is filled.

Inline fields stand inside a line. Block fields stand alone in a paragraph, whose format is the format of what is
put there: the levels, tables and signatures are made by the layout.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from oversight.documents.layout import dress
from oversight.documents.layout.content import PaperContent
from oversight.documents.layout.pdf import printed
from oversight.documents.layout.titles import break_title

MOST_ISSUERS = 3
HEAD_LINES = 3  # the corner of the head always takes three lines, so that the name keeps its height


@dataclass(frozen=True, slots=True)
class TemplateField:
    """字段: its name and an example. A block field stands alone in its paragraph."""

    name: str
    example: str = ""
    block: bool = False


FIELDS = (
    TemplateField("发文机关", "云川市人民代表大会常务委员会办公室"),
    TemplateField("发文机关1", "云川市人民代表大会常务委员会"),
    TemplateField("发文机关2", "云川市人民政府"),
    TemplateField("发文机关3", "中共云川市纪律检查委员会"),
    TemplateField("标志用字", "文件"),
    TemplateField("份号", "000018"),
    TemplateField("密级", "内部"),
    TemplateField("紧急程度", "特急"),
    TemplateField("发文字号", "云人常办〔2026〕12号"),
    TemplateField("期号", "第12期"),
    TemplateField("签发人", "李明远"),
    TemplateField("标题", "关于听取专项工作报告的通知"),
    TemplateField("主送机关", "市住房和城乡建设局"),
    TemplateField("发文机关署名", "云川市人大常委会办公室"),
    TemplateField("成文日期", "2026年7月8日"),
    TemplateField("附注", "联系人：周砚清，电话：0000-0000000"),
    TemplateField("抄送", "抄送：市人民政府办公室。"),
    TemplateField("印发机关", "云川市人大常委会办公室"),
    TemplateField("印发日期", "2026年7月8日印发"),
    TemplateField("演示", "演示数据"),
    TemplateField("版头左角", block=True),
    TemplateField("正文", block=True),
    TemplateField("附件说明", block=True),
    TemplateField("出席人员", block=True),
    TemplateField("落款", block=True),
    TemplateField("附件正文", block=True),
    TemplateField("抄送栏", block=True),
)
# Paragraphs that are there only where the field has something.
OPTIONAL = "{%p if 附注 %}\n（{{附注}}）\n{%p endif %}"
NAMES = frozenset(each.name for each in FIELDS)
BLOCKS = tuple(each.name for each in FIELDS if each.block)


def mark_of(name: str) -> str:
    """What a block field leaves in the filled template until the layout puts the block there."""
    return f"\ue000{name}\ue001"


def values(content: PaperContent) -> dict[str, Any]:
    """Field → text; block fields give their mark, or nothing where there is nothing to put."""
    names = (*content.issuer_names, *[""] * MOST_ISSUERS)
    signs = dress.has_signature(content)
    printed_by, printed_on = printed(content)
    signers = dress.signers_shown(content)
    inline = {
        "发文机关": "\n".join(content.issuer_names),
        **{f"发文机关{at + 1}": names[at] for at in range(MOST_ISSUERS)},
        "标志用字": content.document_word,
        "份号": content.copy_number,
        "密级": content.security,
        "紧急程度": content.urgency,
        "发文字号": content.number,
        "期号": content.issue_no,
        "签发人": "\n".join("　".join(signers[at : at + 2]) for at in range(0, len(signers), 2)),
        "标题": "\n".join(break_title(content.title)),
        "主送机关": content.addressees.rstrip("：:"),
        "发文机关署名": "\n".join(dress.signature_lines(content)),
        "成文日期": dress.day_words(content.issued_on),
        "附注": content.contact,
        "抄送": "\n".join(f"{word}：{dress.with_stop(who)}" for word, who in content.copy_to),
        "印发机关": printed_by,
        "印发日期": printed_on,
        "演示": dress.DEMO_WORD if content.demo else "",
    }
    filled = {
        "版头左角": True,
        "正文": bool(content.blocks),
        "附件说明": bool(content.attachments),
        "出席人员": bool(content.attendance),
        "落款": signs and bool(content.issued_by or content.issued_on),
        "附件正文": bool(content.annexes),
        "抄送栏": bool(content.copy_to),
    }
    return inline | {name: mark_of(name) if there else "" for name, there in filled.items()}
