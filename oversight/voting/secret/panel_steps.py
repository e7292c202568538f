"""投票卡表决的一步一步: each step with how it stands, who takes it, its acts and what it waits for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.institutions.permissions import OFFICE
from oversight.ui.page import Act
from oversight.voting import permissions
from oversight.voting.models import BallotBox, Poll
from oversight.voting.pages.words import scrutineer_words
from oversight.voting.secret import keys
from oversight.voting.secret.archive_words import archive_facts
from oversight.voting.secret.board import waiting
from oversight.voting.secret.card_files import list_commands, which_of
from oversight.voting.secret.card_words import (
    Facts,
    Rejected,
    board_facts,
    declared_facts,
    holder_names,
    labels,
    list_facts,
    received_facts,
    rejected_words,
    revote_facts,
    trial_result,
)
from oversight.voting.secret.heads import last_of
from oversight.voting.secret.invalid import needs_code
from oversight.voting.secret.keys_pages import FOLDER, decrypt_command
from oversight.voting.secret.possible import boxes, possible_by_card
from oversight.voting.secret.queries import box_of, cards_of, papers_beside
from oversight.voting.secret.sharing import given_back
from oversight.voting.secret.showing import journal_is_lost, opening_of

WATCH = f"jiannuo-ballot trustee watch --folder {FOLDER} --server {{server}} --code -"


@dataclass(frozen=True)
class Stage:
    """一步. ``state``: done, current, late (something is wrong), future; ``why`` what it waits for."""

    name: str
    state: str
    who: str = ""
    facts: Sequence[tuple[str, str]] = ()
    acts: Sequence[Act] = ()
    why: str = ""
    commands: Sequence[tuple[str, str]] = ()
    rejected: Sequence[Rejected] = ()
    title: str = ""


def button(poll: Poll, act: str) -> Act:
    return Act(
        labels()[act], reverse(f"voting:{act}", args=[poll.jurisdiction.code, poll.public_id])
    )


def offered(poll: Poll, actor: Actor, *acts: str) -> list[Act]:
    """Those of the acts that this reader may do now."""
    return [button(poll, act) for act in acts if possible_by_card(poll, actor, act)]


def office() -> str:
    return _("办公室，按主持人的要求")


def of_keys(poll: Poll, box: BallotBox | None, actor: Actor) -> Stage:
    """监票密钥: that of the box, else what the place has in force."""
    who = _("被提名的监票人，各用自己的工具；会议通过后办公室启用")
    listed = Act(_("看监票密钥"), reverse("voting:key_sets", args=[poll.jurisdiction.code]))
    if box is not None:
        names = _("、").join(one.name for one in box.key_set.holders.order_by("number"))
        facts = [(_("持钥人"), names), (_("开启"), _("%(n)d 人") % {"n": box.key_set.threshold})]
        return Stage(_("监票密钥"), "done", who, facts, [listed])
    if keys.active_sets(poll.jurisdiction).exists():
        return Stage(_("监票密钥"), "done", who, [(_("密钥"), _("已启用"))], [listed])
    why = _("还没有启用的监票密钥，不能冻结电子票。")
    return Stage(_("监票密钥"), "current", who, (), [listed], why, title=_("启用监票密钥"))


def of_freezing(poll: Poll, box: BallotBox | None, actor: Actor) -> Stage:
    """冻结电子票."""
    if box is None:
        why = "" if keys.active_sets(poll.jurisdiction).exists() else _("先启用监票密钥。")
        acts = offered(poll, actor, "freeze_ballot")
        told = archive_facts(poll)
        return Stage(_("冻结电子票"), "future" if why else "current", office(), told, acts, why)
    address = reverse("voting:ballot_preview", args=[poll.jurisdiction.code, poll.public_id])
    facts = [
        *((_("%(which)s的编号") % {"which": which_of(one)}, one.uuid) for one in boxes(poll)),
        (_("投票码"), _("数字和大写字母") if box.capitals else _("区分大小写")),
        *revote_facts(box),
        *archive_facts(poll),
    ]
    acts = [Act(_("看投票页显示的内容"), address)]
    return Stage(_("冻结电子票"), "done", office(), facts, acts)


def of_trial(poll: Poll, box: BallotBox, actor: Actor) -> Stage:
    """试投: with the same cards, before the vote; may be left out."""
    name = _("试投")
    facts = list_facts(box)
    if poll.state != "prepared":
        state = "done"
        if box.state == "prepared":
            return Stage(name, state, office(), [(_("试投"), _("没有进行"))])
        return Stage(name, state, office(), [*facts, *trial_result(box)])
    if box.state == "prepared":
        if cards_of(box) is None:
            acts = offered(poll, actor, "fix_cards")
            shown, title = list_commands(poll), _("确定试投的投票卡名单")
            return Stage(name, "current", office(), facts, acts, commands=shown, title=title)
        acts = offered(poll, actor, "open_trial", "replace_cards")
        return Stage(name, "current", office(), facts, acts, title=_("开始试投"))
    if box.state == "opened":
        acts = offered(poll, actor, "close_trial", "show_close")
        shown = [*facts, *received_facts(box)]
        return Stage(name, "current", office(), shown, acts, title=_("结束试投"))
    if box.state == "closed":
        return checking(name, poll, box, actor)
    if box.state == "tallied":
        return opening(name, poll, box, actor, "current")
    return Stage(name, "done", office(), [*facts, *trial_result(box)])


def of_list(poll: Poll, box: BallotBox | None, actor: Actor) -> Stage:
    """投票卡名单: fixed when the vote is about to open."""
    name, who = _("投票卡名单"), _("票证组在监票人面前清点、生成名单，办公室登记")
    if box is None:
        return Stage(name, "future", who, why=_("先冻结电子票。"))
    if cards_of(box) is not None:
        acts = offered(poll, actor, "replace_cards") if box.state == "prepared" else []
        return Stage(name, "done", who, list_facts(box), acts)
    acts, trial = offered(poll, actor, "fix_cards"), box_of(poll, trial=True)
    is_said = trial is not None and trial.state == "prepared" and cards_of(trial) is None
    shown = [] if is_said else list_commands(poll)
    return Stage(name, "current", who, (), acts, commands=shown, title=_("确定投票卡名单"))


def of_voting(poll: Poll, box: BallotBox | None, actor: Actor) -> Stage:
    """投票: opened and closed at the chair's word."""
    name = _("投票")
    if box is None or cards_of(box) is None:
        return Stage(name, "future", office(), why=_("先确定投票卡名单。"))
    if box.state == "prepared":
        why = _("主持人宣布开始以后，按“开始表决”。")
        return Stage(name, "current", office(), why=why, title=_("开始表决"))
    if box.state != "opened":
        return Stage(name, "done", office(), received_facts(box))
    acts = offered(poll, actor, "show_close", "change_method")
    if journal_is_lost(box):
        return lost(name, box, acts)
    return Stage(name, "current", office(), received_facts(box), acts, title=_("结束表决"))


