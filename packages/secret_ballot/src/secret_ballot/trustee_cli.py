"""`jiannuo-ballot trustee …`: a scrutineer's work on a machine of one's own, by files, without our server.

Everything private lies in one folder: the seed, from which keys follow, and what its owner has checked. The seed is 22
characters, written on paper and *entered again* before it is used: a lost key can lose the election. Only what others
need leaves the folder: certificate, polynomial, share, decryption.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from secret_ballot.findings import BallotError
from secret_ballot.network_cli import add_network_steps
from secret_ballot.private_files import read_line, read_lines, read_value, read_values, write_new
from secret_ballot.trustee_folder import (
    TRUSTEES,
    grouped,
    is_backup,
    make_seed,
    opened,
    plain,
    remember,
    seen,
    single_key,
)
from secret_ballot.v1.suites import BELENIOS_2048, NAMES, READ_ONLY, suite_of


def add_trustee(commands: Any) -> None:
    """All steps, in their order."""
    group = commands.add_parser(
        "trustee", help="监票人的密钥和开启 · a scrutineer's keys and decryption"
    )
    steps = group.add_subparsers(dest="trustee_command", required=True, metavar="STEP")
    groups = [name for name in NAMES if name not in READ_ONLY]
    new = _step(steps, "new", new_folder, "1 新建密钥 · make a seed; prints what to write down")
    new.add_argument(
        "--group", choices=groups, default=BELENIOS_2048, help="密码群 · the group of the election"
    )
    backup = _step(steps, "backup", check_backup, "2 重新输入抄下的密钥 · enter the backup again")
    restore = _step(steps, "restore", restore_step, "凭纸上的密钥恢复 · from the paper, elsewhere")
    restore.add_argument(
        "--group", choices=groups, default=BELENIOS_2048, help="密码群 · the group of the election"
    )
    backup.add_argument("--code", help="the characters written down (default: standard input)")
    polynomial = _step(steps, "polynomial", polynomial_step, "3 生成多项式 · of a threshold")
    share = _step(steps, "share", share_step, "5 核对收到的份额 · check what was received")
    for parser in (polynomial, share):
        parser.add_argument("--certificates", type=Path, required=True, help="one a line")
        parser.add_argument(
            "--threshold", type=int, required=True, help="开启要几人 · how many it takes to open"
        )
    share.add_argument("--received", type=Path, required=True, help="what step 4 made for you")
    single = _step(steps, "single", single_step, "单一密钥 · a single key, always needed")
    single.add_argument("--name", help="who holds it, published with the key")
    verify = _step(steps, "verify", verify_step, "投票期间逐步验证 · verify while the vote runs")
    decrypt = _step(steps, "decrypt", decrypt_step, "开启总和 · decrypt a closed tally, verified")
    for parser in (verify, decrypt):
        parser.add_argument(
            "archive", type=Path, metavar="ARCHIVE.bel", help="投票档案 · the archive"
        )
        parser.add_argument("--workers", type=int, default=1, help="processes")
    decrypt.add_argument(
        "--ballots", type=int, required=True, help="as many as the wall of the hall says"
    )
    decrypt.add_argument("--sealed", type=Path, help="the sealed key of the threshold (step 6)")
    _add_public_steps(steps)
    add_network_steps(steps, _step)


def _add_public_steps(steps: Any) -> None:
    """What anybody may do, without a secret."""
    route = steps.add_parser("route", help="4 分发 · sort everybody's polynomials by receiver")
    assemble = steps.add_parser("assemble", help="6 合成 · put keys together for the election")
    route.add_argument("--committed", type=Path, help="the hashes told before, one a line")
    assemble.add_argument("--shares", type=Path, help="one a line")
    assemble.add_argument("--singles", type=Path, help="public single keys, one a line")
    assemble.add_argument(
        "--group", choices=NAMES, default=BELENIOS_2048, help="密码群 · the group of the election"
    )
    route.add_argument(
        "--group", choices=NAMES, default=BELENIOS_2048, help="密码群 · the group of the election"
    )
    for parser, needed in ((route, True), (assemble, False)):
        parser.add_argument("--certificates", type=Path, required=needed, help="one a line")
        parser.add_argument("--polynomials", type=Path, required=needed, help="one a line")
        parser.add_argument(
            "--out", type=Path, required=True, metavar="DIR", help="写到哪个文件夹 · a new folder"
        )
    route.set_defaults(run=route_step, needs_database=False)
    assemble.set_defaults(run=assemble_step, needs_database=False)


def _step(
    steps: Any, name: str, run: Callable[[argparse.Namespace], int], text: str
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = steps.add_parser(name, help=text)
    parser.add_argument("--folder", type=Path, required=True, help="the private folder")
    parser.set_defaults(run=run, needs_database=False)
    return parser


def new_folder(options: argparse.Namespace) -> int:
    """A new folder with a new seed; prints the seed once, for paper, and the certificate's fingerprint."""
    options.folder.mkdir(mode=0o700, parents=True)
    seed, fingerprint = make_seed(options.folder, suite_of(options.group))
    print(f"抄在纸上，另处保管 · write down and keep apart: {grouped(seed)}")
    print(f"证书指纹 · fingerprint of the certificate: {fingerprint}")
    return 0


def check_backup(options: argparse.Namespace) -> int:
    """Exit 0 where the characters entered are the seed, else 1."""
    entered = options.code if options.code is not None else sys.stdin.readline()
    if not is_backup(options.folder, entered):
        print("与密钥不符 · not the seed: write it down again", file=sys.stderr)
        return 1
    print("备份无误 · the backup is right")
    return 0


