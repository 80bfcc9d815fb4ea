"""Django's settings. Everything that differs between installations comes from the environment.

The variables are listed in README.md. An odd value is refused here, in a sentence.
"""

import warnings
import zoneinfo
from typing import Any
from urllib.parse import urlsplit

from config import database, environment, kept, logs, mail

BASE_DIR = kept.ROOT

DEBUG = environment.flag("SOJOURN_DEBUG", False)
SECRET_KEY = environment.text("SOJOURN_SECRET_KEY") or environment.text("SECRET_KEY")
SECRET_KEY = SECRET_KEY or kept.secret("secret_key")
# Seal the secrets of channel accounts: the first seals, all of them open (see sealing.py).
SOJOURN_SECRET_KEYS = environment.words("SOJOURN_SECRET_KEYS", [kept.secret("sealing_key")])
BASE_URL = environment.url("SOJOURN_BASE_URL", "http://localhost:8000", ("http", "https")).rstrip(
    "/"
)
ALLOWED_HOSTS = environment.words(
    "SOJOURN_ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]", urlsplit(BASE_URL).hostname or ""]
)
LOCAL = BASE_URL.startswith("http://")

INSTALLED_APPS = [
    "config",  # first: its commands go before those of the same name
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "axes",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "channels",
    "django_q",
    "workspaces",
    "channels_app",
    "journeys",
]

MIDDLEWARE = [
    "config.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "workspaces.language.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- the database, Redis, and what stands on them

TEST_DATABASE = environment.text("SOJOURN_TEST_DB", "test_sojourn")
DATABASE_URL = database.database_url()
DATABASES = {"default": database.parsed(DATABASE_URL, TEST_DATABASE)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = environment.url("REDIS_URL", "", ("redis", "rediss", "unix"))
CHANNEL_LAYERS: dict[str, Any] = {
    "default": {"BACKEND": "channels.layers.InMemoryChannelLayer"},
}
# Jobs only (lesson 11): a job that outlives `timeout` is killed, and `retry` comes after that.
Q_CLUSTER: dict[str, Any] = {
    "name": "sojourn",
    "workers": environment.number("SOJOURN_JOB_WORKERS", 1, low=1, high=64),
    "timeout": 3600,
    "retry": 3700,
    "max_attempts": 3,
    "save_limit": 1000,
    "catch_up": False,
    "bulk": 1,
    "log_level": "WARNING",
}
if REDIS_URL:
    CHANNEL_LAYERS["default"] = {
        "BACKEND": "channels_redis.core.RedisChannelLayer",
        "CONFIG": {"hosts": [REDIS_URL]},
    }
    Q_CLUSTER["redis"] = REDIS_URL
else:
    Q_CLUSTER |= {"orm": "default", "poll": 1}

# --- people and passwords

FIRST_EMAIL = environment.email("SOJOURN_FIRST_EMAIL", "admin@localhost")

AUTH_USER_MODEL = "workspaces.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_VALIDATORS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATORS}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_VALIDATORS}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{_VALIDATORS}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATORS}.NumericPasswordValidator"},
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "http" if LOCAL else "https"
ACCOUNT_ADAPTER = "workspaces.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "workspaces.accounts.forms.SignInForm",
    "add_email": "workspaces.accounts.forms.NewAddressForm",
}
ACCOUNT_CHANGE_EMAIL = True  # one address each; the new one holds once it is confirmed
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no mail to addresses that strangers type in
ACCOUNT_LOGOUT_REDIRECT_URL = "/accounts/login/"
ACCOUNT_RATE_LIMITS = {"login_failed": "60/m/ip"}  # django-axes counts failed sign-ins
SOJOURN_OPEN_SIGN_UP = environment.flag("SOJOURN_OPEN_SIGN_UP", False)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
AXES_FAILURE_LIMIT = environment.number("SOJOURN_SIGN_IN_TRIES", 10, low=3, high=1000)
AXES_COOLOFF_TIME = 1  # hour
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_CALLABLE = "workspaces.accounts.lockout.username"
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_VERBOSE = False

