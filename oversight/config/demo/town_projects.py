"""演示项目的名目: what the six towns choose and what is wished this time. Invented; no real project, place or figure."""

from __future__ import annotations

from dataclasses import dataclass

OFFICES = ("建设办公室", "农业农村办公室", "社会事务办公室", "应急管理办公室")
"""A town's offices below its government, by their place in this row."""


@dataclass(frozen=True)
class Work:
    """一个项目: what is wished, what is promised, by which office, for how much."""

    title: str
    requirement: str
    category: str
    office: int
    yuan: int
    done: str


WORKS = (
    Work("背街小巷路灯补装", "补装路灯 297 盏，更换老旧线路 3.2 公里。", "roads", 0, 860_000, "路灯全部亮灯，线路移交"),
    Work("农村饮水管网改造", "更换饮水管 18.6 公里，惠及五个村。", "water", 1, 4_200_000, "五个村全部通水"),
    Work("村卫生室添置设备", "为 11 个村卫生室添置检查设备。", "health", 2, 620_000, "设备到位，人员已培训"),
    Work("中心小学操场翻新", "操场基层和面层翻新，围墙加固 210 米。", "education", 2, 1_350_000, "操场启用"),
    Work("老年食堂扩点", "新增老年食堂 3 处，每餐补贴按办法执行。", "elderly", 2, 480_000, "三处开餐"),
    Work("农贸市场雨污分流", "雨污管道分开，硬化地面 1600 平方米。", "environment", 0, 1_980_000, "雨污分开，市场恢复营业"),
    Work("山洪预警设备更新", "更新预警广播 24 处、雨量站 6 处。", "safety", 3, 540_000, "设备联网，演练一次"),
    Work("公交候车亭建设", "新建候车亭 14 处，配座椅和站牌。", "roads", 0, 700_000, "候车亭全部启用"),
    Work("村级文化活动室修缮", "修缮活动室 3 个，配桌椅和图书。", "culture", 2, 390_000, "三个活动室开放"),
    Work("化粪池集中清运", "清运农户化粪池 1228 户，建立台账。", "environment", 1, 310_000, "清运完毕，台账入户"),
    Work("敬老院供暖改造", "更换锅炉和管道，改造房间 46 间。", "elderly", 2, 1_120_000, "供暖正常"),
    Work("通村道路错车道", "增设错车道 22 处，补划标线。", "roads", 0, 1_460_000, "错车道全部通车"),
)  # fmt: skip
UNFINISHED = {"qingshi": (1, 62, "北坡段遇岩层，改线方案报批，工期顺延。"),
              "liuwan": (5, 70, "地下管线资料不全，开挖后重新设计，工期顺延。")}  # fmt: skip
"""By town: which of its works is not finished, how far it came, and why."""


@dataclass(frozen=True)
class Wanted:
    """一条建议: what somebody wishes this time, how it came and what became of it."""

    title: str
    text: str = ""
    channel: str = "web"
    state: str = "received"
    where: str = ""
    more: str = ""


WISHES = (
    Wanted("河东路口装红绿灯", "上学时车多，孩子过马路不安全。", where="河东路口", state="taken"),
    Wanted("河东路口太危险，请装信号灯", "早晚高峰抢行。", where="河东路口", state="merged"),
    Wanted("给河东路口设斑马线", channel="paper", where="河东路口", state="merged"),
    Wanted("镇东排水沟清淤", "一下雨就漫到路上。", where="镇东", state="taken"),
    Wanted("排水沟加盖板", "老人走夜路踩空过。", channel="session", where="镇东"),
    Wanted("村口建小游园", "有空地，缺座椅。", channel="session", where="松林村"),
    Wanted("卫生院设无障碍坡道", "轮椅进不去。", channel="deputy", state="taken"),
    Wanted("小学门口建接送区", "家长停车堵路。", channel="deputy"),
    Wanted("修缮村戏台", "檩条腐朽。", channel="paper", where="松林村"),
    Wanted("增加老年食堂送餐", "腿脚不便的老人取餐难。", channel="session"),
    Wanted("安装电动车充电棚", "飞线充电不安全。", where="小区北院"),
    Wanted("修建环镇骑行道", "全长二十公里。", state="not_taken", more="not_this_year"),
    Wanted("邻居装修噪声", "晚上十点还在施工。", state="not_taken", more="one_matter"),
    Wanted("建一座跨江大桥", "方便去市里。", state="not_taken", more="not_ours"),
    Wanted("发放购物补贴", state="not_taken", more="not_affordable"),
    Wanted(
        "饮水有泥沙", "下雨后水发黄。", channel="session", state="turned", more="水厂增设沉淀池"
    ),
    Wanted(
        "夜里看不清路",
        "村道没有灯。",
        channel="paper",
        state="turned",
        more="松林村村道装太阳能路灯",
    ),
    Wanted("公厕臭味大", "没人打扫。", where="市场西侧"),
    Wanted("增设垃圾分类投放点", channel="paper"),
    Wanted("幼儿园更换护栏", "护栏生锈。"),
    Wanted("村道会车难，修错车道", "货车多。", where="后岭村"),
    Wanted("代办贷款，加微信", "低息秒批 http://example.invalid", state="held"),
    Wanted("点击领取红包", "http://example.invalid http://example.invalid", state="held"),
    Wanted("图书角添座椅", channel="session"),
)
