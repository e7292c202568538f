"""会前检查，网络: names, certificates, what both hosts answer, whether the camera may be used."""

from __future__ import annotations

import socket
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from oversight.config.doctor_findings import BAD, GOOD, WARNING, Asked, Finding
from oversight.voting.secret import desks

LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
TIMEOUT = 8.0
DAYS_LEFT = 14


def check_names(asked: Asked) -> Iterator[Finding]:
    """Both hosts are found by name, the booth under another one than the site."""
    site, booth = urlsplit(asked.site).hostname or "", urlsplit(asked.booth).hostname or ""
    title = _("投票页的域名")
    if not booth:
        todo = _("设置 JIANNUO_BOOTH_HOST 为投票页单独的域名。")
        yield Finding("booth_host", BAD, title, _("没有设置投票页的域名。"), todo)
        return
    if booth == site:
        todo = _("给投票页单独一个域名：与工作平台共用的，浏览器会带上登录信息。")
        yield Finding("booth_host", BAD, title, _("与工作平台是同一个域名。"), todo)
        return
    if is_local(booth):
        todo = _("只有本机打得开。正式使用的，换成会场手机能解析的域名。")
        text = _("%(host)s 是本机的名字。") % {"host": booth}
        yield Finding("booth_host", WARNING, title, text, todo)
        return
    try:
        numbers = sorted({str(each[4][0]) for each in socket.getaddrinfo(booth, None)})
    except OSError:
        text = _("%(host)s 解析不到地址。") % {"host": booth}
        todo = _("在会场网络的域名服务器（或路由器）里登记它，指向这台服务器；每部手机都要能解析。")
        yield Finding("booth_host", BAD, title, text, todo)
        return
    text = _("%(host)s 解析为 %(numbers)s。") % {"host": booth, "numbers": "、".join(numbers)}
    if all(number.startswith("127.") or number == "::1" for number in numbers):
        todo = _("只有本机打得开。正式使用的，换成会场手机能解析的域名。")
        yield Finding("booth_host", WARNING, title, text, todo)
        return
    yield Finding("booth_host", GOOD, title, text)


def check_origins(asked: Asked) -> Iterator[Finding]:
    """HTTPS with a certificate that browsers take, on both hosts; the camera needs it too."""
    for code, title, address in (
        ("site_https", _("工作平台的网址"), asked.site),
        ("booth_https", _("投票页的网址"), asked.booth),
    ):
        if address:
            yield certificate(code, title, address)
    if asked.booth:
        yield camera(asked.booth)


def check_desks(asked: Asked) -> Iterator[Finding]:
    """Said only where they are on: their code comes from the server that their users guard against."""
    if not settings.BROWSER_DESKS or not asked.booth:
        return
    text = _("浏览器台开着：票证台 %(cards)s，监票台 %(trustee)s。")
    values = {name: f"{asked.booth}/desks/{name}" for name in (desks.CARDS, desks.TRUSTEE)}
    todo = _(
        "它们的代码来自这台服务器，而票证组和监票人要防范的正是服务器。能用独立工具的，关掉：去掉 JIANNUO_BROWSER_DESKS。"
    )
    yield Finding("desks", WARNING, _("浏览器台"), text % values, todo)


def is_local(host: str) -> bool:
    return host in LOCAL or host.endswith(".localhost")


def certificate(code: str, title: str, address: str) -> Finding:
    """One origin."""
    found = urlsplit(address)
    host = found.hostname or ""
    if found.scheme != "https":
        text = _("%(address)s 没有用 HTTPS。") % {"address": address}
        todo = _(
            "配好证书并设置 JIANNUO_HTTPS=1、JIANNUO_URL=https://…；没有 HTTPS，网络上的人可以改动投票页。"
        )
        return Finding(code, WARNING if is_local(host) else BAD, title, text, todo)
    try:
        days = days_left(host, found.port or 443)
    except ssl.SSLCertVerificationError as error:
        text = _("%(host)s 的证书不被信任：%(why)s。") % {"host": host, "why": error.verify_message}
        todo = _("换用受信任的证书，或者把单位自己的根证书装到会场的每部设备上。")
        return Finding(code, BAD, title, text, todo)
    except OSError as error:
        text = _("%(host)s 连不上：%(why)s。") % {"host": host, "why": error}
        todo = _("看服务器和反向代理是否在运行，防火墙是否放行。")
        return Finding(code, BAD, title, text, todo)
    text = _("%(host)s 的证书有效，还有 %(days)d 天。") % {"host": host, "days": days}
    if days < DAYS_LEFT:
        return Finding(code, WARNING, title, text, _("会前续期。"))
    return Finding(code, GOOD, title, text)


