"""表式: the sheets of the people workbook and of the units workbook. The headings are part of the format."""

from __future__ import annotations

from django.utils.translation import gettext_noop as noop

from oversight.institutions.models import LiaisonOfficer, Membership, Unit, UnitSuccession
from oversight.institutions.sheets.columns import Column, SheetSpec

ID = Column("public_id", noop("编号"), help=noop("系统给的编号，新登记的不填。"))
FROM = Column("valid_from", noop("自"), "day", help=noop("起始日期，如 2026-07-05。"))
TO = Column("valid_to", noop("至"), "day", help=noop("最后一天，仍在任的不填。"))
REASON = Column("end_reason", noop("终止原因"))
WHO = (
    Column("person_id", noop("人员编号"), help=noop("有编号的按编号对上。")),
    Column("name", noop("姓名"), required=True),
    Column("birth_year", noop("出生年份"), "int", help=noop("同名的人靠它区分。")),
)
SEX = (("female", noop("女")), ("male", noop("男")))

PEOPLE = SheetSpec(
    "people",
    noop("人员"),
    (
        ID,
        Column("name", noop("姓名"), required=True),
        Column("gender", noop("性别"), "choice", choices=SEX),
        Column("birth_year", noop("出生年份"), "int", help=noop("四位数，用来区分同名的人。")),
        Column("phone", noop("手机"), help=noop("只有本地办事机构看得到。"), private=True),
        Column("note", noop("备注"), private=True),
    ),
    noop("每人一行。先填这一张，其他表里的人都要在这里或已经登记。"),
)
DEPUTIES = SheetSpec(
    "deputies",
    noop("代表"),
    (
        *WHO,
        Column(
            "term_no", noop("届"), "int", True, noop("第几届，只写数字；先在“机构与届次”登记。")
        ),
        Column("constituency", noop("选区"), help=noop("没有的会一并登记，预览时写明。")),
        Column("delegation", noop("代表团"), help=noop("代表团或代表小组，没有的会一并登记。")),
        FROM,
        TO,
        Column("counts_in_base", noop("计入全体代表"), "flag", help=noop("是或否，不填为是。")),
        Column("base_reason", noop("不计入的原因")),
        REASON,
    ),
    noop("每届一行。"),
)
SEATS = SheetSpec(
    "members",
    noop("组成人员"),
    (
        *WHO,
        Column("body", noop("机构"), required=True, help=noop("机构的全称或简称。")),
        Column("role", noop("职务"), "choice", choices=tuple(Membership.ROLES)),
        FROM,
        TO,
        REASON,
    ),
    noop("常委会组成人员、主席团成员、委室人员，每职一行。"),
)
POSTS = SheetSpec(
    "posts",
    noop("单位职务"),
    (
        *WHO,
        Column("unit", noop("单位"), required=True, help=noop("单位名称或别名，先登记单位。")),
        Column("title", noop("职务"), required=True),
        Column("is_head", noop("主要负责人"), "flag"),
        FROM,
        TO,
        REASON,
    ),
    noop("被监督单位的负责人，每职一行。"),
)
LIAISONS = SheetSpec(
    "liaisons",
    noop("联络员"),
    (
        *WHO,
        Column("unit", noop("单位"), required=True),
        Column("rank", noop("角色"), "choice", choices=tuple(LiaisonOfficer.RANKS)),
        FROM,
        TO,
        Column("handover_note", noop("交接说明")),
    ),
    noop("每个单位 A角、B角各一人。"),
)
UNITS = SheetSpec(
    "units",
    noop("单位"),
    (
        ID,
        Column("name", noop("名称"), required=True, help=noop("依法更名的，在单位页面办更名。")),
        Column("short_name", noop("简称")),
        Column("kind", noop("类别"), "choice", choices=tuple(Unit.KINDS)),
        Column("aliases", noop("别名"), "list", help=noop("热线数据里的其他写法，用“、”隔开。")),
        Column("valid_from", noop("设立日期"), "day"),
        Column("valid_to", noop("终止日期"), "day", help=noop("最后一天，仍存在的不填。")),
        Column("office", noop("对口机构"), help=noop("联系它的委室的全称或简称。")),
    ),
    noop("每个单位一行。"),
)
SUCCESSIONS = SheetSpec(
    "successions",
    noop("沿革"),
    (
        Column("predecessor", noop("原单位"), required=True),
        Column("successor", noop("现单位"), required=True),
        Column("on", noop("日期"), "day", required=True, help=noop("现单位从这一天起办理。")),
        Column("kind", noop("方式"), "choice", True, choices=tuple(UnitSuccession.KINDS)),
        Column("basis", noop("依据文件")),
    ),
    noop("并入的，每个原单位一行；分设的，每个现单位一行。"),
)

WORKBOOKS: dict[str, tuple[SheetSpec, ...]] = {
    "people": (PEOPLE, DEPUTIES, SEATS, POSTS, LIAISONS),
    "units": (UNITS, SUCCESSIONS),
}
PROBLEM = noop("问题")
HOW_TO = noop("说明")
