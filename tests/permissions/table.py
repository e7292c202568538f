"""权限总表: one row for every URL name and API operation. A new one without a row fails the test.

Read a row as: who may, in their own place; what they get for GET and for POST with ``data``. Everybody else
gets 403, without an account 302 to the sign-in (401 from the API). Rights in the parent, a sibling or a
child place are no rights here. A POST that is answered 422 was let in and found incomplete.
"""

from __future__ import annotations

from tests.permissions import (
    table_calendar,
    table_cases,
    table_documents,
    table_filings,
    table_findings,
    table_followups,
    table_hearings,
    table_links,
    table_meeting_items,
    table_meetings,
    table_paper_templates,
    table_projects,
    table_projects_building,
    table_projects_selecting,
    table_rulebooks,
    table_search,
    table_voting,
)
from tests.permissions.rows import (
    ACCOUNTS,
    ANONYMOUS,
    APPROVERS,
    AUDIT,
    CLERK,
    EVERYBODY,
    FILES,
    HOTLINE,
    JOBS,
    READERS,
    SIGNED_IN,
    TICKETS,
    UPLOADERS,
    WORKERS,
    Page,
    button,
    form,
)

FRAME = {
    "healthz": Page(EVERYBODY),
    "api:openapi-json": Page(EVERYBODY, post=200),
    "api:api-root": Page(EVERYBODY, get=404),
    "ui:large_type": Page(EVERYBODY, get=302, post=302),
    "ui:language": Page(EVERYBODY, get=302),
    "ui:old_browser": Page(EVERYBODY),
    "ui:gallery": Page(EVERYBODY, get=404),  # 200 where a place is marked as demonstration
}

OWN_ACCOUNT = {
    "accounts:code_link": Page(EVERYBODY, "code=:ABCDEFGHJKLM", get=302),
    "accounts:login": Page(EVERYBODY, get=302, post=302, but={ANONYMOUS: 200}),
    "accounts:second_step": Page(EVERYBODY, get=302, post=302),
    "accounts:code": Page(EVERYBODY, post=422),
    "accounts:sign_out": button(EVERYBODY),
    "accounts:language": button(EVERYBODY),
    "accounts:me": Page(SIGNED_IN),
    "accounts:change_password": form(SIGNED_IN, but={"deputy": 404}),
    "accounts:enrol": form(SIGNED_IN, but={"deputy": 302}),
    "accounts:recovery_codes": Page(SIGNED_IN, get=302, post=302),
    "accounts:remove_second_factor": Page(SIGNED_IN, get=302, post=302),
    "accounts:revoke_other_devices": button(SIGNED_IN),
    "accounts:revoke_device": button(CLERK, "public_id=device", other=404),
    "accounts:tokens": form(SIGNED_IN, but={"deputy": 404}),
    "accounts:revoke_token": button(CLERK, "public_id=token", other=404),
    "institutions:roles": form(SIGNED_IN),
    "inbox:list": Page(SIGNED_IN),
    "inbox:read_all": button(SIGNED_IN),
    "inbox:settings": Page(SIGNED_IN, post=302),
    "inbox:notice": Page(CLERK, "public_id=notice", other=404),
    "inbox:read": button(CLERK, "public_id=notice", other=404),
}

PUBLIC = {
    "portal:index": Page(EVERYBODY),
    "portal:public_home": Page(EVERYBODY),
    "portal:open_data": Page(EVERYBODY),
    "publications:publication_list": Page(EVERYBODY),
    "publications:publication": Page(EVERYBODY, "public_id=publication"),
    "publications:how_to_verify": Page(EVERYBODY, "public_id=publication"),
    "publications:publication_version": Page(EVERYBODY, "public_id=publication number=:1"),
    "publications:bundle": Page(EVERYBODY, "public_id=publication number=:1"),
}