def restore_step(options: argparse.Namespace) -> int:
    """The folder again from what was written down, read from standard input."""
    from secret_ballot.v1.threshold import signing_key

    print("照纸上抄的输入 · enter what you wrote down: ", file=sys.stderr)
    entered = sys.stdin.readline()
    suite, seed = suite_of(options.group), plain(entered)
    signing_key(suite, seed)
    options.folder.mkdir(mode=0o700, parents=True)
    make_seed(options.folder, suite, seed)
    is_backup(options.folder, entered)
    print("已恢复；再运行 join，核对后即可开启 · restored; join again, then it can be used")
    return 0


def polynomial_step(options: argparse.Namespace) -> int:
    """Writes the polynomial; prints the hash to tell the others before it is shown."""
    from secret_ballot.v1 import threshold as ceremony
    from secret_ballot.v1.canonical import dumps

    suite, seed = opened(options.folder)
    certs = read_values(options.certificates)
    made = ceremony.make_polynomial(suite, seed, certs, options.threshold)
    write_new(options.folder / "polynomial.json", dumps(made) + "\n", private=False)
    print(ceremony.commitment_of(suite, made))
    return 0


def route_step(options: argparse.Namespace) -> int:
    """Writes what each member receives, in the order of the certificates."""
    from secret_ballot.v1 import threshold as ceremony
    from secret_ballot.v1.canonical import dumps

    routed = ceremony.route(
        suite_of(options.group),
        read_values(options.certificates),
        read_values(options.polynomials),
        read_lines(options.committed) if options.committed else None,
    )
    options.out.mkdir(parents=True, exist_ok=True)
    for number, each in enumerate(routed, 1):
        write_new(options.out / f"received-{number}.json", dumps(each) + "\n", private=False)
    return 0


def share_step(options: argparse.Namespace) -> int:
    """Writes the share: the public key of the member, and its secret sealed to itself."""
    from secret_ballot.v1 import threshold as ceremony
    from secret_ballot.v1.canonical import dumps

    suite, seed = opened(options.folder)
    received = read_value(options.received)
    certs = read_values(options.certificates)
    share = ceremony.make_share(suite, seed, certs, received, options.threshold)
    write_new(options.folder / "share.json", dumps(share) + "\n", private=False)
    return 0


def single_step(options: argparse.Namespace) -> int:
    """Writes the public part of a single key, which follows from the seed."""
    from secret_ballot.v1.canonical import dumps
    from secret_ballot.v1.trustees import make_public_key

    suite, seed = opened(options.folder)
    made = make_public_key(suite, single_key(suite, seed), options.name)
    write_new(options.folder / "public_key.json", dumps(made) + "\n", private=False)
    return 0


def assemble_step(options: argparse.Namespace) -> int:
    """Writes trustees.json, and the sealed key of each member of the threshold."""
    from secret_ballot.v1 import threshold as ceremony
    from secret_ballot.v1.trustees import make_trustees

    suite = suite_of(options.group)
    parts = (options.certificates, options.polynomials, options.shares)
    thresholds: list[dict[str, Any]] = []
    sealed: list[str] = []
    if any(parts):
        if not all(parts):
            raise BallotError("shape", "--certificates, --polynomials, --shares")
        parameters, sealed = ceremony.assemble(suite, *(read_values(path) for path in parts))
        thresholds.append(parameters)
    singles = read_values(options.singles) if options.singles else []
    trustees = make_trustees(suite, singles, thresholds)
    options.out.mkdir(parents=True, exist_ok=True)
    write_new(options.out / "trustees.json", trustees.raw.decode(), private=False)
    for number, text in enumerate(sealed, 1):
        write_new(options.out / f"sealed-{number}.json", text + "\n", private=False)
    print(f"至少要几人 · needed together: {trustees.independent_keys}")
    return 0


def verify_step(options: argparse.Namespace) -> int:
    """Exit 0 where everything so far holds, else 1; ballots checked before are not checked again."""
    from secret_ballot.cli import told
    from secret_ballot.verify import verify

    known = seen(options.folder)
    raw = options.archive.read_bytes()
    report = verify(raw, partial=True, workers=options.workers, verified=known)
    remember(options.folder, known)
    print("\n".join(told(report)))
    return 0 if report.valid else 1


def decrypt_step(options: argparse.Namespace) -> int:
    """Writes the decryption where the archive is closed and holds; exit 1 with the reason where not.

    One election, one decryption: the file is named by the election and never written over.
    """
    from secret_ballot.opening import decrypt_closed
    from secret_ballot.v1.contents import read_contents
    from secret_ballot.v1.elections import read_election
    from secret_ballot.v1.threshold import open_key

    suite, seed = opened(options.folder)
    if options.sealed is None:
        key = single_key(suite, seed)
    else:
        key = open_key(suite, seed, read_line(options.sealed))
    known = seen(options.folder)
    raw = options.archive.read_bytes()
    try:
        own = options.folder / TRUSTEES
        if own.exists() and own.read_bytes() != read_contents(raw, partial=True).trustees:
            raise BallotError("trustees_differ", "trustees")
        owner, made = decrypt_closed(
            raw, key, ballots=options.ballots, workers=options.workers, verified=known
        )
    except BallotError as error:
        print(f"{error.where}: {error.text} [{error.code}]", file=sys.stderr)
        return 1
    remember(options.folder, known)
    uuid = read_election(read_contents(raw, partial=True).election).uuid
    path = options.folder / f"decryption-{uuid}-{owner}.json"
    write_new(path, made.decode(), private=False)
    print(path)
    return 0
