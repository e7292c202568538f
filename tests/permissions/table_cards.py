"""权限表：投票卡。"""

from __future__ import annotations

from tests.permissions.rows import EVERYBODY, OFFICE, Operation, Page
from tests.permissions.table_voting import READ, TELLERS, K, act, does

SIGNERS = TELLERS | {"member", "deputy"}
SHA = "0" * 64

PAGES: dict[str, Page] = {
    "voting:freeze_ballot": act(OFFICE, "cards_prepared"),
    "voting:ballot_preview": Page(READ, "key=cards_frozen"),
    "voting:ballot_media": Page(READ, f"key=cards_frozen sha256=:{SHA}", get=404),
    "voting:cards_live": Page(READ, "key=cards_open"),
    "voting:fix_cards": act(OFFICE, "cards_frozen"),
    "voting:replace_cards": act(OFFICE, "cards_trial"),
    "voting:open_trial": act(OFFICE, "cards_trial", 302),
    "voting:close_trial": act(OFFICE, "cards_running", 302),
    "voting:show_close": act(OFFICE, "cards_open", 302),
    "voting:sign_invalid": act(SIGNERS, "cards_rejected", get=409),  # no scrutineer has an account
    "voting:add_decryption": act(OFFICE, "cards_sealed"),
    "voting:change_method": act(OFFICE, "cards_open"),
    "voting:box_archive": Page(OFFICE, "key=cards_sealed uuid=cards_box"),
    "voting:verify_vote": Page(EVERYBODY, "key=cards_announced", post=422),
    "voting:vote_archive": Page(EVERYBODY, "key=cards_announced"),
    "voting:booth_page": Page(EVERYBODY, "key=cards_announced"),
}
OPERATIONS: dict[str, Operation] = {
    f"GET {K}/boxes": Operation(READ, "voting:read", keys="key=cards_open"),
    f"POST {K}/freeze": does(OFFICE, "cards_prepared", 404, {"key_set": "none"}),
    f"POST {K}/cards": does(OFFICE, "cards_frozen", 422, files=("file",)),
    f"POST {K}/cards/replace": does(OFFICE, "cards_trial", 409, files=("file",)),
    f"POST {K}/trial/open": does(OFFICE, "cards_trial"),
    f"POST {K}/trial/close": does(OFFICE, "cards_running"),
    f"POST {K}/countdown": does(OFFICE, "cards_open", body={"at": None}),
    f"POST {K}/rejected": does(SIGNERS, "cards_rejected", 403, {"ballot": "=rejected_ballot"}),
    f"POST {K}/decryption": does(OFFICE, "cards_sealed", 404, files=("file",)),
    f"POST {K}/change-method": does(
        OFFICE, "cards_open", body={"reason": "会场网络中断", "decided_by": "主席团"}
    ),
}
