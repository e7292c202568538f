"""设置。 Every setting that an office may change comes from the environment and is listed in docs/settings.md."""

from __future__ import annotations

import os
from pathlib import Path

from csp.constants import NONE, SELF

from oversight.config import databases
from oversight.config.home import CHECKOUT, Home


def flag(name: str, default: bool = False) -> bool:
    value = os.environ.get(name)
    return default if value is None else value.lower() in {"1", "true", "yes", "on"}


HOME = Home.from_environment()
HOME.prepare()
BASE_DIR = CHECKOUT / "oversight"
DEBUG = flag("JIANNUO_DEBUG")
SECRET_KEY = (HOME.key("django") + HOME.key("django-2")).hex()
ALLOWED_HOSTS = os.environ.get("JIANNUO_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("JIANNUO_ORIGINS", "").split(",") if o]
BODY_NAME = os.environ.get("JIANNUO_NAME", "××人大监督工作平台")

INSTALLED_APPS = [
    "oversight.portal",
    "oversight.hotline",
    "oversight.projects",
    "oversight.cases",
    "oversight.followups",
    "oversight.meetings",
    "oversight.voting",
    "oversight.documents",
    "oversight.publications",
    "oversight.rulebooks",
    "oversight.search",
    "oversight.links",
    "oversight.files",
    "oversight.inbox",
    "oversight.calendar",
    "oversight.institutions",
    "oversight.accounts",
    "oversight.jobs",
    "oversight.audit",
    "oversight.ui",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "django_cotton.apps.SimpleAppConfig",
    "template_partials.apps.SimpleAppConfig",
    "django_htmx",
    "django_vite",
    "django_tasks",
    "ninja",
    "rules",
]
SILENCED_SYSTEM_CHECKS: list[str] = []

MIDDLEWARE = [
    "oversight.ui.streaming.AsyncStreamMiddleware",
    "oversight.voting.secret.booth.BoothHost",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "oversight.config.problems.ProblemMiddleware",
    "oversight.ui.middleware.OldEngineMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "oversight.accounts.middleware.DeviceSessionMiddleware",
    "oversight.accounts.middleware.FirstStepsMiddleware",
    "oversight.institutions.middleware.ActorMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "oversight.config.urls"
ASGI_APPLICATION = "oversight.config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "django_cotton.cotton_loader.Loader",
                                "django.template.loaders.filesystem.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                )
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
                "django.templatetags.i18n",
                "oversight.ui.templatetags.ui",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "oversight.ui.page.context",
            ],
        },
    },
]
UI_PAGE_CONTEXT = "oversight.config.page_context.page_context"