def lost(name: str, box: BallotBox, acts: Sequence[Act]) -> Stage:
    """断电: what was received cannot be read until enough holders bring their shares."""
    needed, given = box.key_set.threshold, given_back(box)
    why = _(
        "服务器重新启动过，内存里的收票密钥没有了：收到的选票都在，但现在收不了新票，也不能核验。"
        "须有 %(needed)d 名持钥人各交一份恢复份额（已交 %(given)d 份）。"
        "开着工具看守的持钥人，工具会请本人确认；没有开的，在本人的电脑上运行下面的命令。"
        "交齐以后自动继续，已投的票不用重投。"
    ) % {"needed": needed, "given": given}
    who = _("持钥人：%(names)s") % {"names": holder_names(box)}
    title = _("断电以后，持钥人恢复收票")
    shown = [(_("持钥人的电脑上"), WATCH)]
    return Stage(name, "late", who, (), acts, why, shown, title=title)


def of_checking(poll: Poll, box: BallotBox | None, actor: Actor) -> Stage:
    """逐票核验: by workers; a failed proof waits for a scrutineer."""
    if box is None or box.state in {"prepared", "opened"}:
        return Stage(_("逐票核验"), "future", _("系统"))
    if box.state == "closed":
        return checking(_("逐票核验"), poll, box, actor)
    facts = [*board_facts(box), *committed_facts(box)]
    return Stage(_("逐票核验"), "done", _("系统"), facts, rejected=rejected_words(box))


def committed_facts(box: BallotBox) -> Facts:
    """末份收票承诺, for scrutineers to compare with what their tools say."""
    last = last_of(box)
    if last is None:
        return []
    text = _("第 %(k)d 份，%(n)d 张，%(root)s，与监票人工具显示的核对")
    return [(_("收票承诺"), text % {"k": last.number, "n": last.ballots, "root": last.root[:16]})]