DESK = {
    "portal:entrance": Page(SIGNED_IN, get=302),
    "portal:today": Page(WORKERS),
    "publications:desk": Page(HOTLINE),  # drafts are no matter of the technical administrator (§9)
    "publications:review": Page(HOTLINE, "version_id=proposed"),
    "publications:publish": button(APPROVERS, "version_id=proposed"),
    "publications:send_back": button(APPROVERS, "version_id=proposed", post=422),
    "publications:take_down": button(APPROVERS, "version_id=published", post=422),
    "files:files": Page(FILES),
    "files:upload": button(UPLOADERS, post=422),
    "files:file": Page(FILES, "public_id=file"),
    "files:download": Page(FILES, "public_id=file"),
    "files:image": Page(FILES, "public_id=file"),
    "jobs:jobs": Page(JOBS),
    "jobs:job": Page(JOBS, "public_id=job"),
    "jobs:job_progress": Page(JOBS, "public_id=job"),
    "jobs:stop_job": button(JOBS - {"auditor"}, "public_id=job"),
    "jobs:retry_job": button(JOBS - {"auditor"}, "public_id=job", post=409),
}

UNITS = {
    "institutions:units": Page(READERS),
    "institutions:units_print": Page(READERS),
    "institutions:unit_new": form(CLERK),
    "institutions:unit": Page(READERS, "key=unit"),
    "institutions:unit_print": Page(READERS, "key=unit"),
    "institutions:unit_correct": form(CLERK, "key=unit"),
    "institutions:unit_rename": form(CLERK, "key=unit"),
    "institutions:unit_merge": form(CLERK, "key=unit"),
    "institutions:unit_split": form(CLERK, "key=unit"),
    "institutions:unit_abolish": form(CLERK, "key=unit"),
    "institutions:unit_succession": form(CLERK, "key=unit"),
    "institutions:unit_post_new": form(CLERK, "key=unit"),
    "institutions:unit_liaison_new": form(CLERK, "key=unit"),
    "institutions:unit_office": form(CLERK, "key=unit"),
    "institutions:post_end": form(CLERK, "key=post"),
    "institutions:membership_end": form(CLERK, "key=membership"),
    "institutions:liaison_end": form(CLERK, "key=liaison"),
    "institutions:liaison_hand_over": form(CLERK, "key=liaison"),
    "institutions:correspondence_end": form(CLERK, "key=tie"),
}

PEOPLE_AND_BODIES = {
    "institutions:people": Page(READERS),
    "institutions:people_print": Page(READERS),
    "institutions:person_new": form(CLERK),
    "institutions:person": Page(READERS, "key=person"),
    "institutions:person_correct": form(CLERK, "key=person"),
    "institutions:deputyship_new": form(CLERK, "key=person"),
    "institutions:membership_new": form(CLERK, "key=person"),
    "institutions:post_new": form(CLERK, "key=person"),
    "institutions:deputyship_change": form(CLERK, "key=deputyship", post=302),
    "institutions:deputyship_end": form(CLERK, "key=deputyship"),
    "institutions:deputyship_base": form(CLERK, "key=deputyship"),
    "institutions:bodies": Page(READERS),
    "institutions:body_new": form(CLERK),
    "institutions:bodies_standard": form(CLERK, post=422),
    "institutions:counter_set": form(CLERK),
    "institutions:body": Page(READERS, "key=body"),
    "institutions:body_correct": form(CLERK, "key=body"),
    "institutions:body_end": form(CLERK, "key=body"),
    "institutions:term_new": form(CLERK),
    "institutions:term_correct": form(CLERK, "key=term"),
    "institutions:constituency_new": form(CLERK),
    "institutions:constituency_correct": form(CLERK, "key=constituency"),
    "institutions:delegation_new": form(CLERK),
    "institutions:delegation_correct": form(CLERK, "key=delegation"),
    "institutions:station_new": form(CLERK),
    "institutions:station_correct": form(CLERK, "key=station"),
}

