"""地址：实施、监督、现场反映、完成与测评."""

from django.urls import URLPattern, path

from oversight.projects.views import (
    plans,
    progress,
    rating,
    rating_acts,
    reserve,
    site,
    site_lookup,
    site_reports,
    supervision,
    supervision_acts,
    town_map,
    works,
)

YEARS = "w/<slug:place>/projects/"
YEAR = YEARS + "<int:year>/"
BUILDING = YEAR + "building/"
WORK = YEARS + "works/<slug:key>/"
CHANGE = YEARS + "changes/<slug:key>/"
SUPERVISION = YEAR + "supervision/"
GROUP = YEARS + "supervision-groups/<slug:key>/"
RECORD = YEARS + "supervision-records/<slug:key>/"
FINDING = YEARS + "findings/<slug:key>/"
SITE = YEARS + "site-reports/<slug:key>/"
RATING = YEAR + "rating/"
PUBLIC = "p/<slug:place>/projects/"
PUBLIC_WORK = PUBLIC + "<slug:key>/"
urlpatterns: list[URLPattern] = [
    path(BUILDING, works.works, name="works"),
    path(BUILDING + "print/", works.works_print, name="works_print"),
    path(BUILDING + "export.<slug:form>", works.works_export, name="works_export"),
    path(BUILDING + "plans/export/", plans.plans_export, name="plans_export"),
    path(BUILDING + "plans/import/", plans.import_plans, name="import_plans"),
    path(BUILDING + "progress/export/", progress.progress_export, name="progress_export"),
    path(BUILDING + "progress/import/", progress.import_progress, name="import_progress"),
    path(BUILDING + "reserve/", reserve.reserve, name="reserve"),
    path(BUILDING + "reserve/ask/", reserve.ask_from_reserve, name="ask_from_reserve"),
    path(YEARS + "works/rejected/<slug:key>/", plans.rejected_rows, name="rejected_rows"),
    path(WORK, works.work, name="work"),
    path(WORK + "files/<slug:file>/", works.work_file, name="work_file"),
    path(WORK + "plate/<slug:paper>/", site.project_plate, name="project_plate"),
    path(WORK + "plan/", plans.write_plan, name="write_plan"),
    path(WORK + "progress/", progress.report_progress, name="report_progress"),
    path(WORK + "done/", progress.report_done, name="report_done"),
    path(WORK + "verify/", progress.verify_work, name="verify_work"),
    path(WORK + "send-back/", progress.send_back_work, name="send_back_work"),
    path(WORK + "locate/", progress.locate_work, name="locate_work"),
    path(WORK + "accept/", progress.accept_work, name="accept_work"),
    path(WORK + "unfinished/", progress.declare_unfinished, name="declare_unfinished"),
    path(WORK + "change/", progress.ask_change, name="ask_change"),
    path(CHANGE + "withdraw/", progress.withdraw_change, name="withdraw_change"),
    path(CHANGE + "place/", progress.place_change, name="place_change"),
    path(
        CHANGE + "publish/",
        progress.propose_change_publication,
        name="propose_change_publication",
    ),
    path(SUPERVISION, supervision.supervision, name="supervision"),
    path(
        SUPERVISION + "export.<slug:form>",
        supervision.supervision_export,
        name="supervision_export",
    ),
    path(
        SUPERVISION + "groups/new/",
        supervision_acts.form_supervision_group,
        name="form_supervision_group",
    ),
    path(
        SUPERVISION + "records/new/",
        supervision_acts.record_supervision,
        name="record_supervision",
    ),
    path(GROUP, supervision.supervision_group, name="supervision_group"),
    path(GROUP + "projects/", supervision_acts.set_watched, name="set_watched"),
    path(GROUP + "people/", supervision_acts.add_supervisor, name="add_supervisor"),
    path(
        YEARS + "supervisors/<slug:key>/leave/",
        supervision_acts.remove_supervisor,
        name="remove_supervisor",
    ),
    path(RECORD, supervision.supervision_record, name="supervision_record"),
    path(RECORD + "photos/<slug:file>/", supervision.supervision_photo, name="supervision_photo"),
    path(
        RECORD + "paper/",
        supervision_acts.draft_supervision_record,
        name="draft_supervision_record",
    ),
    path(FINDING, supervision.finding, name="finding"),
    path(FINDING + "hand/", supervision_acts.hand_finding, name="hand_finding"),
    path(FINDING + "answer/", supervision_acts.answer_finding, name="answer_finding"),
    path(FINDING + "judge/", supervision_acts.judge_finding, name="judge_finding"),
    path(FINDING + "slip/", supervision_acts.draft_feedback_slip, name="draft_feedback_slip"),
    path(YEAR + "site-reports/", site_reports.site_reports, name="site_reports"),
    path(
        YEAR + "site-reports/export.<slug:form>",
        site_reports.site_reports_export,
        name="site_reports_export",
    ),
    path(SITE, site_reports.site_report, name="site_report"),
    path(SITE + "photos/<slug:file>/", site_reports.site_photo, name="site_photo"),
    path(SITE + "hand/", site_reports.hand_site_report, name="hand_site_report"),
    path(SITE + "dismiss/", site_reports.dismiss_site_report, name="dismiss_site_report"),
    path(SITE + "answer/", site_reports.answer_site_report, name="answer_site_report"),
    path(SITE + "delete/", site_reports.delete_site_report, name="delete_site_report"),
    path(RATING, rating.rating, name="rating"),
    path(RATING + "export.<slug:form>", rating.rating_export, name="rating_export"),
    path(RATING + "report/", rating_acts.submit_completion_report, name="submit_completion_report"),
    path(
        RATING + "reports/<slug:report>/",
        rating.completion_report_file,
        name="completion_report_file",
    ),
    path(RATING + "place/", rating_acts.place_rating, name="place_rating"),
    path(RATING + "vote/", rating_acts.put_rating_to_vote, name="put_rating_to_vote"),
    path(RATING + "evaluation/", rating_acts.draft_evaluation, name="draft_evaluation"),
    path(
        RATING + "publish/",
        rating_acts.propose_rating_publication,
        name="propose_rating_publication",
    ),
    path(PUBLIC + "map/", town_map.project_map, name="project_map"),
    path(PUBLIC + "site-reports/", site_lookup.site_lookup, name="site_lookup"),
    path(PUBLIC + "site-reports/delete/", site_lookup.delete_my_report, name="delete_my_report"),
    path(PUBLIC_WORK, site.public_work, name="public_work"),
    path(PUBLIC_WORK + "photos/<slug:file>/", site.public_photo, name="public_photo"),
    path(PUBLIC_WORK + "report/", site.report_from_site, name="report_from_site"),
]
