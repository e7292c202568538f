"""电子无记名表决: keys of the scrutineers, the box with its list of cards, and what is received, checked, opened.

Nothing here links a person and a ballot: cards are unnumbered, no row tells a time or a sequence of a ballot, and
what is received stands in a journal whose key is in no database (``oversight.voting.secret.journal``).
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.institutions.models.places import PlaceRecord
from oversight.voting.models.counting import Signature
from oversight.voting.models.polls import Poll


class KeySet(PlaceRecord):
    """监票密钥: made the day before by those nominated to scrutinise, in force once the meeting has elected them.

    Any ``threshold`` of its holders open a result together (Pedersen). ``trustees`` is the record of the protocol,
    ``fingerprint`` its check value as read aloud; ``begun_at`` is when the first part came. ``about_*`` name
    the meeting by value.
    """

    audit_exclude = frozenset({"trustees"})

    STAGES = [
        ("certificates", _("第一步：建密钥、抄备份")),
        ("commitments", _("第二步：报校验值")),
        ("polynomials", _("第三步：交换密钥材料")),
        ("shares", _("第四步：核对确认")),
        ("assembled", _("已做好，待会议通过监票人")),
        ("active", _("已启用")),
        ("ended", _("已作废")),
    ]

    title = models.CharField(pgettext_lazy("field", "名称"), max_length=200)
    about_kind = models.CharField(_("所关事项类别"), max_length=24, blank=True)
    about_id = models.CharField(_("所关事项"), max_length=64, blank=True)
    group = models.CharField(_("密码群"), max_length=20)
    threshold = models.PositiveSmallIntegerField(_("开启要几人"))
    stage = models.CharField(
        pgettext_lazy("field", "状态"), max_length=12, choices=STAGES, default="certificates"
    )
    trustees = models.TextField(_("密钥的公开部分"), blank=True)
    fingerprint = models.CharField(_("指纹"), max_length=64, blank=True)
    made_at = models.DateTimeField(_("建立时间"))
    begun_at = models.DateTimeField(_("仪式开始时间"), null=True, blank=True)
    assembled_at = models.DateTimeField(_("合成时间"), null=True, blank=True)
    activated_at = models.DateTimeField(_("启用时间"), null=True, blank=True)
    activated_label = models.CharField(_("启用的经办人"), max_length=100, blank=True)
    elected_by = models.CharField(_("通过监票人的会议和方式"), max_length=200, blank=True)
    end_reason = models.CharField(_("作废的原因"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("监票密钥")
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["jurisdiction", "stage"])]

    def __str__(self) -> str:
        return self.title


class KeyHolder(PlaceRecord):
    """持钥人: one nominated scrutineer, who works with a tool of one's own; here lie the public parts alone.

    ``digest`` is the keyed check value of the ceremony code. ``sealed`` is the own key, readable to the holder only.
    The parts are canonical JSON as text: their bytes are signed, and a database would order the members anew.
    """

    audit_exclude = frozenset(
        {"digest", "certificate", "polynomial", "share", "sealed", "commitment"}
    )

    key_set = models.ForeignKey(KeySet, on_delete=models.PROTECT, related_name="holders")
    number = models.PositiveSmallIntegerField(_("第几人"))
    name = models.CharField(pgettext_lazy("field", "姓名"), max_length=60)
    person = models.CharField(_("人员编号"), max_length=64, blank=True)
    is_chief = models.BooleanField(_("总监票人"), default=False)
    digest = models.CharField(_("仪式码的校验值"), max_length=64, blank=True)
    expires_at = models.DateTimeField(_("仪式码的期限"), null=True, blank=True)
    certificate = models.TextField(_("证书"), blank=True)
    commitment = models.CharField(_("承诺"), max_length=64, blank=True)
    polynomial = models.TextField(_("多项式"), blank=True)
    share = models.TextField(_("份额"), blank=True)
    sealed = models.TextField(_("封存的密钥"), blank=True)

    class Meta:
        verbose_name = _("持钥人")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["key_set", "number"], name="holders_of_keys_are_numbered"
            ),
            models.UniqueConstraint(
                fields=["digest"], condition=~models.Q(digest=""), name="one_holder_a_ceremony_code"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class BallotBox(PlaceRecord):
    """电子票箱: one election of the protocol, for a poll or for its trial; frozen when it is made.

    election       the record of the protocol, byte for byte; ``fingerprint`` is its check value
    configuration  SHA-256 of election, trustees, sheets and booth page together: what the wall shows
    sheets         by question what the booth shows: heading, kind, answers with notes, photos, spoken texts
    ballot_size    the longest that a ballot of this election can be, bytes; every one is kept that long
    revote_clause  the clause of the adopted measure by which a card may vote again before the close, the last ballot
                   counting; "" where one card has one ballot
    capitals       whether every card's code is of digits and capitals alone, so that typing forgives small letters
    timestamp      seconds since 1970, the only time in the archive
    closes_at      shown as a countdown; nothing closes by itself
    total          the encrypted total as it was sealed, byte for byte; ``tally`` is its SHA-256
    result         counts by question and answer, once enough holders have opened the total
    """

    audit_exclude = frozenset({"election", "sheets", "sealed_key", "total", "result"})

    STATES = [
        ("prepared", _("已冻结")),
        ("opened", _("投票中")),
        ("closed", _("已结束，逐票核验中")),
        ("tallied", _("已封存总和，待开启")),
        ("decrypted", _("已开启")),
        ("sealed", _("未开启，已封存")),
    ]

    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="boxes")
    trial = models.BooleanField(_("试投"), default=False)
    key_set = models.ForeignKey(KeySet, on_delete=models.PROTECT, related_name="boxes")
    uuid = models.CharField(_("选举编号"), max_length=32, unique=True)
    election = models.TextField(_("题目和密钥"))
    fingerprint = models.CharField(_("指纹"), max_length=64)
    configuration = models.CharField(_("配置校验值"), max_length=64)
    sheets = models.JSONField(_("投票页的内容"), default=list)
    bundle = models.CharField(_("投票页校验值"), max_length=64)
    capitals = models.BooleanField(_("投票码只有大写字母"), default=False)
    revote_clause = models.CharField(_("允许重投的条款"), max_length=200, blank=True)
    ballot_size = models.PositiveIntegerField(_("选票的长度"))
    timestamp = models.PositiveBigIntegerField(_("档案时间"))
    state = models.CharField(
        pgettext_lazy("field", "状态"), max_length=10, choices=STATES, default="prepared"
    )
    opened_at = models.DateTimeField(_("开始时间"), null=True, blank=True)
    closed_at = models.DateTimeField(_("结束时间"), null=True, blank=True)
    closes_at = models.DateTimeField(_("显示的截止时间"), null=True, blank=True)
    sealed_key = models.JSONField(_("分给持钥人的收票密钥"), default=list, blank=True)
    ballots = models.PositiveIntegerField(_("票数"), null=True, blank=True)
    tally = models.CharField(_("封存总和的校验值"), max_length=64, blank=True)
    total = models.TextField(_("封存的总和"), blank=True)
    result = models.JSONField(pgettext_lazy("field", "结果"), null=True, blank=True)
    archive = models.CharField(_("档案校验值"), max_length=64, blank=True)
    end_reason = models.CharField(_("封存的原因"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("电子票箱")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["poll", "trial"], name="one_box_and_one_trial_a_poll")
        ]

    def __str__(self) -> str:
        return self.uuid

    @property
    def may_revote(self) -> bool:
        """Whether a card may vote again before the close."""
        return bool(self.revote_clause)


class CardList(PlaceRecord):
    """投票卡名单: the public credentials of the cards that were handed out, fixed when the vote is opened.

    handed_out = printed − left_over − spoiled − surrendered (given back for paper): each card is in one pile.
    """

    audit_exclude = frozenset({"credentials"})

    box = models.OneToOneField(BallotBox, on_delete=models.PROTECT, related_name="cards")
    credentials = models.TextField(_("公开凭证"))
    sha256 = models.CharField(_("校验值"), max_length=64)
    printed = models.PositiveIntegerField(_("印制"))
    left_over = models.PositiveIntegerField(_("剩余"))
    spoiled = models.PositiveIntegerField(_("作废"))
    surrendered = models.PositiveIntegerField(_("换领纸质票"), default=0)
    handed_out = models.PositiveIntegerField(_("发出"))
    fixed_at = models.DateTimeField(_("确定时间"))
    fixed_label = models.CharField(_("登记人"), max_length=100)

    class Meta:
        verbose_name = _("投票卡名单")


class JournalEntry(models.Model):
    """收票: one ballot as received, readable with the journal's key alone, which is in no database.

    ``slot`` is the keyed check value of box and credential: one card, one slot; ``mark`` that of the ballot's own.
    All are of one length, so neither order nor size tells which ballot of the board it is. No act: an act would
    tell when somebody voted. A later ballot of the card, where it may vote again, takes the place of the earlier one.
    """

    STATES = [
        ("received", _("已收到")),
        ("verified", _("已核验")),
        ("boarded", _("已公示")),
        ("rejected", _("核验不过")),
    ]

    slot = models.CharField(primary_key=True, max_length=64)
    mark = models.CharField(max_length=64, unique=True)
    box = models.ForeignKey(BallotBox, on_delete=models.PROTECT, related_name="journal")
    sealed = models.BinaryField()
    state = models.CharField(max_length=8, choices=STATES, default="received")

    class Meta:
        verbose_name = _("收票")
        indexes = [models.Index(fields=["box", "state"])]


class BoardBallot(models.Model):
    """公示板: a checked ballot, put up with at least so many others at once, in the order of check values.

    ``card`` is the SHA-256 of the credential that signed it, which stands in ``raw`` for all to read: where a card may
    vote again, its last ballot is that of the last batch. "" in older votes.
    """

    hash = models.CharField(primary_key=True, max_length=64)
    box = models.ForeignKey(BallotBox, on_delete=models.PROTECT, related_name="board")
    batch = models.PositiveIntegerField()
    card = models.CharField(max_length=64, blank=True, default="")
    raw = models.BinaryField()

    class Meta:
        verbose_name = _("公示的选票")
        ordering = ["batch", "hash"]
        indexes = [models.Index(fields=["box", "batch"]), models.Index(fields=["box", "card"])]


class BallotHead(models.Model):
    """收票承诺: how many ballots a box had received, and a commitment to each that came since the head before.

    ``marks`` are those of the entries committed to, until the proof is made; then none tells which entry came when.
    ``leaves`` is null where the head only counts. No time, and no act: an act would tell when somebody voted.
    """

    box = models.ForeignKey(BallotBox, on_delete=models.PROTECT, related_name="heads")
    number = models.PositiveIntegerField()
    ballots = models.PositiveIntegerField()
    leaves = models.JSONField(null=True)
    marks = models.JSONField(default=list)
    signature = models.CharField(max_length=88)

    class Meta:
        verbose_name = _("收票承诺")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["box", "number"], name="heads_of_a_box_are_numbered")
        ]


class HeadProof(models.Model):
    """收票承诺的证明: that board and rejected ballots are just what was committed to; made before the key is forgotten."""

    box = models.OneToOneField(BallotBox, on_delete=models.PROTECT, related_name="head_proof")
    raw = models.TextField()

    class Meta:
        verbose_name = _("收票承诺的证明")


class RejectedBallot(PlaceRecord):
    """核验不过的选票: signed by a listed card, its proofs do not hold; published with the reason, never dropped.

    The total stays closed until every scrutineer of the vote has signed it invalid, each by the own hand; with the
    last of them ``signed_at`` and ``signed_label``, their names. In older votes one name stood for all.
    """

    audit_exclude = frozenset({"raw"})

    box = models.ForeignKey(BallotBox, on_delete=models.PROTECT, related_name="rejected")
    hash = models.CharField(_("追踪号"), max_length=64)
    raw = models.TextField(_("选票"))
    code = models.CharField(pgettext_lazy("field", "原因"), max_length=40)
    where = models.CharField(_("位置"), max_length=100)
    signed_label = models.CharField(_("认定无效的监票人"), max_length=100, blank=True)
    signed_at = models.DateTimeField(_("认定时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("核验不过的选票")
        ordering = ["hash"]
        constraints = [
            models.UniqueConstraint(fields=["box", "hash"], name="a_ballot_is_rejected_once")
        ]


class InvalidSignature(Signature):
    """认定无效的签字: one scrutineer under one rejected ballot."""

    rejected = models.ForeignKey(
        RejectedBallot, on_delete=models.PROTECT, related_name="signatures"
    )

    class Meta:
        verbose_name = _("认定无效的签字")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["rejected", "name"], name="a_scrutineer_signs_a_ballot_invalid_once"
            )
        ]


class Decryption(PlaceRecord):
    """部分开启: what one holder's tool made of the closed total, with its proofs; public once the result is."""

    audit_exclude = frozenset({"raw"})

    box = models.ForeignKey(BallotBox, on_delete=models.PROTECT, related_name="decryptions")
    holder = models.ForeignKey(KeyHolder, on_delete=models.PROTECT, related_name="decryptions")
    raw = models.TextField(_("部分开启"))
    given_at = models.DateTimeField(_("交来时间"))

    class Meta:
        verbose_name = _("部分开启")
        ordering = ["holder__number"]
        constraints = [
            models.UniqueConstraint(fields=["box", "holder"], name="a_holder_opens_a_box_once")
        ]
