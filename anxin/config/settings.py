"""Settings: one file; what differs between installations comes from the environment.

ANXIN_DATA_DIR  where the server's cluster, keys and files lie
DATABASE_URL    a PostgreSQL of your own (its owner); unset: the server of the wheel, in the data directory
ANXIN_BASE_URL  the address people type; its host is the only one served besides loopback
ANXIN_PROFILE   ASVS (usual) or MLPS3: rules for passwords and sessions, see limits.toml
ANXIN_PROXIES   addresses of the proxy that ends https (unset: this machine); only they may say who calls
ANXIN_PAPERS    folder with the office's own copies of report.docx, letter.docx, minutes.docx; unset: ours
ANXIN_DOOR_URL  the address at which departments and families reach the door; unset: no links, only paper
ANXIN_HOTLINE   a line for psychological aid of your own place, instead of the national one
ANXIN_DEBUG     1 for work on the code itself
ANXIN_SEALS_COPY  a second folder, on another machine, for the seals of the journal

Single sign-on: a file oidc.json in the data directory (anxin/config/oidc.py says what stands in it).
Messages out: a file messages.toml in the data directory (anxin/ground/messages/ways.py describes it).
"""

import os
import secrets
import tomllib
from pathlib import Path
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from anxin.config import oidc
from anxin.config.telephone import telephone
from anxin.ground.database.connection import Connection, data_directory
from anxin.ground.messages import ways

ROOT = Path(__file__).resolve().parent.parent
DATA_DIR = data_directory()
DEBUG = os.environ.get("ANXIN_DEBUG") == "1"
TESTING = os.environ.get("ANXIN_TESTING") == "1"
BASE_URL = os.environ.get("ANXIN_BASE_URL", "http://127.0.0.1:8000")
LIMITS = tomllib.loads((ROOT / "config" / "limits.toml").read_text(encoding="utf-8"))
ANXIN_PROFILE = os.environ.get("ANXIN_PROFILE", "ASVS")
PROFILE = LIMITS["profile"][ANXIN_PROFILE]  # an unknown profile stops the start


def _secret() -> str:
    """The key for sessions and forms: made once, kept in the data directory, never in the code."""
    file = DATA_DIR / "secret.key"
    if file.exists():
        return file.read_text(encoding="ascii")
    if not DATA_DIR.exists():
        return secrets.token_urlsafe(50)
    key = secrets.token_urlsafe(50)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as out:
        out.write(key)
    return key


SECRET_KEY = _secret()
ANXIN_DEMO = (DATA_DIR / "demo.marked").exists()  # marked data: ribbon on every page, loopback only
ANXIN_KEYS = DATA_DIR / "keys.json"
ANXIN_DOOR_DIR = DATA_DIR / "door"  # all that the process of the door is given (config/door.py)
ANXIN_DOOR_KEYS = ANXIN_DOOR_DIR / "door.key"
ANXIN_PAPERS = os.environ.get("ANXIN_PAPERS", "")
ANXIN_DOOR_URL = os.environ.get("ANXIN_DOOR_URL", "").rstrip("/")
ANXIN_HOTLINE = telephone("ANXIN_HOTLINE", os.environ.get("ANXIN_HOTLINE", "").strip())
ANXIN_DOOR_TELEPHONE, ANXIN_DOOR_COOKIE = "", "door"  # read at the door alone, from its own settings
SEALS_DIR = DATA_DIR / "seals"  # the journal's heads, signed, outside the database
SEAL_KEY = DATA_DIR / "seal.key"
SEALS_COPY = Path(os.environ["ANXIN_SEALS_COPY"]) if os.environ.get("ANXIN_SEALS_COPY") else None
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", urlsplit(BASE_URL).hostname or "localhost"]
CSRF_TRUSTED_ORIGINS = [BASE_URL]

INSTALLED_APPS = [
    "anxin.ground.database",  # first: its migrate and flush stand before Django's
    "anxin.ground.days",
    "anxin.ground.jobs",
    "anxin.ground.journal",
    "anxin.ground.units",
    "anxin.ground.figures",
    "anxin.ground.access",
    "anxin.ground.messages",
    "anxin.ground.files",
    "anxin.ground.ui",
    "anxin.ground.paper",
    "anxin.families",
    "anxin.entitlements",
    "anxin.surveys",
    "anxin.care",
    "anxin.officers",
    "anxin.notices",
    "anxin.exemplars",
    "anxin.desk",
    "anxin.oversight",
    "anxin.rights",
    "anxin.family_page",
    "anxin.demo",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",  # its widgets are templates too: FORM_RENDERER looks for them among the apps
    "django_htmx",
    "csp",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",  # its tables only, unless single sign-on is configured
]

MIDDLEWARE = [
    "anxin.config.exposure.ProxyMiddleware",  # first: who calls, and by which scheme
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "anxin.config.exposure.ExposureMiddleware",  # up to here only headers are set: no answer escapes them
    "anxin.config.health.HealthMiddleware",  # answers when the database does not
    "anxin.config.bodies.BodyLimitMiddleware",
    "anxin.ground.access.middleware.RequestIdMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "anxin.ground.access.middleware.ScopeMiddleware",  # the scope inside the transaction
    "anxin.families.sealed.SealedCardMiddleware",  # last: a page that met a sealed card
]

