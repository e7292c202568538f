"""演示用的地方和单位。 Invented places and departments; nothing here is a real one."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class DemoPlace:
    """One fictional place; ``parent`` by code."""

    code: str
    name: str
    kind: str
    parent: str | None = None


CITY = "yunchuan"
COUNTY = "linxi"
TOWN = "qingshi"

PLACES = (
    DemoPlace("yunchuan", "云川市", "city"),
    DemoPlace("linxi", "临溪县", "county", "yunchuan"),
    DemoPlace("nanpu", "南浦区", "district", "yunchuan"),
    DemoPlace("qingshi", "青石镇", "town", "linxi"),
    DemoPlace("huaiyin", "槐荫镇", "town", "linxi"),
    DemoPlace("shanghe", "上河镇", "town", "linxi"),
    DemoPlace("songjian", "松涧乡", "township", "linxi"),
    DemoPlace("liuwan", "柳湾镇", "town", "linxi"),
    DemoPlace("wutong", "梧桐镇", "town", "linxi"),
    DemoPlace("changning", "常宁街道", "subdistrict", "linxi"),
)
DISTRICTS = ("临溪县", "南浦区", "市直开发区")


@dataclass(frozen=True)
class DemoUnit:
    """A department with its usual tickets a month, its season and its subjects."""

    name: str
    short: str
    mean: float
    dispersion: float = 2.5
    season: str = "flat"
    subjects: tuple[str, ...] = ()
    starts: int | None = None  # first month, counted back from the last one
    ends: int | None = None  # last month, counted back
    into: str | None = None  # the unit it became
    kind: str = "department"
    aliases: tuple[str, ...] = field(default=())


NEW_UNIT = "市数据局"
MERGED_UNIT = "市广播电视局"
MERGED_INTO = "市文化广电旅游局"
RISING_UNIT = "市住房和城乡建设局"
NOISE_UNIT = "市农业农村局"
RELABELLING_UNIT = "市城市管理局"
FLOOD_UNITS = ("市水务局", "市应急管理局", "市城市管理局", "市交通运输局")

UNITS = (
    DemoUnit("市住房和城乡建设局", "住建局", 210, 2.0, "rain", ("房屋渗漏", "物业服务", "房产交易", "工地管理")),
    DemoUnit("市城市管理局", "城管局", 330, 4.0, "summer", ("占道经营", "路灯照明", "环境卫生", "噪声扰民")),
    DemoUnit("市市场监督管理局", "市场监管局", 240, 3.0, "year_end", ("消费维权", "食品安全", "价格收费")),
    DemoUnit("市交通运输局", "交通局", 130, 2.5, "flat", ("公交线路", "出租汽车", "道路维护")),
    DemoUnit("市公安局", "公安局", 170, 3.0, "flat", ("交通秩序", "户籍办理", "治安管理")),
    DemoUnit("市人力资源和社会保障局", "人社局", 150, 5.0, "year_end", ("拖欠工资", "社会保险", "就业服务")),
    DemoUnit("市教育局", "教育局", 75, 3.0, "school", ("入学招生", "校外培训", "学校管理")),
    DemoUnit("市医疗保障局", "医保局", 42, 1.5, "flat", ("医保报销", "参保登记")),
    DemoUnit("市卫生健康委员会", "卫健委", 66, 2.0, "winter", ("就医服务", "公共卫生")),
    DemoUnit("市生态环境局", "生态环境局", 88, 2.5, "summer", ("噪声污染", "扬尘异味", "水体污染")),
    DemoUnit("市水务局", "水务局", 96, 3.0, "summer", ("供水水质", "停水抢修", "排水内涝")),
    DemoUnit("市自然资源和规划局", "自然资源局", 58, 2.0, "flat", ("不动产登记", "规划建设")),
    DemoUnit("市民政局", "民政局", 31, 1.5, "flat", ("养老服务", "社会救助")),
    DemoUnit("市农业农村局", "农业农村局", 17, 1.2, "spring", ("农机补贴", "农产品质量")),
    DemoUnit("市应急管理局", "应急局", 14, 2.5, "summer", ("安全隐患", "防汛避险")),
    DemoUnit("市消防救援支队", "消防支队", 25, 1.5, "winter", ("消防通道", "消防设施")),
    DemoUnit("市文化广电旅游局", "文旅局", 34, 2.0, "holiday", ("景区管理", "文化市场")),
    DemoUnit("市广播电视局", "广电局", 21, 1.5, "flat", ("有线电视",), ends=11, into="市文化广电旅游局"),
    DemoUnit("市税务局", "税务局", 46, 2.0, "flat", ("发票税票", "个人所得税")),
    DemoUnit("市住房公积金管理中心", "公积金中心", 38, 1.5, "flat", ("公积金提取", "公积金贷款")),
    DemoUnit("市行政审批服务局", "审批局", 52, 2.0, "flat", ("办事流程", "窗口服务")),
    DemoUnit("市数据局", "数据局", 12, 1.5, "flat", ("政务平台",), starts=8),
    DemoUnit("市退役军人事务局", "退役军人局", 11, 1.2, "flat", ("优抚待遇",)),
    DemoUnit("市残疾人联合会", "残联", 9, 1.2, "flat", ("无障碍设施",)),
    DemoUnit("市体育局", "体育局", 13, 1.5, "holiday", ("健身场馆",)),
    DemoUnit("市供热服务中心", "供热中心", 64, 8.0, "heating", ("供暖温度", "供热收费")),
)  # fmt: skip
