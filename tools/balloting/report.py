"""docs/hall.md from kept runs: `python -m tools.balloting.report docs/hall.jsonl > docs/hall.md`."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
HEAD = """\
# The secret ballot's receiving, attacked

**中文摘要**　模拟 3000 名代表在一分钟内投票（题目三道，BELENIOS-2048，真实服务器），同时强行结束网站和数据库；一张卡同时投一百张不同的票；五十次结束抢五十张票；拿每张卡的公开凭证乱投；表决中断电，三位监票人用自己的工具恢复；60 个人按已知次序投票，事后用全部数据库、日志、备份、管理员密码去对谁投了哪张。每项都写明电脑当时的负荷。结论见各表；谁可能攻击、防得住什么，见 [threat-model.md](threat-model.md)。

`python tools/ballot_runs.py` starts a real server (`jiannuo serve`) on homes of its own and tries to break it; `make soak`
and `make bench` call it. This page is made from the reports of real runs (`hall.jsonl`) by `python -m tools.balloting.report`;
short forms stand in `oversight/voting/tests/test_receiving.py` and `tests/test_power_cut.py`. All ran on a machine of two
cores that did other work at the same time: *load* is the average of the last minute, and 2.0 would be a machine that is just
busy. Case (a): one question, none to ten of twenty; case (b): three questions, approve, against, abstain. BELENIOS-2048
throughout.