def checking(name: str, poll: Poll, box: BallotBox, actor: Actor) -> Stage:
    """How far the checking is."""
    acts = offered(poll, actor, "change_method") if not box.trial else []
    if journal_is_lost(box):
        return lost(name, box, acts)
    found = waiting(box)
    done = box.board.count()
    facts = [
        (_("待核验"), _("%(n)d 张") % {"n": found.unchecked}),
        (_("已核验"), _("%(n)d 张") % {"n": found.checked + done}),
        *committed_facts(box),
    ]
    rejected = rejected_words(box)
    if any(one.row.signed_at is None for one in rejected):
        who = scrutineer_words(poll.scrutineers) or _("监票人")
        why = _("有选票核验不过。每名监票人亲自认定无效以后，才能封存总和。")
        acts = [*offered(poll, actor, "sign_invalid"), *codes_button(poll, actor), *acts]
        title = _("监票人认定核验不过的选票")
        return Stage(name, "late", who, facts, acts, why, rejected=rejected, title=title)
    why = _("后台逐张核验，完毕自动继续。长时间不动的，请管理员看后台任务是否在运行。")
    return Stage(name, "current", _("系统"), facts, acts, why, rejected=rejected)


def codes_button(poll: Poll, actor: Actor) -> list[Act]:
    """Where codes for telephones are given out, for who may and while somebody needs one."""
    if not (permissions.can_prepare(actor, poll.jurisdiction) and needs_code(poll)):
        return []
    address = reverse("voting:issue_signing_code", args=[poll.jurisdiction.code, poll.public_id])
    return [Act(_("给监票人发签字码"), address)]


def of_declaring(poll: Poll, box: BallotBox | None) -> Stage:
    """主持人宣布有效: the numbers follow from the box."""
    name, who = _("宣布表决有效"), _("主持人")
    if box is None or box.state in {"prepared", "opened", "closed"}:
        return Stage(name, "future", who)
    if poll.state == "closed":
        title = _("主持人宣布表决是否有效")
        return Stage(name, "current", who, declared_facts(poll), title=title)
    found = {"issued": poll.issued or 0, "returned": poll.returned or 0}
    text = _("发出 %(issued)d 张，收回 %(returned)d 张") % found
    return Stage(name, "done", who, [(_("票数"), text)])


def of_opening(poll: Poll, box: BallotBox | None, actor: Actor) -> Stage:
    """开启总和: by enough holders, each with the own tool."""
    name = _("开启总和")
    if box is None or poll.state in {"prepared", "opened", "closed"}:
        who = _("持钥人，各用自己的工具")
        return Stage(name, "future", who, why=_("主持人宣布有效以后才能开启。"))
    if box.state == "tallied":
        return opening(name, poll, box, actor, "current")
    names = _("、").join(one.name for one, given in opening_of(box).holders if given)
    found: Facts = [(_("已交"), names)]
    if papers_beside(poll) and poll.state in {"collected", "counted"}:
        found.append((_("纸质票"), _("由两人分别录入，与开启的票数合并")))
    who = _("持钥人：%(names)s") % {"names": holder_names(box)}
    acts = [archive_button(poll, box)] if poll.is_announced and actor.role in OFFICE else []
    return Stage(name, "done", who, found, acts)


def archive_button(poll: Poll, box: BallotBox) -> Act:
    address = reverse("voting:box_archive", args=[poll.jurisdiction.code, poll.public_id, box.uuid])
    return Act(_("下载投票档案"), address, "download", download=True)


def opening(name: str, poll: Poll, box: BallotBox, actor: Actor, state: str) -> Stage:
    """Who has opened and who has not; what they do on their own machines."""
    found = opening_of(box)
    words = {True: _("已交"), False: _("未交")}
    facts = [(one.name, words[given]) for one, given in found.holders]
    facts.insert(
        0,
        (
            _("进度"),
            _("%(given)d / %(needed)d 人") % {"given": found.given, "needed": found.needed},
        ),
    )
    facts += board_facts(box)
    acts = offered(poll, actor, "add_decryption")
    if acts:
        acts.append(archive_button(poll, box))
    if not box.trial:
        acts += offered(poll, actor, "change_method")
    who = _("持钥人，各用自己的工具")
    commands = [(_("联网的持钥人"), WATCH)]
    if found.missing:
        commands.append((_("用文件的持钥人"), decrypt_command(found.missing[0], box.uuid)))
    title = _("持钥人开启试投的总和") if box.trial else _("持钥人开启总和")
    return Stage(name, state, who, facts, acts, commands=commands, title=title)
