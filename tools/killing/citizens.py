"""Many citizens send proposals with photos to one town at once: nothing is lost, nobody meets an error.

Each is a browser of its own without an account: it opens the form, sends it with photos, keeps the code. Afterwards
every code is looked up, and the town's proposals, photos and numbers are counted where they lie. Run as a module
under a trial home it opens the town (``… open``) or counts (``… count``).
"""

from __future__ import annotations

import html
import http.cookiejar
import json
import os
import re
import secrets
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from typing import Any

from tools.trial_home import TrialHome

TOWN = "town-of-citizens"
PHOTOS = 2
STAMP = re.compile(r'name="stamp" value="([^"]+)"')
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
CODE = re.compile(r'class="receipt__code">([^<]+)<')


@dataclass
class Citizen:
    """一个市民: what was sent, the code that came back, how long it took, or what went wrong."""

    number: int
    code: str = ""
    seconds: float = 0.0
    error: str = ""


@dataclass
class Outcome:
    """What the citizens met and what was found afterwards."""

    citizens: list[Citizen]
    held: dict[str, Any] = field(default_factory=dict)
    seconds: float = 0.0

    def wrong(self) -> list[str]:
        """What should not be; empty where nothing was lost."""
        sent = len(self.citizens)
        found = [f"{one.number}: {one.error}" for one in self.citizens if one.error][:5]
        if len({one.code for one in self.citizens if one.code}) != sent:
            found.append("a citizen has no code, or two have the same")
        expected = {"proposals": sent, "photos": PHOTOS * sent, "contacts": sent, "next": sent + 1}
        for name, count in expected.items():
            if self.held.get(name) != count:
                found.append(f"{name}: {self.held.get(name)} instead of {count}")
        if self.held.get("numbers") != list(range(1, sent + 1)):
            found.append("a number is missing or was drawn twice")
        if self.held.get("damaged") or not self.held.get("chain"):
            found.append("a photo or the record of acts is damaged")
        return found


def send_at_once(home: TrialHome, count: int, year: int) -> Outcome:
    """``count`` citizens open the form, then all send it at the same moment and look their code up."""
    gate = threading.Barrier(count)
    citizens = [Citizen(number) for number in range(count)]
    photo = noise()
    threads = [
        threading.Thread(target=one_citizen, args=(home, year, one, photo, gate))
        for one in citizens
    ]
    start = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.monotonic() - start
    return Outcome(citizens, home.script("tools.killing.citizens", "count"), seconds)


def one_citizen(
    home: TrialHome, year: int, one: Citizen, photo: bytes, gate: threading.Barrier
) -> None:
    """From the form to the looked-up code; any answer but success is kept as the error."""
    jar = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    form = home.url(f"/p/{TOWN}/projects/{year}/propose/")
    lookup = home.url(f"/p/{TOWN}/projects/mine/")
    try:
        page = browser.open(form, timeout=300).read().decode()
        gate.wait(300)
        began = time.monotonic()
        answer = browser.open(sending(form, page, one.number, photo), timeout=300).read().decode()
        one.seconds = time.monotonic() - began
        one.code = CODE.search(answer)[1]  # type: ignore[index]
        page = browser.open(lookup, timeout=300).read().decode()
        fields = {"csrfmiddlewaretoken": found(TOKEN, page), "code": one.code.lower()}
        data = urllib.parse.urlencode(fields).encode()
        mine = browser.open(lookup, data, timeout=300).read().decode()
        if title_of(one.number) not in mine:
            one.error = "the code does not lead to what was sent"
    except (OSError, TypeError, ValueError, threading.BrokenBarrierError) as error:
        one.error = f"{type(error).__name__}: {error}"
        gate.abort()


def title_of(number: int) -> str:
    return f"第{number}位市民的愿望：修一段路"


def found(pattern: re.Pattern[str], page: str) -> str:
    """The first group of a pattern that must be there."""
    match = pattern.search(page)
    if match is None:
        raise ValueError(f"no {pattern.pattern} on the page")
    return html.unescape(match[1])