What the first runs found, and what was changed: every request opened a connection of its own and all knocked at the
database's lock together (3,000 casts: 34 ms of processor time each, 1.3 GB); now the casts of a process wait in one line and
keep one connection. Proofs had the same priority as receiving; now they give way. A refused request of the booth was logged
with its address, which may name a ballot; now it is not. The last batch of the board could hold a single late ballot; now as
many as a batch stay back until the close. Ballots differ in length by up to 27 bytes, so who listens to the hall's network
could have told 17 of 60 by that alone; the booth page now fills them to one length.
"""


def table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> list[str]:
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    return [*lines, *("| " + " | ".join(map(str, row)) + " |" for row in rows), ""]


def whole(run: dict[str, Any]) -> str:
    return (
        "whole"
        if run["ok"]
        else "**not as it should be**: " + "; ".join(t[:100] for t in run["wrong"])
    )


def database(run: dict[str, Any]) -> str:
    return NAMES.get(run["moment"], run["moment"])


def receiving(runs: list[dict[str, Any]]) -> list[str]:
    """Both rushes."""
    rows = []
    for run in runs:
        f = run["found"]
        killed = f.get("killed", [])
        cpu, memory = f.get("cpu", {}), f.get("memory_mb", {})
        rows.append(
            [
                database(run),
                f"{killed.count('server')} + {killed.count('database')}",
                f"{f['acknowledged']:,} of {f['sent']:,}",
                f["retried"],
                f["seconds"],
                f["per_second"],
                f"{f['p50_ms']:,} / {f['p99_ms']:,}",
                f"{cpu.get('web', 0)} / {cpu.get('worker', 0) + cpu.get('spawned', 0):.1f} / {f['generator_cpu']}",
                memory.get("web", ""),
                f"{f['in_archive']:,}",
                f"{f['load_before']} to {f['load_after']}",
                f"{whole(run)}{'; ' + run['note'] if run.get('note') else ''}",
            ]
        )
    heads = (
        "database", "kills: server + database", "acknowledged", "sent again", "seconds", "a second",
        "p50 / p99 ms", "CPU s: web / worker / generator", "web MB", "in the archive", "load", "found",
    )  # fmt: skip
    return table(heads, rows)


def closing(runs: list[dict[str, Any]]) -> list[str]:
    rows = [
        [
            database(run),
            run["found"]["in_archive"],
            f"{run['found']['checked_before_close']}",
            run["found"]["sealed"],
            run["found"]["declared"],
            run["found"]["opened"],
            f"{run['found']['load_before']} to {run['found']['load_after']}",
            f"{whole(run)}{'; ' + run['note'] if run.get('note') else ''}",
        ]
        for run in runs
    ]
    heads = (
        "database", "ballots", "checked at the close", "sealed, s", "declared, s", "result, s", "load", "found",
    )  # fmt: skip
    return table(heads, rows)


def recovery(runs: list[dict[str, Any]]) -> list[str]:
    rows = [
        [
            database(run),
            run["line"],
            run["found"]["acknowledged"],
            run["found"]["cut_off"],
            run["found"]["key_back_s"],
            run["found"]["in_archive"],
            run["found"]["opened_s"],
            run["found"]["load"],
            whole(run),
        ]
        for run in runs
    ]
    heads = (
        "database", "the cut", "acknowledged", "of them cut off, sent again", "key back, s", "in the archive", "close to result, s",
        "load", "found",
    )  # fmt: skip
    return table(heads, rows)


def races(runs: list[dict[str, Any]]) -> list[str]:
    rows = [
        [
            database(run),
            {"card": "one card, 100 ballots", "race": "50 casts, 50 closes"}[run["part"]],
            ", ".join(f"{k} {v}" for k, v in run["found"].items() if k != "load"),
            run["found"]["load"],
            whole(run),
        ]
        for run in runs
    ]
    return table(("database", "race", "answers", "load", "found"), rows)


def garbage(runs: list[dict[str, Any]]) -> list[str]:
    rows = [
        [
            database(run),
            run["found"]["refused"],
            run["found"]["cpu_ms_a_refusal"],
            run["found"]["cpu_ms_a_cast"],
            run["found"]["load"],
            whole(run),
        ]
        for run in runs
    ]
    heads = ("database", "forged", "CPU ms a refusal", "CPU ms an honest cast", "load", "found")
    return table(heads, rows)


def secrecy(runs: list[dict[str, Any]]) -> list[str]:
    rows = []
    for run in runs:
        attacks = run["found"]["attacks"]
        best = min(attacks, key=lambda one: one["p"])
        rows.append(
            [
                database(run),
                run["found"]["ballots"],
                len(attacks),
                max(one["right"] for one in attacks),
                f"{max((one['correlation'] for one in attacks), key=abs):+.2f}",
                f"{best['p']:.4f} ({best['name']})",
                f"{min(1.0, best['p'] * 2 * len(attacks)):.2f}",
                run["found"]["with_the_key"],
                whole(run),
            ]
        )
    heads = (
        "database", "ballots", "attacks", "most right", "greatest correlation", "smallest p", "p for all", "right with the key", "found",
    )  # fmt: skip
    return table(heads, rows)


def attacks(run: dict[str, Any]) -> list[str]:
    """Every attack of one run that found a trace of the ballots at all."""
    rows = [
        [one["name"], one["right"], f"{one['correlation']:+.2f}", f"{one['p']:.3f}"]
        for one in run["found"]["attacks"]
        if one["seen"]
    ]
    return table(("attack", "right", "correlation", "p"), rows)


def worker(runs: list[dict[str, Any]]) -> list[str]:
    rows = [
        [run["moment"], f"`{run['line'][:90]}`", run["found"]["batches"], whole(run)]
        for run in runs
    ]
    return table(("killed", "the line that proves it", "batches", "found"), rows)


def report(runs: list[dict[str, Any]]) -> str:
    """The page; a part that was not run is left out."""

    def of(*parts: str) -> list[dict[str, Any]]:
        return [run for run in runs if run["part"] in parts]

    lines = [HEAD]
    for title, text, parts, shown in SECTIONS:
        found = of(*parts)
        if found:
            lines += [f"## {title}", "", text, "", *shown(found)]
    for run in of("secrecy")[:1]:
        lines += [
            "Attacks of the first run that found any trace of the ballots:",
            "",
            *attacks(run),
        ]
    return "\n".join(lines).rstrip() + "\n"


SECTIONS = (
    (
        "3,000 deputies within a minute",
        "Case (b), ballots prepared beforehand, each deputy at a moment of its own on a connection of its own, on the same"
        " machine as the server; on PostgreSQL two web processes. Then the close, the total, and"
        " `jiannuo-ballot verify`: every acknowledged ballot is in the archive, none twice, the result is the plain count.",
        ("receive",),
        receiving,
    ),
    (
        "The same, killed",
        "SIGKILL to web and worker five times within the rush, and to every process of PostgreSQL once; deputies send the"
        " same bytes again until they are answered. How long it takes is how long the server takes to start again, which on"
        " this busy machine was half a minute each time.",
        ("killed",),
        receiving,
    ),
    (
        "From the close to the result",
        "Case (a). Three `jiannuo-ballot trustee watch` on the same machine verify while the vote runs; all 300 vote within two"
        " minutes; the chair declares the vote valid as soon as the total is sealed; the result is there when two of three have"
        " decrypted. The limit is 30 seconds. `jiannuo-ballot verify` and `belenios-tool election verify` accept the archive."
        " On a machine six times overloaded, with nothing on the board before the close, the same took 186.7 seconds: every"
        " tool had to check all ballots afterwards.",
        ("close",),
        closing,
    ),
    (
        "A power cut",
        "Case (b). The three scrutineers make their keys by `jiannuo-ballot trustee join` and watch the box by `trustee watch`, all"
        " against a real `jiannuo serve`. Web, worker and on PostgreSQL the database are killed and the memory folder with the"
        " journal's key is removed, as a machine loses it that is switched off; then the server is started again. *While the"
        " vote is open*: a third has voted and a third is voting, the tools at their terminals are told no; one scrutineer opens"
        " the share by `trustee recover` and hands it in on the own page, one by the interface. Before the second share nothing is"
        " taken in; afterwards the phones' same bytes are, those of before the cut get the receipt they had, and the last third"
        " votes. *After the close*: all have voted, nothing is checked; two say yes where they watch. In the end the tools"
        " decrypt, `jiannuo-ballot verify` and `belenios-tool election verify` accept the archive, every acknowledged ballot is"
        " in it once, and the result is the plain count. *Key back* counts from the server's first answer.",
        ("recovery",),
        recovery,
    ),
    (
        "Races",
        "A cast is acknowledged if and only if its ballot is in the archive; one close succeeds, the others are refused.",
        ("card", "race"),
        races,
    ),
    (
        "Garbage",
        "For every listed card a ballot in which all holds but the signature; all are refused (403), nothing is written, and the"
        " honest ballots of the same cards are taken afterwards. Processor time of the web process.",
        ("garbage",),
        garbage,
    ),
    (
        "The worker, killed at every stage",
        "60 ballots received and closed; whatever is killed, the archive has the bytes of an undisturbed run.",
        ("worker",),
        worker,
    ),
    (
        "Who cast what",
        "60 known people vote in a known order; every third phone also asks for its ballot before it sends it again. Left over"
        " are: the database with its write-ahead log (copied every two seconds on SQLite; all files of it, `pg_waldump` and a"
        " base backup on PostgreSQL), the home with its keys, logs on DEBUG, a scrutineer's copies of the archive, the"
        " administrator's password. Each attack guesses the order in which the board's ballots were cast. Statistics: places"
        " right (by chance 1 of 60), and Spearman's rank correlation; p is the share of 20,000 random orders that do as well in"
        " either; *p for all* is the smallest, times two statistics, times all attacks. Below 0.01 the run fails. With the"
        " journal's key, which no longer exists after the close, the same script must match all 60.",
        ("secrecy",),
        secrecy,
    ),
)  # fmt: skip


def main() -> int:
    lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    sys.stdout.write(report([json.loads(line) for line in lines]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
