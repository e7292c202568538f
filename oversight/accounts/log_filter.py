"""日志里不留登录码: the path of a printed code is cut from every log line."""

from __future__ import annotations

import logging
import re

CODE_PATH = re.compile(r"(/d/|/sign/)[^\s?#\"']+")


class CutLoginCodes(logging.Filter):
    """Replaces ``/d/<code>`` by ``/d/…`` in the finished message, and so the code of who signs a count sheet."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        if "/d/" in message or "/sign/" in message:
            record.msg, record.args = CODE_PATH.sub(r"\1…", message), ()
        return True
