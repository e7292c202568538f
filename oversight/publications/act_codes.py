"""公开的行为名称。"""

ACTS = {
    "publications.propose": "拟稿公开",
    "publications.publish": "公开",
    "publications.send_back": "退回公开稿",
    "publications.take_down": "依法撤下",
}