# --- the web

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not LOCAL
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_HSTS_SECONDS = 0 if LOCAL else 30 * 24 * 3600
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_TRUSTED_ORIGINS = [BASE_URL]
if environment.flag("SOJOURN_BEHIND_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = not LOCAL
# What holds for other names below the same domain is for its owner to say.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

STATIC_URL = "/static/"
# Files are served from where they lie; collectstatic is for those who serve them otherwise.
STATIC_ROOT = environment.text("SOJOURN_STATIC_ROOT") or None
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = True
# It hands its files over synchronously; Django reads them in a thread, and warns each time.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous")
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/frontend/assets/"  # their names carry a hash

REST_FRAMEWORK = {
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["workspaces.api.parsing.StrictJSONParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "workspaces.api.authentication.SecretKeyAuthentication",
        "workspaces.api.authentication.BrowserSession",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["workspaces.api.authentication.IsCaller"],
    "DEFAULT_THROTTLE_CLASSES": ["workspaces.api.throttling.PerCaller"],
    "EXCEPTION_HANDLER": "workspaces.api.errors.handle",
}
SOJOURN_API_PER_MINUTE = environment.number("SOJOURN_API_PER_MINUTE", 3000, low=10, high=1_000_000)
SOJOURN_API_BODY_LIMIT = 5 * 1024 * 1024
SPECTACULAR_SETTINGS = {
    "TITLE": "Sojourn",
    "DESCRIPTION": "The management API of the customer-journey engine.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PUBLIC": True,
    "SERVE_AUTHENTICATION": [],
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "POSTPROCESSING_HOOKS": ["workspaces.api.schema.finish"],
    "ENUM_NAME_OVERRIDES": {},
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}

# --- mail of the product itself and of the journeys

_MAIL = mail.settings()
EMAIL_BACKEND: str = _MAIL["EMAIL_BACKEND"]
EMAIL_HOST: str = _MAIL["EMAIL_HOST"]
EMAIL_PORT: int = _MAIL["EMAIL_PORT"]
EMAIL_HOST_USER: str = _MAIL["EMAIL_HOST_USER"]
EMAIL_HOST_PASSWORD: str = _MAIL["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS: bool = _MAIL["EMAIL_USE_TLS"]
EMAIL_USE_SSL: bool = _MAIL["EMAIL_USE_SSL"]
EMAIL_TIMEOUT: int = _MAIL["EMAIL_TIMEOUT"]
SOJOURN_MAIL: str = _MAIL["SOJOURN_MAIL"]
SOJOURN_SMTP_AFTER_CRASH: str = _MAIL["SOJOURN_SMTP_AFTER_CRASH"]
SOJOURN_SMTP_CONNECTIONS: int = _MAIL["SOJOURN_SMTP_CONNECTIONS"]
SOJOURN_DELIVERY_TRIES: int = _MAIL["SOJOURN_DELIVERY_TRIES"]
DEFAULT_FROM_EMAIL = environment.text("SOJOURN_FROM", "Sojourn <sojourn@localhost>")

# Hosts that webhooks may reach though they are not on the public internet: "hooks.internal",
# "localhost:9000". By them http is spoken too.
SOJOURN_WEBHOOK_ALLOW = environment.words("SOJOURN_WEBHOOK_ALLOW", [])
# Mail that the shop's own code hands over (manage.py smtp_in); 0: not with the other parts.
SOJOURN_SMTP_IN_PORT = environment.number("SOJOURN_SMTP_IN_PORT", 0, low=0, high=65535)
SOJOURN_SMTP_IN_CERT = environment.text("SOJOURN_SMTP_IN_CERT")
SOJOURN_SMTP_IN_KEY = environment.text("SOJOURN_SMTP_IN_KEY")

# --- the engine

SOJOURN_CLOCK = environment.choice("SOJOURN_CLOCK", "system", ("system", "driven"))
SOJOURN_BATCH_LIMIT_KIB = environment.number("SOJOURN_BATCH_LIMIT_KIB", 500, low=32, high=5120)
# How far a worker steps back for the web process beside it (measured on two cores: 28,100 events
# a second are accepted in batches of 100 with 5, and 17,600 with 0).
SOJOURN_WORKER_NICE = environment.number("SOJOURN_WORKER_NICE", 5, low=0, high=19)
# Per workspace and web process; 0 sets no limit.
SOJOURN_EVENTS_PER_SECOND = environment.number(
    "SOJOURN_EVENTS_PER_SECOND", 100_000, low=0, high=10_000_000
)

# --- logs

LOGGING = logs.configuration(
    environment.choice("SOJOURN_LOG_LEVEL", "info", ("debug", "info", "warning", "error")),
    environment.choice("SOJOURN_LOG_FORMAT", "text", ("text", "json")),
)

# --- language and time

# The zones of the lock file, not those of the machine, which may be years older than PostgreSQL's.
zoneinfo.reset_tzpath(to=())
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ru", "Русский"), ("pl", "Polski"), ("zh-hans", "简体中文")]
LOCALE_PATHS = [BASE_DIR / "locale"]
