"""地址：初选、论证、候选项目."""

from django.urls import URLPattern, path

from oversight.projects.views import (
    arguing,
    candidate_outputs,
    candidates,
    expert_codes,
    experts,
    groups,
    project_acts,
    projects,
    walls,
)

YEARS = "w/<slug:place>/projects/"
YEAR = YEARS + "<int:year>/"
ITEMS = YEAR + "items/"
ITEM = ITEMS + "<slug:key>/"
GROUPS = YEAR + "groups/"
GROUP = GROUPS + "<slug:key>/"
EXPERT = GROUP + "experts/<slug:member>/"
PHONE = "p/<slug:place>/argue/"
LIST = YEAR + "candidates/"
VERSION = LIST + "v<int:number>/"
urlpatterns: list[URLPattern] = [
    path(ITEMS, projects.items, name="items"),
    path(YEAR + "items.<slug:form>", projects.items_export, name="items_export"),
    path(YEAR + "items-print/", projects.items_print, name="items_print"),
    path(YEAR + "items-new/", project_acts.make_project, name="make_project"),
    path(YEAR + "items-join/", project_acts.join_project, name="join_project"),
    path(ITEM, projects.project, name="project"),
    path(ITEM + "files/<slug:file>/", projects.project_file, name="project_file"),
    path(ITEM + "change/", project_acts.change_project, name="change_project"),
    path(ITEM + "merge/", project_acts.merge_proposals, name="merge_proposals"),
    path(ITEM + "mergers/<slug:link>/undo/", project_acts.undo_merger, name="undo_merger"),
    path(ITEM + "screen/", project_acts.screen_project, name="screen_project"),
    path(ITEM + "reopen/", project_acts.reopen_project, name="reopen_project"),
    path(ITEM + "visit/", arguing.record_visit, name="record_visit"),
    path(ITEM + "finish/", arguing.finish_argument, name="finish_argument"),
    path(
        ITEM + "arguments/<slug:argument>/report/",
        arguing.draft_argument_report,
        name="draft_argument_report",
    ),
    path(ITEM + "marks/", candidates.mark_project, name="mark_project"),
    path(YEAR + "preliminary/", project_acts.preliminary, name="preliminary"),
    path(YEAR + "preliminary/adopt/", project_acts.adopt_preliminary, name="adopt_preliminary"),
    path(
        YEAR + "preliminary/publish/",
        project_acts.propose_preliminary,
        name="propose_preliminary",
    ),
    path(GROUPS, groups.groups_list, name="groups"),
    path(YEAR + "groups-new/", groups.form_group, name="form_group"),
    path(GROUP, groups.group, name="group"),
    path(GROUP + "members/", groups.add_member, name="add_member"),
    path(GROUP + "members/<slug:member>/leave/", groups.remove_member, name="remove_member"),
    path(EXPERT + "invite/", expert_codes.issue_expert_code, name="issue_expert_code"),
    path(EXPERT + "end/", expert_codes.end_expert_invitation, name="end_expert_invitation"),
    path(PHONE, experts.expert, name="expert"),
    path(PHONE + "code/<str:code>/", experts.expert_link, name="expert_link"),
    path(PHONE + "<slug:key>/", experts.expert_project, name="expert_project"),
    path(PHONE + "<slug:key>/visit/", experts.expert_visit, name="expert_visit"),
    path(YEAR + "arguments/sheet/", arguing.check_sheets, name="check_sheets"),
    path(YEAR + "arguments/start/", arguing.start_arguments, name="start_arguments"),
    path(YEAR + "arguments/checks/", arguing.record_checks, name="record_checks"),
    path(LIST, candidates.candidates_list, name="candidates"),
    path(VERSION, candidates.candidate_version, name="candidate_version"),
    path(VERSION + "booklet.pdf", candidate_outputs.booklet, name="booklet"),
    path(VERSION + "poster.pdf", candidate_outputs.poster, name="poster"),
    path(VERSION + "screen.png", candidate_outputs.screen_card, name="screen_card"),
    path(VERSION + "wall/", walls.candidates_wall, name="candidates_wall"),
    path(VERSION + "wall/picture/", walls.candidates_picture, name="candidates_picture"),
    path(VERSION + "ballot-order.json", candidate_outputs.ballot_order, name="ballot_order"),
    path(LIST + "open/", candidates.open_list, name="open_list"),
    path(LIST + "arrange/", candidates.arrange_list, name="arrange_list"),
    path(LIST + "study/", candidates.record_study, name="record_study"),
    path(LIST + "determine/", candidates.determine, name="determine"),
    path(LIST + "freeze/", candidates.freeze_list, name="freeze_list"),
    path(LIST + "sent/", candidate_outputs.send_candidates, name="send_candidates"),
    path(LIST + "paper/", candidate_outputs.draft_candidate_sheet, name="draft_candidate_sheet"),
    path(LIST + "publish/", candidate_outputs.propose_candidates, name="propose_candidates"),
]
