"""议题里的行为: act codes of what belongs to an item, with their names."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

ACTS: dict[str, object] = {
    "meetings.file_question": _("提出询问"),
    "meetings.change_question": _("改询问的内容"),
    "meetings.order_questions": _("排询问的次序"),
    "meetings.ask_question": _("当场提问"),
    "meetings.follow_up_question": pgettext_lazy("act", "追问"),
    "meetings.record_answer": _("登记答复"),
    "meetings.defer_question": _("转为书面答复"),
    "meetings.block_question": _("不予提问"),
    "meetings.withdraw_question": _("撤回询问"),
    "meetings.mark_promise": _("标记答复中的承诺"),
    "meetings.drop_promise": _("取消承诺的标记"),
    "meetings.link_promise": _("承诺对应跟踪事项"),
    "meetings.start_inquiry": _("登记询问、专题询问或质询案"),
    "meetings.sign_inquiry": pgettext_lazy("act", "联名"),
    "meetings.unsign_inquiry": _("退出联名"),
    "meetings.submit_inquiry": _("提出询问、专题询问或质询案"),
    "meetings.decide_inquiry": _("决定交有关机关答复"),
    "meetings.refuse_inquiry": _("决定不予交办"),
    "meetings.answer_inquiry": _("登记机关的答复"),
    "meetings.demand_again": _("要求再作答复"),
    "meetings.accept_answer": _("办结询问"),
    "meetings.withdraw_inquiry": _("撤回询问案、质询案"),
    "meetings.add_item_paper": _("登记议题材料"),
    "meetings.add_paper_version": _("登记材料的新稿"),
    "meetings.drop_item_paper": _("材料不再使用"),
    "meetings.hand_out_copies": _("发放要收回的份"),
    "meetings.take_back_copy": _("收回一份材料"),
}
