"""行为名称: the acts of this app."""

ACTS = {"files.store_file": "存入文件"}
