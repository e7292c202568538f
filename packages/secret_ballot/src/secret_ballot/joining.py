"""密钥仪式 (joining): a member's part of the threshold ceremony over the network, guided, checked here, resumable.

Everything that the server gives is judged on this machine: certificates and their signatures, that each polynomial is
the one whose hash was told before, the own share, and that the trustees put together hold the own certificate and key.
What was seen once is kept and may not change. Values that leave are kept before they leave, so a command that was
killed or lost the network sends the same again.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from secret_ballot.findings import BallotError
from secret_ballot.hands import Hands, judging
from secret_ballot.private_files import read_value, write_whole
from secret_ballot.remote import Refused, Remote, Wrong, shown
from secret_ballot.trustee_folder import (
    BACKUP,
    CERTIFICATE,
    GROUP,
    SEALED,
    SEED,
    SHARE,
    TRUSTEES,
    grouped,
    is_backup,
    kept,
    make_seed,
    opened,
    read_seed,
)
from secret_ballot.v1 import threshold as ceremony
from secret_ballot.v1.canonical import array, dumps, encode, is_hex_hash, members
from secret_ballot.v1.suites import NAMES, READ_ONLY, suite_of
from secret_ballot.v1.trustees import fingerprint_of, read_certificates, read_trustees

KEPT = "ceremony.json"
PINNED = (
    "set",
    "group",
    "threshold",
    "number",
    "members",
    "certificates",
    "commitments",
    "received",
)


class Joining:
    """One member's way through the ceremony."""

    def __init__(self, remote: Remote, folder: Path, hands: Hands) -> None:
        self.remote, self.folder, self.hands = remote, folder, hands
        self.state: dict[str, Any] = {}

    def run(self) -> str:
        """All steps, those done before left out; the fingerprint of the trustees. Raises ``BallotError``."""
        self.look()
        self.prepare()
        self.suite, self.seed = opened(self.folder)
        if self.suite.name != self.state["group"]:
            raise BallotError("group", str(self.folder / GROUP))
        if self.state["trustees"] is not None and not (self.folder / SHARE).exists():
            return self.trustees(self.regained())
        self.tell("certificate", read_value(self.folder / CERTIFICATE))
        self.certificates()
        self.polynomial()
        self.share()
        self.wait("trustees", "share", "等待核对份额 · waiting for the shares of")
        return self.trustees(read_value(self.folder / SHARE))

    # What the server says, compared with what it said before

    def look(self) -> None:
        """The state, in its form, nothing of it changed; raises ``Wrong``."""
        path = self.folder / KEPT
        before = read_value(path) if path.exists() else {}
        with judging():
            state = self.hands.until(self.remote.ceremony)
            _check_form(state)
            if state.get("stage") == "ended":
                raise Wrong("ceremony_ended", "ceremony")
            now = {name: _pinned(name, state[name]) for name in PINNED if state[name] is not None}
            for name, value in before.items():
                if name not in now or now[name] != value:
                    raise Wrong("ceremony_changed", name)
        self.state = state
        if now != before and self.folder.exists():
            write_whole(path, encode(now), private=False)

    def wait(self, name: str, flag: str, words: str) -> Any:
        """The state's value once all members have told theirs."""
        told = ""
        while self.state[name] is None:
            missing = "、".join(
                shown(each["name"]) for each in self.state["members"] if not each[flag]
            )
            if missing != told:
                self.hands.say(f"{words}: {missing or '服务器 · the server'}")
            told = missing
            self.hands.pause()
            self.look()
        return self.state[name]

    def tell(self, kind: str, value: Any) -> None:
        """Tells a value unless the server has it; raises ``Wrong`` where it has another under this code."""
        if self.mine[kind]:
            return
        try:
            self.hands.until(lambda: self.remote.tell(kind, value))
        except Refused as refusal:
            if refusal.told == "told_already":
                raise Wrong("told_already", kind) from refusal
            self.look()
            if not self.mine[kind]:
                raise
        else:
            self.look()

    @property
    def mine(self) -> dict[str, Any]:
        found: dict[str, Any] = self.state["members"][self.place]
        return found

    @property
    def place(self) -> int:
        return int(self.state["number"]) - 1

    # Steps

    def prepare(self) -> None:
        """A folder with a seed whose backup was entered again."""
        say = self.hands.say
        say(f"密钥仪式 · ceremony: {shown(self.state['title'])}")
        names = "、".join(shown(each["name"]) for each in self.state["members"])
        say(
            f"监票人：{names}。你是第 {self.place + 1} 位；开启要 {self.state['threshold']} 位 ·"
            f" you are number {self.place + 1} of {len(self.state['members'])};"
            f" {self.state['threshold']} are needed to open"
        )
        if not (self.folder / SEED).exists():
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            make_seed(self.folder, suite_of(self.state["group"]))
            self.look()
        if (self.folder / BACKUP).exists():
            return
        while True:
            seed = grouped(read_seed(self.folder))
            say(f"抄在纸上，不要拍照 · write this down, do not photograph it:\n\n    {seed}\n")
            self.hands.ask("抄好了按回车 · press Enter when it is written: ")
            self.hands.hide()
            entered = self.hands.ask("照纸上抄的输入一遍 · enter what you wrote down: ")
            if is_backup(self.folder, entered):
                break
            say("与密钥不符，请对照改正 · not the same: compare what is written and mend it")
        say("备份无误，纸另处保管 · the backup is right; keep the paper apart")

    def certificates(self) -> None:
        """Everybody's, signed, no two alike, the own one among them in its place."""
        certs = self.wait("certificates", "certificate", "等待证书 · waiting for certificates of")
        with judging():
            read_certificates(self.suite, array(certs, "certificates"), "certificates")
            if len(certs) != len(self.state["members"]) or certs[self.place] != read_value(
                self.folder / CERTIFICATE
            ):
                raise Wrong("own_part", "certificates")

    def polynomial(self) -> None:
        """Made once, committed to before anybody's is shown, shown when all are committed."""
        certs, threshold = self.state["certificates"], self.state["threshold"]
        made = kept(
            self.folder / "polynomial.json",
            lambda: ceremony.make_polynomial(self.suite, self.seed, certs, threshold),
        )
        own = ceremony.commitment_of(self.suite, made)
        self.tell("commitment", own)
        told = self.wait("commitments", "commitment", "等待承诺 · waiting for commitments of")
        with judging():
            listed = array(told, "commitments", len(certs))
            if not all(is_hex_hash(each) for each in listed) or listed[self.place] != own:
                raise Wrong("own_part", "commitments")
        self.tell("polynomial", made)

    def share(self) -> None:
        """What all have sent: each polynomial as committed, every value right; the own key's public part."""
        received = self.wait("received", "polynomial", "等待多项式 · waiting for polynomials of")
        with judging():
            order = "polynomial secrets coefexps"
            coefexps = members(received, order, "received")["coefexps"]
            for number, committed in enumerate(self.state["commitments"]):
                each = array(coefexps, "received.coefexps", len(self.state["members"]))[number]
                shown_one = members(each, "message signature", f"received.coefexps[{number}]")
                if ceremony.commitment_of(self.suite, {"coefexps": shown_one}) != committed:
                    raise Wrong("commitment", f"received.coefexps[{number}]")
            made = kept(self.folder / SHARE, lambda: self.checked_share(received))
        self.tell("share", made)

    def checked_share(self, received: Any) -> dict[str, Any]:
        certs, threshold = self.state["certificates"], self.state["threshold"]
        return ceremony.make_share(self.suite, self.seed, certs, received, threshold)

    def regained(self) -> dict[str, Any]:
        """The own share again, on a machine to which the seed was restored; raises ``Wrong``: own_part."""
        state, order = self.state, "polynomial secrets coefexps"
        own = read_value(self.folder / CERTIFICATE)["message"]
        with judging():
            certs = array(state["certificates"], "certificates", len(state["members"]))
            read_certificates(self.suite, certs, "certificates")
            members(state["received"], order, "received")
            read_trustees(self.suite, str(state["trustees"]).encode())
            item = json.loads(state["trustees"])[0][1]
            if certs[self.place]["message"] != own or state["sealed"] is None:
                raise Wrong("own_part", "certificates")
            keys = array(item.get("verification_keys"), "trustees", len(certs))
        return {"private_key": state["sealed"], "public_key": keys[self.place]}

    def trustees(self, own: dict[str, Any]) -> str:
        """The trustees put together hold what was seen here, and the own key opens; kept with the sealed key."""
        with judging():
            raw = str(self.state["trustees"]).encode()
            self.check_trustees(raw, own)
            if self.state["sealed"] != own["private_key"]:
                raise Wrong("own_part", "sealed")
            fingerprint = fingerprint_of(self.suite, raw)
            if self.state["fingerprint"] not in (fingerprint, self.suite.fingerprint(raw)):
                raise Wrong("server_answer", "fingerprint")
        for name, text in ((SEALED, f"{own['private_key']}\n"), (TRUSTEES, raw.decode())):
            write_whole(self.folder / name, text.encode(), private=False)
        return fingerprint

    def check_trustees(self, raw: bytes, own: dict[str, Any]) -> None:
        """One threshold of exactly these members; raises ``BallotError``."""
        read_trustees(self.suite, raw)
        listed = json.loads(raw)
        if len(listed) != 1 or listed[0][0] != "Pedersen":
            raise Wrong("trustees_differ", "trustees")
        parameters = listed[0][1]
        for name, value in (
            ("threshold", self.state["threshold"]),
            ("certs", self.state["certificates"]),
            ("coefexps", self.state["received"]["coefexps"]),
        ):
            if parameters[name] != value:
                raise Wrong("trustees_differ", f"trustees.{name}")
        key = ceremony.open_key(self.suite, self.seed, own["private_key"])
        mine = self.suite.write(self.suite.secret_power(self.suite.generator, key))
        if (
            parameters["verification_keys"][self.place] != own["public_key"]
            or own["public_key"]["public_key"] != mine
        ):
            raise Wrong("own_part", "trustees.verification_keys")


