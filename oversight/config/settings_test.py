"""测试设置: the real settings with a home of its own and a cheap password hash."""

import os
import tempfile

os.environ["JIANNUO_HOME"] = tempfile.mkdtemp(prefix="jiannuo-test-")
os.environ.setdefault("JIANNUO_LOG", "WARNING")

from oversight.config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TOTP_REQUIRED = ""  # tests of the second factor switch it on
STATIC_ROOT.mkdir(exist_ok=True)  # noqa: F405 (whitenoise warns where it is missing)
WHITENOISE_AUTOREFRESH = True  # else every test client first lists all static files
