"""发现 (findings): what is wrong, as a stable code, the place, and a sentence in Chinese and English.

Codes and places are for machines and never change their meaning; tests assert them.
"""

from __future__ import annotations

from dataclasses import dataclass

SENTENCES: dict[str, tuple[str, str]] = {
    # any record
    "malformed": ("不是有效的 JSON。", "It is not valid JSON."),
    "not_canonical": ("不是规范形式。", "It is not in canonical form."),
    "shape": ("结构不符合协议：缺项、多项、顺序或类型不对。", "Its structure is not that of the protocol."),
    "scalar": ("不是规定范围内的数。", "It is not a scalar in range and in its only form."),
    "element": ("不是群元素的规范写法。", "It is not a group element in its only form."),
    "not_member": ("不属于规定的群。", "It is not a member of the group."),
    "identity": ("是单位元，不能作公钥或凭证。", "It is the identity, which is no key."),
    # archive
    "archive_empty": ("文件是空的。", "The file is empty."),
    "archive_header": ("文件头不是投票档案。", "It does not begin as an archive of an election."),
    "archive_version": ("档案的版本不认识。", "The version of the archive is not known."),
    "archive_cut": ("档案被截断或有多余的字节。", "The archive is cut off or has bytes too many."),
    "archive_record": ("记录头与重新生成的不一致。", "The head of a record is not as it is written anew."),
    "archive_padding": ("记录之后的填充不是零。", "The padding after a record is not zero."),
    "record_hash": ("记录的内容与它的名称（哈希）不符。", "A record's content has not the hash that is its name."),
    "record_twice": ("同一记录出现两次。", "The same record stands twice."),
    "record_misplaced": ("记录不在它的事件之前，或没有事件引用它。", "A record does not stand before its event, or no event names it."),
    "event_order": ("事件的顺序不合规定。", "The events are not in the order of the protocol."),
    "event_unknown": ("本工具不支持这种事件。", "This kind of event is not supported."),
    "event_chain": ("事件没有接在前一事件之后。", "The event does not continue the one before it."),
    "event_missing": ("档案在结果之前就结束了。", "The archive ends before its result."),
    "prefix_changed": ("与早先的档案不一致：已公布的内容被改动。", "It does not continue the earlier archive: what was published has changed."),
    # election
    "version": ("协议的版本不是 1。", "The protocol's version is not 1."),
    "group": ("密码群不认识。", "The group is not known."),
    "uuid": ("选举编号的形式不对。", "The form of the election's id is wrong."),
    "question": ("题目的选项数、最少数、最多数不合理。", "A question's answers, least and most do not fit."),
    "question_kind": ("本工具不支持这种题目。", "This kind of question is not supported."),
    "credential_twice": ("公开凭证重复。", "A public credential is listed twice."),
    "credential_weight": ("票权的写法不对。", "A weight is not in its only form."),
    "credentials_none": ("没有公开凭证。", "No public credential is listed."),
    # trustees
    "trustees_none": ("没有监票密钥。", "There is no trustee."),
    "trustee_proof": ("监票密钥的持有证明不成立。", "The proof that a trustee knows the key does not hold."),
    "certificate": ("证书的签名不成立。", "The signature of a certificate does not hold."),
    "certificate_twice": ("两位监票人的证书相同。", "Two trustees have the same certificate."),
    "coefficients": ("系数承诺的签名不成立。", "The signature of the coefficients does not hold."),
    "threshold": ("门限与系数或人数不符。", "The threshold fits neither coefficients nor members."),
    "verification_key": ("验证公钥与系数承诺不符。", "A verification key does not follow from the coefficients."),
    "election_key": ("选举公钥不是各监票公钥的乘积。", "The election's key is not the product of the trustees' keys."),
    # ballots
    "ballot_uuid": ("选票不是这次选举的。", "The ballot names another election."),
    "ballot_election": ("选票所附的选举指纹不符。", "The ballot names another election fingerprint."),
    "ballot_credential": ("凭证不在名单上。", "The credential is not listed."),
    "ballot_hash": ("选票的哈希不符。", "The ballot's hash is wrong."),
    "ballot_signature": ("选票的签名不成立。", "The ballot's signature does not hold."),
    "individual_proof": ("某一选项的证明不成立。", "The proof of an answer does not hold."),
    "overall_proof": ("所选个数的证明不成立。", "The proof of the number chosen does not hold."),
    "blank_proof": ("空白票的证明不成立。", "The proof of the blank choice does not hold."),
    "choices": ("选择不符合题目的要求。", "The choices do not keep to the question."),
    "opened_digest": ("打开的选票不是记下指纹的那一张。", "The opened ballot has not the digest that was noted."),
    "opened_ciphertext": ("密文不是所示的选择和随机数得出的。", "A ciphertext is not that of the choice and randomness shown."),
    # counting
    "tally_differs": ("加密汇总与选票不符。", "The encrypted tally is not that of the ballots."),
    "tally_counts": ("计入的票数或票权不符。", "The number or weight of the ballots counted is wrong."),
    "owner_unknown": ("没有这个编号的监票人。", "There is no trustee of this number."),
    "owner_twice": ("同一监票人解密两次。", "A trustee has decrypted twice."),
    "decryption_proof": ("部分解密的证明不成立。", "The proof of a partial decryption does not hold."),
    "decryptions_missing": ("解密的监票人不够。", "Too few trustees have decrypted."),
    "result_differs": ("结果与解密不符。", "The result is not what was decrypted."),
    # credentials and keys of the user
    "private_credential": ("投票码有误，请核对后重新输入。", "The voting code is mistyped."),
    "private_key": ("私钥的形式不对。", "The private key is not in its form."),
    "share": ("收到的密钥份额与承诺不符。", "A received share does not fit the commitments."),
    "message": ("密文打不开，或签名不成立。", "A message does not open, or its signature does not hold."),
    "not_closed": ("投票还没有结束，或加密汇总还没有写入。", "Voting has not ended, or the tally is not there."),
    "ballots_number": ("选票数与会场公布的不符。", "The number of ballots is not the one that the hall counted."),
    "ballots_missing": ("先前验证过的选票不见了。", "A ballot that was verified here before is no longer there."),
    "opened": ("结果已经写入。", "The result is there already."),
    "backup": ("备份还没有重新输入核对。", "The backup has not been entered again yet."),
    "number": ("数目不在允许的范围内。", "The number is not in range."),
    "cards_unknown": ("剩余或作废的投票码重复，或不在印制的里面。", "Codes left over or spoiled are doubled or were not printed."),
    "cards_number": ("名单的数目与发出的票证数不符。", "The list is not as long as cards were handed out."),
    "cards_file": ("扫描的那一堆要有自己的文件。", "The pile that is scanned needs a file of its own."),
    "booth_address": ("投票站地址须是不带参数的 https 地址。", "The booth's address must be https, plain, without anything behind it."),
    "bundle_hash": ("页面校验值须是 64 位小写十六进制。", "The hash of the booth's page must be 64 lowercase hexadecimal digits."),
    "receipt": ("回执的形式不对。", "The receipt is not in its form."),
    "receipt_key": ("回执公钥不是 32 字节的 Base64。", "The key of receipts is not 32 bytes in base 64."),
    "receipt_signature": ("回执的签名不成立。", "The signature of the receipt does not hold."),
    "receipt_missing": ("档案里没有回执所说的选票。", "The ballot of the receipt is not in the archive."),
    "archive_needed": ("还要给出投票档案。", "The archive is needed too."),
    # the server, as a scrutineer's tool judges it
    "server_address": ("服务器地址须以 https:// 开头。", "The server's address must begin with https://."),
    "server_unreachable": ("连不上服务器；再运行同一命令就接着办。", "The server cannot be reached; the same command goes on from here."),
    "server_refused": ("服务器没有接受。", "The server did not accept it."),
    "server_answer": ("服务器的回答不合约定。", "The server's answer is not as agreed."),
    "heads_form": ("收票承诺的形式不对，或者票数变少了。", "A commitment to what was received is not in its form, or counts fewer than before."),
    "heads_signature": ("收票承诺的签名不成立，或没有接在前一份之后。", "The signature of a commitment does not hold, or it does not continue the one before."),
    "heads_key": ("回执公钥换了：请停下，向会议报告。", "The key of receipts was exchanged: stop, and tell the meeting."),
    "heads_missing": ("服务器没有公布收票承诺，或者收回了：请停下，向会议报告。", "The server published no commitments to what it received, or took them back: stop, and tell the meeting."),
    "heads_counts": ("选举说明里没有写可以重投，服务器却只承诺票数：请停下，向会议报告。", "The election does not say that cards may vote again, yet the server commits to numbers only: stop, and tell the meeting."),
    "heads_number": ("档案和核验不过的选票合计，与截止时承诺的票数不符：请停下，向会议报告。", "Archive and rejected ballots are not as many as were committed at the close: stop, and tell the meeting."),
    "heads_proof": ("收票承诺里的选票与档案里的不是同一批：请停下，向会议报告。", "The ballots that were committed when received are not those of the archive: stop, and tell the meeting."),
    "rejected_holds": ("说是核验不过的选票其实成立，或者不是名单内的卡所签：请停下，向会议报告。", "A ballot said to be rejected holds, or no listed card signed it: stop, and tell the meeting."),
    "waited": ("等待的时间到了；再运行同一命令就接着办。", "The time for waiting is over; the same command goes on from here."),
    "told_already": ("这个仪式码已经交过另一份内容：请停下，向会议报告。", "Something else was told under this code: stop, and tell the meeting."),
    "ceremony_changed": ("服务器改动了先前告知的内容：请停下，向会议报告。", "The server changed what it told before: stop, and tell the meeting."),
    "ceremony_ended": ("这次密钥仪式已经作废。", "This ceremony has been ended."),
    "commitment": ("多项式与先前告知的承诺不符。", "A polynomial is not the one that was committed to."),
    "own_part": ("内容里没有本人的那一份，或已被换掉。", "One's own part is missing or was exchanged."),
    "trustees_differ": ("监票密钥不是仪式上产生的那一组。", "The trustees are not those of the ceremony."),
    "box_unknown": ("服务器没有这个电子票箱。", "The server has no such box."),
    "confirm": ("没有得到确认。", "It was not confirmed."),
    "recovery": ("票箱已经截止，不再交恢复份额。", "The box is closed: no share of its journal's key is given any more."),
    "read_only": ("这个密码群只能读取和验证。", "This group is for reading and verifying only."),
}  # fmt: skip


@dataclass(frozen=True)
class Finding:
    """One finding (发现): code and place."""

    code: str
    where: str

    @property
    def text(self) -> str:
        """The sentence in Chinese."""
        return SENTENCES[self.code][0]

    @property
    def text_en(self) -> str:
        """The sentence in English."""
        return SENTENCES[self.code][1]

    def as_dict(self) -> dict[str, str]:
        return {
            "code": self.code,
            "where": self.where,
            "text": self.text,
            "text_en": self.text_en,
        }


class BallotError(ValueError):
    """What is not as the protocol says; carries one finding and never a secret."""

    def __init__(self, code: str, where: str) -> None:
        super().__init__(f"{where}: {SENTENCES[code][1]} [{code}]")
        self.finding = Finding(code, where)
        self.code, self.where = code, where

    @property
    def text(self) -> str:
        return self.finding.text

    def __reduce__(self) -> tuple[type[BallotError], tuple[str, str]]:
        return type(self), (self.code, self.where)
