"""票决、公告、报备的行为."""

from django.utils.translation import gettext_lazy as _

ACTS: dict[str, object] = {
    "projects.draft_measure": _("起草票决办法"),
    "projects.change_measure": _("修改票决办法"),
    "projects.draft_measure_paper": _("票决办法成文"),
    "projects.table_measure": _("票决办法提请大会"),
    "projects.measure_gone": _("票决办法从议程撤下"),
    "projects.decide_measure": _("登记票决办法的表决结果"),
    "projects.table_list": _("候选项目提请大会"),
    "projects.consider_list": _("大会审议候选项目"),
    "projects.put_to_vote": _("民生实事项目付票决"),
    "projects.vote_again": _("民生实事项目再次票决"),
    "projects.record_ballot": _("登记票决结果"),
    "projects.table_chosen": _("排序得出的名单提请通过"),
    "projects.settle_ballot": _("按票决办法以现有结果为准"),
    "projects.draft_announcement": _("起草票决结果公告"),
    "projects.draft_brief": _("起草票决简报"),
    "projects.propose_result": _("拟公开票决结果"),
    "projects.announce_result": _("登记票决结果已公告"),
    "projects.submit_filing": _("报送备案"),
    "projects.acknowledge_filing": _("备案回执"),
    "projects.return_filing": _("备案退回补正"),
    "projects.file_result": _("备案"),
}
