"""登录码的写法: twelve characters of Crockford's alphabet, 60 bits; forgiving when typed.

The alphabet leaves out I, L, O and U. Whoever types them anyway meant 1, 1, 0 and V. Case, spaces,
hyphens and full-width characters make no difference.
"""

from __future__ import annotations

import re
import secrets
import unicodedata

from django.utils.crypto import salted_hmac

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
GROUP = 4
MEANT = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
IGNORED = re.compile("[\\s\\-_.·,，。\u2010-\u2015\uff0d]+")


def new_code() -> str:
    """A fresh code, 60 random bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def tidy(typed: str) -> str:
    """The code as meant, or an empty string where it cannot be one."""
    plain = unicodedata.normalize("NFKC", typed[:200]).upper()
    plain = IGNORED.sub("", plain).translate(MEANT)
    right = len(plain) == LENGTH and set(plain) <= set(ALPHABET)
    return plain if right else ""


def grouped(code: str) -> str:
    """``7QK4-M2XD-9RTA``, as printed."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def digest(code: str) -> str:
    """The keyed hash under which a code is kept."""
    return salted_hmac("oversight.accounts.login_code", code, algorithm="sha256").hexdigest()
