"""承诺与整改的行为: act codes with their names, as the record of acts shows them."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

ACTS: dict[str, object] = {
    "followups.assign": _("交办跟踪事项"),
    "followups.accept": _("签收跟踪事项"),
    "followups.report_progress": _("报告进展"),
    "followups.report_done": _("自报完成"),
    "followups.enter_report": _("代录完成报告"),
    "followups.sign_report": _("附上负责人签字"),
    "followups.return_report": _("负责人退回完成报告"),
    "followups.attach_evidence": _("补充证据"),
    "followups.verify": _("核实完成"),
    "followups.send_back": _("退回继续办理"),
    "followups.ask_extension": _("申请延期"),
    "followups.grant_extension": _("同意延期"),
    "followups.refuse_extension": _("不同意延期"),
    "followups.draft_slip": _("起草督办单"),
    "followups.urge": pgettext_lazy("act", "催办"),
    "followups.reassign": _("改定责任单位"),
    "followups.withdraw": _("撤回跟踪事项"),
    "followups.add_part": _("分给科室"),
    "followups.finish_part": _("科室办完"),
    "followups.drop_part": _("取消科室分工"),
    "followups.import_sheet": _("导入填好的事项表"),
}