def _pinned(name: str, value: Any) -> Any:
    """What of a value may not change: of members their names."""
    if name == "members":
        return [[each["number"], each["name"]] for each in value]
    return json.loads(dumps(value))


def _check_form(state: dict[str, Any]) -> None:
    """Types and sizes of what is used; raises ``Wrong``."""
    for name in (*PINNED, "trustees", "fingerprint", "sealed", "title"):
        if name not in state:
            raise Wrong("server_answer", name)
    if state["group"] not in NAMES or state["group"] in READ_ONLY:
        raise Wrong("server_answer", "group")
    listed = array(state["members"], "members")
    flags = ("certificate", "commitment", "polynomial", "share")
    for number, each in enumerate(listed, 1):
        fits = isinstance(each, dict) and each.get("number") == number
        if not fits or not isinstance(each.get("name"), str):
            raise Wrong("server_answer", f"members[{number - 1}]")
        if not all(isinstance(each.get(flag), bool) for flag in flags):
            raise Wrong("server_answer", f"members[{number - 1}]")
    for name in ("threshold", "number"):
        if type(state[name]) is not int or not 1 <= state[name] <= len(listed):
            raise Wrong("server_answer", name)
    for name in ("trustees", "fingerprint", "sealed"):
        if state[name] is not None and not isinstance(state[name], str):
            raise Wrong("server_answer", name)


def join(remote: Remote, folder: Path, hands: Hands) -> str:
    """The whole ceremony of one member; the fingerprint of the trustees. Raises ``BallotError``, ``OSError``."""
    return Joining(remote, folder, hands).run()