ROOT_URLCONF = "anxin.config.urls"
WSGI_APPLICATION = "anxin.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "anxin.ground.ui.context.page",
            ],
            "builtins": [
                "anxin.ground.ui.templatetags.ui",
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django_htmx.templatetags.django_htmx",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

_connection = Connection.load(DATA_DIR)
# Tests open single connections; a pool's time-out of 3 s shows a wrong password at once.
_POOL = {} if TESTING else {"pool": {"min_size": 1, "max_size": 8, "timeout": 3}}
DATABASES_APP = {
    **_connection.as_django("app"),
    "ATOMIC_REQUESTS": True,
    "OPTIONS": {**_connection.options, **_POOL},
}
# Processes that serve know the app's login alone; commands that migrate know the owner's too.
DATABASE_OWNER = {} if os.environ.get("ANXIN_SERVES") else _connection.as_django("owner")
DATABASES = {"default": dict(DATABASES_APP)}
ANXIN_ROLE_APP = _connection.app.name
ANXIN_ROLE_KEEPER = _connection.keeper.name
ANXIN_ROLE_DOOR = _connection.door.name
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "access.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [{"NAME": "anxin.ground.access.signin.passwords.HouseRules"}]
LOGIN_URL = "access:sign_in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "access:sign_in"

# Signing in is allauth's; what is ours hangs in its adapters. Nobody signs up, nobody has an e-mail.
ACCOUNT_ADAPTER = "anxin.ground.access.signin.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_SESSION_REMEMBER = False  # a session ends with the browser at the latest
ACCOUNT_FORMS = {
    "login": "anxin.ground.access.forms.signing.SignInForm",
    "reauthenticate": "anxin.ground.access.forms.signing.AgainForm",
}
# Passwords are counted by ours (signin/tries.py); these count codes of the second factor, per person.
ACCOUNT_RATE_LIMITS = {"login": "", "login_failed": "5/5m/key,60/d/key", "reauthenticate": "20/m/user"}
MFA_ADAPTER = "anxin.ground.access.signin.adapters.FactorAdapter"
MFA_FORMS = {
    "authenticate": "anxin.ground.access.forms.signing.CodeForm",
    "reauthenticate": "anxin.ground.access.forms.signing.CodeAgainForm",
    "activate_totp": "anxin.ground.access.forms.signing.FirstCodeForm",
    "add_webauthn": "anxin.ground.access.forms.signing.PasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # there is none to verify
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Anxin"
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}
SOCIALACCOUNT_ADAPTER = "anxin.ground.access.signin.adapters.OutsideAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_LOGIN_ON_GET = False
ANXIN_OIDC = oidc.read(DATA_DIR / "oidc.json")
if ANXIN_OIDC is not None:
    INSTALLED_APPS += ["anxin.ground.access.signin.outside"]
    SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [ANXIN_OIDC]}}

# Counters and used codes hold for all processes, so they lie in the database; their keys are hashed.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "access_cache",
        "KEY_FUNCTION": "anxin.ground.access.signin.cache.hashed",
        "OPTIONS": {"MAX_ENTRIES": 1_000_000},
    }
}

_secure = BASE_URL.startswith("https://")
_host = "__Host-" if _secure else ""  # a cookie by this name comes from this host alone
SESSION_ENGINE = "anxin.ground.access.signin.sessions"
SESSION_COOKIE_AGE = PROFILE["idle_minutes"] * 60
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = _host + "session", _host + "csrf"
ANXIN_DEVICE_COOKIE = _host + "device"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _secure
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # a cookie would carry words

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LOCALE_PATHS = [ROOT / "ground" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_ALLOW_ALL_ORIGINS = False
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20

# Messages out: messages.toml in the data directory names a mail server and one HTTP template, or neither.
# Until a server is named, mail goes into a folder.
ANXIN_OUTGOING = ways.read(DATA_DIR / "messages.toml")
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = str(DATA_DIR / "outbox")
if ANXIN_OUTGOING.mail:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = ANXIN_OUTGOING.mail.host, ANXIN_OUTGOING.mail.port
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = ANXIN_OUTGOING.mail.user, ANXIN_OUTGOING.mail.password
    EMAIL_USE_SSL, EMAIL_USE_TLS = ANXIN_OUTGOING.mail.tls == "tls", ANXIN_OUTGOING.mail.tls == "starttls"
    DEFAULT_FROM_EMAIL, EMAIL_TIMEOUT = ANXIN_OUTGOING.mail.sender, LIMITS["messages"]["timeout_seconds"]

# With https a proxy stands in front and ends it; only what that proxy says of a caller is believed.
_proxies = os.environ.get("ANXIN_PROXIES", "127.0.0.1,::1").replace(" ", "").split(",")
ANXIN_PROXIES = frozenset(filter(None, _proxies)) if _secure else frozenset()
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = _secure
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked on this machine, without the proxy
SECURE_HSTS_SECONDS = 63_072_000 if _secure else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = _secure
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'", *oidc.origins(ANXIN_OIDC)],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
        "manifest-src": ["'self'"],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "anxin.config.logs.formatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