OFFICE_PAGES = {
    "institutions:accounts": Page(ACCOUNTS),
    "institutions:account_new": form(ACCOUNTS),
    "institutions:account_known": form(ACCOUNTS),
    "institutions:cards": form(ACCOUNTS),
    "institutions:account": Page(ACCOUNTS, "key=account"),
    "institutions:grant_new": form(ACCOUNTS, "key=account"),
    "institutions:account_password": button(ACCOUNTS, "key=account", post=200),
    "institutions:account_state": button(ACCOUNTS, "key=account", data={"act": "disable"}),
    "institutions:grant_revoke": form(ACCOUNTS, "key=grant"),
    "institutions:settings": form(ACCOUNTS),
    "institutions:records": Page(AUDIT),
    "institutions:records_check": button(AUDIT, post=200),
    "institutions:records_export": Page(AUDIT),
    "institutions:record": Page(AUDIT, "seq=seq"),
    "institutions:template": Page(CLERK, "subject=:units"),
    "institutions:export": Page(READERS, "subject=:units"),
    "institutions:import": form(CLERK, "subject=:units"),
    "institutions:import_preview": form(CLERK, "key=draft", post=302),
    "institutions:import_refused": Page(CLERK, "key=draft", get=404),
}

MONTH = "month=:2026-06"
SET_ASIDE = CLERK  # rows set aside are not masked
HOTLINE_PAGES = {
    "hotline:months": Page(HOTLINE),
    "hotline:method": Page(HOTLINE),
    "hotline:unit": Page(HOTLINE | {"liaison", "unit_head"}, "unit_id=liaison_unit"),
    "hotline:month": Page(HOTLINE, MONTH),
    "hotline:month_print": Page(HOTLINE, MONTH),
    "hotline:month_export": Page(HOTLINE, MONTH + " table=:ranking form=:csv"),
    "hotline:figure": Page(HOTLINE, MONTH + " code=:count", query="unit=县城管局"),
    "hotline:tickets": Page(TICKETS | {"liaison", "unit_head"}, MONTH),
    "hotline:ticket": Page(
        TICKETS | {"liaison", "unit_head"}, MONTH, query="source=12345&id=%(ticket)s"
    ),
    "hotline:tickets_export": Page(TICKETS | {"liaison", "unit_head"}, MONTH + " form=:csv"),
    "hotline:versions": Page(HOTLINE, MONTH),
    "hotline:compare": Page(HOTLINE, MONTH, query="a=1&b=1"),
    "hotline:recompute": button(TICKETS, MONTH, data={"version": "1"}),
    "hotline:report": Page(HOTLINE, MONTH),
    "hotline:imports": Page(TICKETS),
    "hotline:import_new": form(CLERK),
    "hotline:import_result": Page(TICKETS, "public_id=batch"),
    "hotline:import_quarantine": Page(SET_ASIDE, "public_id=batch"),
    "hotline:mappings": Page(TICKETS),
    "hotline:mapping_upload": form(CLERK, get=302),
    "hotline:mapping_new": form(CLERK),
    "hotline:mapping_draft": form(CLERK, "key=mapping_draft"),
    "hotline:mapping_toml": Page(TICKETS, "public_id=mapping"),
    "hotline:shipped_toml": Page(TICKETS, "name=:boston"),
    "hotline:source_mapping": Page(TICKETS, "public_id=source"),
    "hotline:tables": Page(TICKETS),
    "hotline:table_new": form(CLERK),
    "hotline:table_preview": form(CLERK, "key=table_draft", post=302),
    "hotline:table_template": Page(CLERK),
    "hotline:table": Page(TICKETS, "public_id=table"),
    "hotline:freeze": form(CLERK, MONTH, post=302),
    "hotline:propose": form(CLERK, MONTH, post=409),
    "hotline:handover": Page(TICKETS, MONTH),
    "hotline:handover_new": form(CLERK, MONTH, get=302),
    "hotline:handover_print": Page(TICKETS, "public_id=handover"),
    "hotline:public_months": Page(EVERYBODY),
    "hotline:public_figures": Page(EVERYBODY, "month=:2026-05"),
}

PAGES = (
    FRAME | OWN_ACCOUNT | PUBLIC | DESK | UNITS | PEOPLE_AND_BODIES | OFFICE_PAGES | HOTLINE_PAGES
)
for _table in (
    table_calendar,
    table_cases,
    table_hearings,
    table_documents,
    table_filings,
    table_findings,
    table_followups,
    table_links,
    table_meeting_items,
    table_meetings,
    table_paper_templates,
    table_projects,
    table_projects_building,
    table_projects_selecting,
    table_rulebooks,
    table_search,
    table_voting,
):
    PAGES |= _table.PAGES
