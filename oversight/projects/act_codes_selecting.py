"""初选、论证、候选项目的行为."""

from django.utils.translation import gettext_lazy as _

ACTS: dict[str, object] = {
    "projects.make_project": _("形成项目"),
    "projects.change_project": _("修改项目"),
    "projects.merge_proposals": _("并入建议"),
    "projects.undo_merger": _("拆分归并"),
    "projects.screen_project": _("初选核对"),
    "projects.reopen_project": _("重新考虑项目"),
    "projects.adopt_preliminary": _("确定初选清单"),
    "projects.form_group": _("成立工作专班"),
    "projects.add_group_member": _("增加专班成员"),
    "projects.remove_group_member": _("专班成员退出"),
    "projects.start_arguments": _("开始论证"),
    "projects.record_checks": _("登记论证核查"),
    "projects.record_visit": _("登记实地踏看"),
    "projects.finish_argument": _("完成论证"),
    "projects.mark_project": _("为候选项目打分"),
    "projects.open_list": _("起草候选项目表"),
    "projects.arrange_list": _("排定候选次序"),
    "projects.record_study": _("登记主席团研究"),
    "projects.determine": _("登记党委审定"),
    "projects.freeze_list": _("确定候选项目表"),
    "projects.send_candidates": _("登记候选项目表送代表"),
    "projects.draft_argument_report": _("起草论证报告"),
    "projects.draft_candidate_sheet": _("起草候选项目表公文"),
    "projects.propose_selection": _("拟公开初选清单或候选项目表"),
}
