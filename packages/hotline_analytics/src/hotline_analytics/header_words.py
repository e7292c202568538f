"""Words that headers and cells of hotline files use, as hints for a new mapping.

Names are compared without case, blanks and marks; the first word that fits wins.
"""

from __future__ import annotations

HEADER_WORDS: dict[str, tuple[str, ...]] = {
    "ticket_id": (
        "工单编号", "工单号", "受理编号", "诉求编号", "流水号", "编号", "ticketid", "caseid",
        "caseenquiryid", "srrecordid", "servicerequestid", "requestid", "uniquekey", "msgid",
        "留言编号", "id",
    ),
    "received_at": (
        "受理时间", "来电时间", "登记时间", "诉求时间", "受理日期", "创建时间", "留言时间", "来话时间",
        "receivedat", "opendt", "opendate", "createddate", "createdat", "requesteddatetime",
        "openedat", "submittedat", "time", "date", "时间", "日期",
    ),
    "closed_at": (
        "办结时间", "结案时间", "办结日期", "完成时间", "归档时间", "closedat", "closeddt",
        "closedate", "closeddate", "resolvedat", "completedat",
    ),
    "due_at": (
        "办理期限", "截止时间", "办理时限", "应办结时间", "到期时间", "限办时间", "dueat", "duedate",
        "slatargetdt", "targetdate", "deadline",
    ),
    "first_response_at": (
        "首次响应时间", "首次回复时间", "签收时间", "先行联系时间", "firstresponseat", "respondedat",
    ),
    "unit": (
        "最终承办单位", "承办单位", "主办单位", "责任单位", "办理单位", "处办单位", "承办部门", "主办部门",
        "department", "agency", "unit", "assignedto", "account", "部门", "单位",
    ),
    "first_unit": ("首派单位", "首次承办单位", "初派单位", "firstunit", "firstdepartment"),
    "assisting_unit": ("协办单位", "协办部门", "assistingunit", "codepartment"),
    "kind": ("诉求类型", "工单类型", "事项类型", "来电类型", "诉求性质", "kind", "tickettype"),
    "kind_at_intake": ("受理时类型", "初始类型", "kindatintake"),
    "category": (
        "诉求分类", "问题分类", "事项分类", "内容分类", "问题类别", "类别", "分类", "category",
        "complainttype", "srtype", "servicename", "type",
    ),
    "title": ("标题", "诉求标题", "主题", "留言主题", "title", "casetitle", "subject", "topic", "descriptor"),
    "text": (
        "诉求内容", "工单内容", "主要内容", "问题描述", "留言详情", "内容", "text", "detail",
        "description", "closurereason",
    ),
    "channel": ("渠道", "来源渠道", "诉求渠道", "受理渠道", "诉求来源", "channel", "methodreceived", "source", "来源"),
    "district": ("区域", "所属区域", "区县", "属地", "镇街", "街道", "district", "neighborhood", "borough"),
    "address": ("地址", "事发地址", "诉求地址", "详细地址", "address", "location"),
    "lat": ("纬度", "latitude", "lat"),
    "lon": ("经度", "longitude", "lon", "lng"),
    "caller": (
        "来电号码", "联系电话", "来电人电话", "主叫号码", "手机号", "电话", "来电人", "诉求人",
        "留言用户", "caller", "phone", "user", "userid",
    ),
    "repeat_of": ("关联工单", "重复工单号", "原工单编号", "repeatof", "duplicateof", "parentid"),
    "reopened": ("重办次数", "退回重办次数", "重办", "reopened", "reopencount"),
    "satisfaction": ("满意度", "满意情况", "评价结果", "是否满意", "satisfaction", "rating"),
    "resolved": ("解决情况", "是否解决", "办理结果", "resolved", "outcome"),
    "status": ("状态", "工单状态", "办理状态", "status", "casestatus", "srstatus"),
}  # fmt: skip

DATE_FORMATS = (
    "%Y/%m/%d %H:%M:%S",
    "%Y/%m/%d %H:%M",
    "%Y/%m/%d",
    "%Y年%m月%d日 %H:%M:%S",
    "%Y年%m月%d日 %H:%M",
    "%Y年%m月%d日",
    "%Y.%m.%d %H:%M:%S",
    "%Y.%m.%d",
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%m/%d/%Y %I:%M:%S %p",
    "%m/%d/%Y %H:%M:%S",
    "%m/%d/%Y %H:%M",
    "%m/%d/%Y",
    "%d/%m/%Y %H:%M:%S",
    "%d/%m/%Y %H:%M",
    "%d/%m/%Y",
    "%d.%m.%Y %H:%M",
    "%d.%m.%Y",
    "%Y%m%d%H%M%S",
)

_KINDS = (
    ("投诉", "complaint"), ("咨询", "consultation"), ("建议", "suggestion"), ("求助", "help"),
    ("求决", "help"), ("表扬", "praise"), ("感谢", "praise"), ("举报", "report"),
    ("complaint", "complaint"), ("consult", "consultation"), ("inquiry", "consultation"),
    ("question", "consultation"), ("suggest", "suggestion"), ("help", "help"),
    ("request", "help"), ("praise", "praise"), ("compliment", "praise"), ("report", "report"),
)  # fmt: skip

VALUE_WORDS: dict[str, tuple[tuple[str, str], ...]] = {
    "kind": _KINDS,
    "satisfaction": (
        ("不满意", "dissatisfied"), ("dissatisfied", "dissatisfied"),
        ("基本满意", "basically_satisfied"), ("较满意", "basically_satisfied"),
        ("basically", "basically_satisfied"), ("满意", "satisfied"), ("satisfied", "satisfied"),
    ),
    "resolved": (
        ("未解决", "no"), ("没有解决", "no"), ("部分", "partly"), ("基本解决", "partly"),
        ("partly", "partly"), ("已解决", "yes"), ("解决", "yes"), ("否", "no"), ("是", "yes"),
        ("yes", "yes"), ("no", "no"),
    ),
}  # fmt: skip
