"""设备的说法: browser and system of a device in two words, enough for its owner to recognise it."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

BROWSERS = [
    ("MicroMessenger", "wechat", gettext_noop("微信")),
    ("DingTalk", "dingtalk", gettext_noop("钉钉")),
    ("QQBrowser", "qq", gettext_noop("QQ 浏览器")),
    ("UCBrowser", "uc", gettext_noop("UC 浏览器")),
    ("HuaweiBrowser", "huawei", gettext_noop("华为浏览器")),
    ("Edg", "edge", gettext_noop("Edge 浏览器")),
    ("Firefox", "firefox", gettext_noop("火狐浏览器")),
    ("FxiOS", "firefox", gettext_noop("火狐浏览器")),
    ("Chrome", "chrome", gettext_noop("Chrome 内核浏览器")),
    ("CriOS", "chrome", gettext_noop("Chrome 内核浏览器")),
    ("Safari", "safari", gettext_noop("Safari 浏览器")),
]
SYSTEMS = [
    ("OpenHarmony", "harmony", gettext_noop("鸿蒙设备")),
    ("HarmonyOS", "harmony", gettext_noop("鸿蒙设备")),
    ("iPhone", "iphone", gettext_noop("苹果手机")),
    ("iPad", "ipad", gettext_noop("苹果平板")),
    ("Android", "android", gettext_noop("安卓设备")),
    ("Windows", "windows", gettext_noop("Windows 电脑")),
    ("Macintosh", "mac", gettext_noop("苹果电脑")),
    ("UOS", "uos", gettext_noop("统信电脑")),
    ("Kylin", "kylin", gettext_noop("麒麟电脑")),
    ("Linux", "linux", gettext_noop("Linux 电脑")),
]


def device_of(user_agent: str) -> str:
    """``wechat android``: what is kept of the header; parts that are not recognised stay ``other``."""
    browser = next((code for mark, code, _name in BROWSERS if mark in user_agent), "other")
    system = next((code for mark, code, _name in SYSTEMS if mark in user_agent), "other")
    return f"{browser} {system}"


def device_in_words(device: str) -> str:
    """``微信，安卓设备``."""
    browser, _space, system = device.partition(" ")
    browsers = {code: name for _mark, code, name in BROWSERS}
    systems = {code: name for _mark, code, name in SYSTEMS}
    return _("%(browser)s，%(system)s") % {
        "browser": _(browsers.get(browser, gettext_noop("其他浏览器"))),
        "system": _(systems.get(system, gettext_noop("其他设备"))),
    }
