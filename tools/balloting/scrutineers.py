"""Three scrutineers with their own tool: the key ceremony, the watch at a terminal, a share after a power cut.

Every step is a command of `jiannuo-ballot trustee` in a process of its own; what the tool prints is taken to the
server as a person would take it, by the holder's page or by the interface.
"""

from __future__ import annotations

import http.cookiejar
import os
import re
import subprocess
import sys
import threading
import urllib.parse
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from secret_ballot.remote import Remote, over_https

from tools.benching.ceremony import Tool, held
from tools.trial_home import TrialError, TrialHome

NUMBERS = (1, 2, 3)
PATIENCE = 900
PROGRAM = (sys.executable, "-m", "secret_ballot.cli", "trustee")
QUESTION = "type yes: "
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Terminal(threading.Thread):
    """A command at a terminal, whose user has one answer to every question."""

    def __init__(self, command: list[str], environment: dict[str, str], answer: str) -> None:
        super().__init__(daemon=True)
        self.answer, self.said = answer, ""
        self.screen, slave = os.openpty()
        streams = {"stdin": slave, "stdout": slave, "stderr": slave}
        self.process = subprocess.Popen(command, env=environment, start_new_session=True, **streams)
        os.close(slave)
        self.start()

    def run(self) -> None:
        while True:
            try:
                self.said += os.read(self.screen, 1 << 16).decode(errors="replace")
            except OSError:  # the command has ended
                break
            if self.said.endswith(QUESTION):
                os.write(self.screen, f"{self.answer}\n".encode())
        os.close(self.screen)

    def finish(self) -> int:
        """Its exit code, once it has ended and all it said is read."""
        code = self.process.wait(timeout=PATIENCE)
        self.join()
        return code

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@dataclass
class Scrutineer:
    """One holder of the keys: the tool's folder and the code on the paper."""

    number: int
    folder: Path
    code: str
    home: TrialHome

    @property
    def server(self) -> str:
        return self.home.url("").rstrip("/")

    def watch(self, uuid: str, ballots: int, answer: str = "no") -> Terminal:
        """`trustee watch` of one box; ``answer`` to whether the hall has lost power."""
        command = [*PROGRAM, "watch", "--folder", str(self.folder), "--server", self.server]
        command += ["--code", self.code, "--every", "1", "--wait", str(PATIENCE)]
        command += ["--uuid", uuid, "--ballots", str(ballots)]
        return Terminal(command, self.home.environment(), answer)

    def recover(self, uuid: str, sealed: str) -> str:
        """`trustee recover`: the share that it prints."""
        path = self.folder.with_suffix(".sealed")
        path.write_text(sealed, encoding="ascii")
        command = [*PROGRAM, "recover", "--folder", str(self.folder)]
        command += ["--sealed", str(path), "--uuid", uuid]
        done = subprocess.run(
            command, input="yes\n", capture_output=True, text=True, env=self.home.environment()
        )
        if done.returncode:
            raise TrialError(f"trustee recover: {done.stderr}")
        return done.stdout.strip()

    def by_interface(self, uuid: str) -> None:
        """The sealed share fetched, opened by the tool, and handed over."""
        remote = Remote(over_https(self.server, self.code))
        sealed = remote.recovery(uuid)
        if sealed is None:
            raise TrialError("the server asks for no share")
        remote.recovered(uuid, self.recover(uuid, sealed))

    def by_page(self, uuid: str, place: str) -> None:
        """The same on the holder's own page, in a browser."""
        page = self.home.url(f"/p/{place}/keys/")
        browser = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        )

        def send(**fields: str) -> None:
            token = TOKEN.search(browser.open(page).read().decode())
            fields["csrfmiddlewaretoken"] = token[1] if token else ""
            browser.open(page, urllib.parse.urlencode(fields).encode()).read()

        send(code=self.code)
        sealed = browser.open(f"{page}files/recovery-{uuid}.txt").read().decode()
        send(uuid=uuid, share=self.recover(uuid, sealed))


def joined(home: TrialHome, folder: Path, codes: list[str]) -> list[Scrutineer]:
    """Three of them, after a ceremony by network: `trustee join` at once, each its own folder."""
    folder.mkdir(parents=True, exist_ok=True)
    found = [
        Scrutineer(number, folder / f"trustee-{number}", code, home)
        for number, code in zip(NUMBERS, codes, strict=True)
    ]
    held([Tool(home, one.folder, one.code) for one in found])
    return found
