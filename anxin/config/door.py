"""Settings of the door: the process that departments and families reach from outside (anxin door).

It is given one folder and nothing else of the installation: its own login to the database (connection.json),
its own keys (door.key) and the key of its cookies (secret.key). So it may stand on another machine, with a
copy of that folder. Environment:

ANXIN_DOOR_DIR        that folder (usual: door, in the data directory)
ANXIN_DOOR_URL        the address people type; its host is the only one served besides loopback
ANXIN_DOOR_TELEPHONE  the office's telephone, shown where a link opens nothing
ANXIN_PROXIES         addresses of the proxy that ends https (unset: this machine)
"""

import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from anxin.ground.database.connection import DOOR, Connection, data_directory

ROOT = Path(__file__).resolve().parent.parent
ANXIN_DOOR_DIR = Path(os.environ.get("ANXIN_DOOR_DIR") or data_directory() / DOOR)
ANXIN_DOOR_URL = os.environ.get("ANXIN_DOOR_URL", "http://127.0.0.1:8001").rstrip("/")
ANXIN_DOOR_TELEPHONE = os.environ.get("ANXIN_DOOR_TELEPHONE", "")
ANXIN_DOOR_KEYS = ANXIN_DOOR_DIR / "door.key"
ANXIN_DEMO = (ANXIN_DOOR_DIR / "demo.marked").exists()
DEBUG = False


def _secret() -> str:
    """The key of cookies and forms: the door's own, made once."""
    file = ANXIN_DOOR_DIR / "secret.key"
    if not file.exists() and ANXIN_DOOR_DIR.exists():
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as out:
            out.write(secrets.token_urlsafe(50))
    return file.read_text(encoding="ascii") if file.exists() else secrets.token_urlsafe(50)


SECRET_KEY = _secret()
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", urlsplit(ANXIN_DOOR_URL).hostname or "localhost"]

INSTALLED_APPS = [  # no accounts, no sessions, no register: their models do not exist here
    "anxin.ground.days",
    "anxin.ground.ui",
    "anxin.family_page.apps.DoorConfig",
    "django.contrib.staticfiles",
    "django.forms",
    "csp",
]
MIDDLEWARE = [
    "anxin.config.exposure.ProxyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "anxin.config.exposure.ExposureMiddleware",
    "anxin.config.bodies.BodyLimitMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "anxin.family_page.door.gate.DoorMiddleware",
]
ROOT_URLCONF = "anxin.family_page.door_urls"
WSGI_APPLICATION = "anxin.config.door_wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "anxin.family_page.door.gate.context",
            ],
            "builtins": [
                "anxin.ground.ui.templatetags.ui",
                "django.templatetags.i18n",
                "django.templatetags.static",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

_connection = Connection.load(ANXIN_DOOR_DIR)
DATABASES = {
    "default": {
        **_connection.as_django("door"),
        "OPTIONS": {**_connection.options, "pool": {"min_size": 1, "max_size": 4, "timeout": 3}},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

_secure = ANXIN_DOOR_URL.startswith("https://")
ANXIN_DOOR_COOKIE = "__Host-door" if _secure else "door"
SESSION_COOKIE_SECURE = _secure  # there is no session; the one cookie follows it
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LOCALE_PATHS = [ROOT / "ground" / "locale"]
USE_I18N = USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
STATIC_URL = "/static/"
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.AppDirectoriesFinder"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_ALLOW_ALL_ORIGINS = False
DATA_UPLOAD_MAX_MEMORY_SIZE = 64 * 2**10
LIMITS = {"upload": {"file_mb": 0}}  # nothing is uploaded here

_proxies = os.environ.get("ANXIN_PROXIES", "127.0.0.1,::1").replace(" ", "").split(",")
ANXIN_PROXIES = frozenset(filter(None, _proxies)) if _secure else frozenset()
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = _secure
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 63_072_000 if _secure else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = _secure
SECURE_REFERRER_POLICY = "no-referrer"  # the address is a secret
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}

# Django tells of answers by their address, and the address is the secret: none of that is logged here.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "anxin.config.door_logs.Formatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django.request": {"handlers": [], "level": "CRITICAL", "propagate": False},
        "django.security": {"handlers": [], "level": "CRITICAL", "propagate": False},
        "django.server": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}
