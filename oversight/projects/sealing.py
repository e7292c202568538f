"""联系方式的封存: name and telephone under a key outside the database; a backup alone gives nothing away."""

from __future__ import annotations

import base64
import json
from dataclasses import asdict, dataclass

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

SALT = "oversight.projects.contact"


@dataclass(frozen=True)
class Contact:
    """怎样找到提出人."""

    name: str = ""
    phone: str = ""

    def __bool__(self) -> bool:
        return bool(self.name or self.phone)


def sealed(contact: Contact) -> str:
    """The contact as only this installation reads it."""
    return box().encrypt(json.dumps(asdict(contact), ensure_ascii=False).encode()).decode()


def unsealed(text: str) -> Contact | None:
    """The contact again; None where the key is gone."""
    try:
        found = json.loads(box().decrypt(text.encode()))
    except (InvalidToken, ValueError):
        return None
    return Contact(str(found.get("name", "")), str(found.get("phone", "")))


def box() -> MultiFernet:
    """Keys derived from the installation's secret; older ones still open."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(key_of(secret)) for secret in secrets])


def key_of(secret: str) -> bytes:
    digest = salted_hmac(SALT, "key", secret=secret, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest)