def days_left(host: str, port: int) -> int:
    """Until the certificate ends; raises where nothing answers or browsers would not trust it."""
    context = ssl.create_default_context()
    with (
        socket.create_connection((host, port), timeout=TIMEOUT) as plain,
        context.wrap_socket(plain, server_hostname=host) as wrapped,
    ):
        told = wrapped.getpeercert() or {}
    ends = ssl.cert_time_to_seconds(str(told["notAfter"]))
    return int((ends - time.time()) // 86400)


def camera(booth: str) -> Finding:
    """A browser lets a page read symbols by the camera in a secure origin alone."""
    found, title = urlsplit(booth), _("扫投票卡的摄像头")
    if found.scheme == "https":
        return Finding("camera", GOOD, title, _("投票页是安全来源，可以用摄像头扫投票码。"))
    if is_local(found.hostname or ""):
        text = _("本机可以扫码；手机打开的不是 HTTPS 网址，浏览器不给用摄像头。")
        return Finding("camera", WARNING, title, text, _("给投票页配 HTTPS；没有的，手输投票码。"))
    todo = _("给投票页配 HTTPS；在这以前，只能手输投票码。")
    return Finding("camera", BAD, title, _("浏览器不给用摄像头：不是 HTTPS。"), todo)


def fetched(address: str) -> tuple[int, str, bytes]:
    """Status, Date header and the beginning of an answer; redirects are not followed."""

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_: object, **__: object) -> None:
            return None

    found = urlsplit(address)
    asked = urllib.request.Request(address)  # noqa: S310 - http or https, as the command has checked
    if (found.hostname or "").endswith(
        ".localhost"
    ):  # browsers know these names, not every system does
        address = found._replace(netloc=f"127.0.0.1:{found.port or 80}").geturl()
        asked = urllib.request.Request(address, headers={"Host": found.netloc})  # noqa: S310
    opener = urllib.request.build_opener(Stay)
    try:
        with opener.open(asked, timeout=TIMEOUT) as answer:
            return answer.status, answer.headers.get("Date", ""), answer.read(4096)
    except urllib.error.HTTPError as error:
        return error.code, error.headers.get("Date", ""), error.headers.get("Location", "").encode()


def check_answers(asked: Asked) -> Iterator[Finding]:
    """The site answers, and the booth's host leads to the page that this installation has."""
    todo = _("看服务器和反向代理：两个域名都要转到本程序，并保留 Host。")
    try:
        status, _date, _body = fetched(f"{asked.site}/healthz")
        good = status == 200
        text = _("%(address)s 有回应。") if good else _("%(address)s 回应 %(status)d。")
    except OSError as error:
        good, status, text = False, 0, _("%(address)s 没有回应：%(why)s。") % {
            "address": asked.site, "why": error,
        }  # fmt: skip
    if status:
        text = text % {"address": asked.site, "status": status}
    yield Finding("site", GOOD if good else BAD, _("工作平台"), text, "" if good else todo)
    if asked.booth:
        yield booth_answer(asked.booth, todo)


def booth_answer(booth: str, todo: str) -> Finding:
    """The booth's start leads to a page under its check value."""
    title = _("投票页")
    try:
        status, _date, location = fetched(f"{booth}/")
    except OSError as error:
        values = {"address": booth, "why": error}
        return Finding("booth", BAD, title, _("%(address)s 没有回应：%(why)s。") % values, todo)
    page = location.decode("ascii", "replace").lstrip("/")
    if status != 302 or len(page) != 64:
        values = {"address": booth, "status": status}
        text = _("%(address)s 回应 %(status)d，不是投票页。")
        return Finding("booth", BAD, title, text % values, todo)
    text = _("%(address)s 打开投票页 %(sha)s…")
    return Finding("booth", GOOD, title, text % {"address": booth, "sha": page[:16]})