def sending(form: str, page: str, number: int, photo: bytes) -> urllib.request.Request:
    """The form as a browser sends it, with two photos that are this citizen's alone."""
    edge = secrets.token_hex(16)
    fields = {
        "csrfmiddlewaretoken": found(TOKEN, page),
        "stamp": found(STAMP, page),
        "step": "send",
        "kind": "project",
        "title": title_of(number),
        "text": "雨天走不了。",
        "name": f"市民{number}",
        "phone": f"138{number:08d}",
        "agreed": "on",
    }
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    for each in range(PHOTOS):
        head = f'--{edge}\r\nContent-Disposition: form-data; name="photos"; filename="IMG_{each}.png"\r\n'
        own = with_comment(photo, f"{number}-{each}")
        parts.append(head.encode() + b"Content-Type: image/png\r\n\r\n" + own + b"\r\n")
    body = b"".join(parts) + f"--{edge}--\r\n".encode()
    kind = {"Content-Type": f"multipart/form-data; boundary={edge}", "Referer": form}
    return urllib.request.Request(form, data=body, headers=kind)  # noqa: S310 (this machine)


def noise(width: int = 320, height: int = 240) -> bytes:
    """A picture that does not compress, as a photo does not."""
    import io

    from PIL import Image

    target = io.BytesIO()
    Image.frombytes("RGB", (width, height), os.urandom(width * height * 3)).save(target, "PNG")
    return target.getvalue()


def with_comment(photo: bytes, text: str) -> bytes:
    """The picture with a pixel of its own, so that no two citizens send the same bytes."""
    import io

    from PIL import Image

    image = Image.open(io.BytesIO(photo))
    for at, sign in enumerate(text.encode()):
        image.putpixel((at, 0), (sign, sign, sign))
    target = io.BytesIO()
    image.save(target, "PNG")
    return target.getvalue()


def open_town() -> dict[str, Any]:
    """A town that collects from today on."""
    from datetime import timedelta

    from oversight.audit.actors import operator
    from oversight.institutions import actions, queries
    from oversight.projects.actions import years

    place = actions.create_place(operator(), code=TOWN, name="示例镇", kind="town")
    today = queries.today()
    year = years.set_up_year(operator(), place, year=today.year + 1)
    years.open_collecting(
        operator(), place, year, first=today, last=today + timedelta(days=40),
        notice_title="征集公告", notice_text="公开征集。",
    )  # fmt: skip
    return {"year": year.year}


def count_town() -> dict[str, Any]:
    """What lies there now: rows, numbers, contacts, and whether every photo and the chain are whole."""
    from oversight.audit.queries import verify_chains
    from oversight.audit.scoping import Scope
    from oversight.files import blobs
    from oversight.institutions import queries
    from oversight.projects.models import (
        ProjectCounter,
        Proposal,
        ProposalContact,
        ProposalPhoto,
    )

    place = queries.place_by_code(TOWN)
    assert place is not None
    scope = Scope.of(place)
    photos = list(ProposalPhoto.objects.in_scope(scope).select_related("file"))
    damaged = 0
    for photo in photos:
        try:
            blobs.read(photo.file.sha256)
        except (blobs.BlobMissingError, blobs.BlobDamagedError):
            damaged += 1
    rows = Proposal.objects.in_scope(scope)
    return {
        "proposals": rows.count(),
        "numbers": sorted(rows.values_list("number", flat=True)),
        "next": ProjectCounter.objects.in_scope(scope).get(series="proposal").next_number,
        "photos": len({photo.file.sha256 for photo in photos}),
        "contacts": ProposalContact.objects.in_scope(scope).count(),
        "damaged": damaged,
        "chain": all(state.valid for state in verify_chains(TOWN)),
    }


def main(what: str) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "oversight.config.settings")
    import django

    django.setup()
    from oversight.config.migration import ensure_migrated

    ensure_migrated()
    json.dump(open_town() if what == "open" else count_town(), sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
