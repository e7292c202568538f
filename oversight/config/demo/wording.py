"""演示工单的文字: invented titles and texts, with numbers in them so that masking is seen at work."""

from __future__ import annotations

import random

ROADS = ("望湖路", "青云街", "槐树巷", "南浦大道", "石桥路", "临溪东路", "文昌街", "北环路")
ESTATES = ("锦绣苑", "书香里", "滨河新村", "梧桐花园", "安和小区", "春晖园", "东篱苑", "清波里")
OPENINGS = ("来电人反映", "市民反映", "来电人咨询", "小区居民反映", "来电人称")
ENDINGS = (
    "希望尽快处理。",
    "请有关部门核实。",
    "要求给予书面答复。",
    "此前反映过一次，没有解决。",
    "希望告知办理进度。",
)
PHRASES = {
    "房屋渗漏": ("顶楼漏水，墙皮脱落", "外墙渗水，多户受影响", "卫生间渗漏到楼下"),
    "物业服务": ("电梯停用一周", "公共部位无人打扫", "物业费上涨没有公示"),
    "噪声扰民": ("夜间施工到凌晨", "广场音响声音过大", "饭店风机噪声"),
    "噪声污染": ("夜间施工到凌晨", "工厂机器噪声", "饭店风机噪声"),
    "供水水质": ("自来水发黄", "水里有异味", "水压不足"),
    "公交线路": ("末班车提前收车", "候车时间过长", "希望增设站点"),
    "拖欠工资": ("三个月没有发工资", "工程款未结清", "加班费没有支付"),
    "供暖温度": ("室温只有十五度", "暖气片不热", "停暖没有通知"),
}
COMMON = ("办理时间过长", "答复与实际不符", "咨询办理条件", "希望改进服务", "设施损坏没有修复")


def title(subject: str, district: str, chance: random.Random) -> str:
    """A short title such as a call taker writes."""
    phrase = chance.choice(PHRASES.get(subject, COMMON))
    return f"{district}{chance.choice(ESTATES)}：{phrase}"


def detail(subject: str, district: str, chance: random.Random) -> str:
    """Two sentences; now and then a number, an address or a plate that import must mask."""
    phrase = chance.choice(PHRASES.get(subject, COMMON))
    text = f"{chance.choice(OPENINGS)}{district}{chance.choice(ROADS)}{chance.randrange(1, 300)}号"
    text += f"{chance.choice(ESTATES)}{chance.randrange(1, 30)}号楼，{phrase}（{subject}）。"
    roll = chance.random()
    if roll < 0.12:
        text += f"联系电话{caller_number(chance)}。"
    elif roll < 0.15:
        text += f"车牌鲁Z{chance.randrange(10000, 99999)}。"
    elif roll < 0.16:
        text += f"身份证号99999919{chance.randrange(50, 99)}0101{chance.randrange(1000, 9999)}。"
    return text + chance.choice(ENDINGS)


def caller_number(chance: random.Random) -> str:
    """An invented mobile number out of a small set, so that some people call again."""
    return f"1990000{chance.randrange(0, 9000):04d}"
