"""日志里不留登录码: the path of a printed code is cut from every log line."""

from __future__ import annotations

import logging
import re

CODE_PATH = re.compile(r"(/d/)[^\s?#\"']+")


class CutLoginCodes(logging.Filter):
    """Replaces ``/d/<code>`` by ``/d/…`` in the finished message."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        if "/d/" in message:
            record.msg, record.args = CODE_PATH.sub(r"\1…", message), ()
        return True