DATABASES = {
    "default": (
        databases.from_url(os.environ["DATABASE_URL"])
        if os.environ.get("DATABASE_URL")
        else databases.sqlite(HOME.database)
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
CSRF_FAILURE_VIEW = "oversight.ui.views.csrf_failure"
LOGIN_URL = "/account/login/"
LOGIN_REDIRECT_URL = "/w/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "oversight.accounts.adapter.AccountAdapter"
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key"}
ACCOUNT_SESSION_REMEMBER = False
MFA_ADAPTER = "oversight.accounts.adapter.SecondFactorAdapter"
MFA_TOTP_ISSUER = "Jiannuo"
MFA_TOTP_TOLERANCE = 1  # clocks of telephones are up to half a minute off
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "oversight.accounts.lockout.locked_page"
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True  # addresses of people who sign in are not kept
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_HTTP_RESPONSE_CODE = 429
TOTP_REQUIRED = "oversight.config.policy.totp_required"
ROLES_HELD = "oversight.config.policy.roles_held"
ROLE_STILL_HELD = "oversight.config.policy.role_still_held"
JOB_OWNER_HOLDS_ROLE = "oversight.config.policy.actor_still_holds"

SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = flag("JIANNUO_HTTPS")
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 31536000 if SESSION_COOKIE_SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SESSION_COOKIE_SECURE else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [path for path in (CHECKOUT / "locale", BASE_DIR / "locale") if path.is_dir()]
LANGUAGE_COOKIE_NAME = "language"
USE_I18N = USE_TZ = True
TIME_ZONE = os.environ.get("JIANNUO_TIMEZONE", "Asia/Shanghai")

STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("JIANNUO_STATIC", HOME.root / "static"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
WHITENOISE_USE_FINDERS = True
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/dist/assets/.+-[A-Za-z0-9_-]{8,}\.[a-z0-9.]+$"
WHITENOISE_AUTOREFRESH = DEBUG
MEDIA_ROOT = HOME.blobs
FILE_UPLOAD_TEMP_DIR = str(HOME.scratch)
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
DJANGO_VITE = {
    "default": {
        "dev_mode": False,
        "manifest_path": BASE_DIR / "ui" / "static" / "dist" / "manifest.json",
        "static_url_prefix": "dist",
    }
}
FORM_RENDERER = "oversight.ui.forms.FormRenderer"
PUBLICATION_KINDS = "oversight.config.publication_kinds.KINDS"
MEETINGS_RUNNING = "oversight.meetings.queries.running.states_running"
LINK_RESOLVERS = "oversight.config.link_resolvers.RESOLVERS"
PAPER_SIGNATURES = "oversight.config.paper_signatures.DRAWN"
OTHER_DUTIES = "oversight.config.other_duties.OTHER_DUTIES"
BALLOT_CONTENTS = "oversight.config.ballot_contents.CONTENTS"
CASE_FIGURES = "oversight.config.case_figures.FIGURES"
RULEBOOK_SIMULATIONS = "oversight.config.simulations.SIMULATIONS"
SEARCH_SOURCES = "oversight.config.search_sources.SOURCES"
PLACE_RUNNING = "oversight.config.place_running.RUNNING"
CALENDAR_PERIODS = "oversight.config.calendar_periods.calendar_periods"

# typefaces of official papers: own names in front of the usual ones; more folders to look for them
PAPER_FONTS = {
    "title": os.environ.get("JIANNUO_FONT_TITLE", "").split(","),
    "fang": os.environ.get("JIANNUO_FONT_FANG", "").split(","),
    "kai": os.environ.get("JIANNUO_FONT_KAI", "").split(","),
    "hei": os.environ.get("JIANNUO_FONT_HEI", "").split(","),
    "song": os.environ.get("JIANNUO_FONT_SONG", "").split(","),
}
PAPER_FONT_FOLDERS = [o for o in os.environ.get("JIANNUO_FONT_FOLDERS", "").split(":") if o]

TASKS = {"default": {"BACKEND": "oversight.jobs.backend.DatabaseBackend", "QUEUES": []}}

# where keys lie that must not survive the machine's being switched off; a memory file system
RUN_FOLDER = os.environ.get("JIANNUO_RUN", "/dev/shm")  # noqa: S108 a folder of its own is made in it
# the name under which the booth is served, apart from all cookies; "" where nobody votes by card
BOOTH_HOST = os.environ.get("JIANNUO_BOOTH_HOST", "booth.localhost")
if BOOTH_HOST:
    ALLOWED_HOSTS = [*ALLOWED_HOSTS, BOOTH_HOST]
# what scrutineers and the ticket office do by tools of their own, as pages of the booth's host: a convenience
BROWSER_DESKS = flag("JIANNUO_BROWSER_DESKS")

# for demonstrations and tests: one scrutineer alone, or only all together, may open a secret ballot
VOTING_ANY_THRESHOLD = flag("JIANNUO_ANY_THRESHOLD")
# the largest archive of a secret ballot that a browser is offered to verify: minutes of a desk machine, megabytes
VERIFY_MINUTES = int(os.environ.get("JIANNUO_VERIFY_MINUTES", "5"))
VERIFY_MEGABYTES = int(os.environ.get("JIANNUO_VERIFY_MEGABYTES", "64"))

SITE_URL = os.environ.get("JIANNUO_URL", "")
EMAIL_HOST = os.environ.get("JIANNUO_SMTP_HOST", "")
EMAIL_PORT = int(os.environ.get("JIANNUO_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("JIANNUO_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("JIANNUO_SMTP_PASSWORD", "")
EMAIL_USE_SSL = flag("JIANNUO_SMTP_SSL")
EMAIL_USE_TLS = flag("JIANNUO_SMTP_TLS")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("JIANNUO_MAIL_FROM", "jiannuo@localhost")
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if EMAIL_HOST
    else "django.core.mail.backends.dummy.EmailBackend"
)

JOB_KINDS = "oversight.config.job_kinds.JOB_KINDS"
JOB_LABELS = "oversight.config.job_kinds.JOB_LABELS"
JOB_SCHEDULE = "oversight.config.schedule.SCHEDULE"
JOB_FINISHED = "oversight.config.job_finished.notify_finished"
JOB_PLACE = "oversight.institutions.web.place_or_404"
JOB_LEASE_SECONDS = float(os.environ.get("JIANNUO_JOB_LEASE", "60"))
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"login_codes": {"()": "oversight.accounts.log_filter.CutLoginCodes"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["login_codes"],
        }
    },
    "root": {"handlers": ["stderr"], "level": os.environ.get("JIANNUO_LOG", "INFO")},
    "loggers": {
        "axes": {"level": "ERROR"},
        "django.request": {"level": "ERROR"},
        "oversight": {"level": os.environ.get("JIANNUO_LOG", "INFO")},
    },
}
