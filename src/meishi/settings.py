"""Django's settings. Values that differ between installations are in config."""

from pathlib import Path
from urllib.parse import urlsplit

import django_stubs_ext
from django.utils.csp import CSP

from meishi.config import read_config
from meishi.lib.database import cache_settings, database_settings
from meishi.lib.installation.address import HSTS_SECONDS, edge_headers, site_url
from meishi.lib.installation.folder import secret_key
from meishi.lib.logs import logging_settings
from meishi.lib.mail.server import mailers
from meishi.lib.storage import storage_settings

django_stubs_ext.monkeypatch()

config = read_config()
PACKAGE = Path(__file__).parent
DATA_DIR = config.data_dir.resolve()

SECRET_KEY = config.secret_key or secret_key(DATA_DIR)
DEBUG = config.debug
SITE_URL = site_url(config)
HAS_SITE_URL = bool(config.site_url)
SITE = urlsplit(SITE_URL)
IS_HTTPS = SITE.scheme == "https"
# Without an address of its own an installation answers to every name that leads
# to it; links in mails and QR codes are made from SITE_URL, never from the Host.
ALLOWED_HOSTS = (
    [str(SITE.hostname), "localhost", "127.0.0.1", "[::1]"] if HAS_SITE_URL else ["*"]
)
CSRF_TRUSTED_ORIGINS = [f"{SITE.scheme}://{SITE.netloc}"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SECURE_HSTS_SECONDS = HSTS_SECONDS if IS_HTTPS else 0
EDGE_HEADERS = edge_headers(config)
EDGE_CACHE_BYTES = config.edge_cache_bytes
TRUSTED_PROXIES = config.trusted_proxies
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
ROOT_URLCONF = "meishi.urls"
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    # First, so that their templates stand before those of Django and allauth.
    "meishi.ui",
    "meishi.accounts",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "meishi.lib.installation",
    "meishi.lib.outbox",
    "meishi.lib.mail",
    "meishi.lib.idempotency",
    "meishi.lib.rates",
    "meishi.lib.push",
    "meishi.workspaces",
    "meishi.media",
    "meishi.themes",
    "meishi.cards",
    "meishi.insights",
    "meishi.appointments",
    "meishi.shop",
    "meishi.blocks",
]
MIDDLEWARE = [
    "meishi.lib.requests.RequestNumber",
    "meishi.lib.requests.ClientAddress",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE],  # so that "blocks/gallery/show.html" is just that file
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
DATABASES = {"default": database_settings(config.database_url, DATA_DIR)}
CACHES = {"default": cache_settings(config.cache_url)}
TASKS = {"default": {"BACKEND": "meishi.lib.outbox.backend.OutboxBackend"}}
MAILERS = mailers(config.email_url)
MAIL_DAYS = config.mail_days
DEFAULT_FROM_EMAIL = SERVER_EMAIL = (
    config.mail_from or f"Meishi <meishi@{SITE.hostname}>"
)
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "frame-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "worker-src": [CSP.SELF],
}
X_FRAME_OPTIONS = "SAMEORIGIN"
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGE_URL = config.storage_url
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    **storage_settings(config.storage_url, DATA_DIR),
    "staticfiles": {"BACKEND": "meishi.lib.static.HashedFiles"},
}
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("MinimumLengthValidator", {"min_length": 10}),
        ("UserAttributeSimilarityValidator", {"user_attributes": ["email"]}),
        ("CommonPasswordValidator", {}),
    )
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/cards/"
ACCOUNT_ADAPTER = "meishi.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_CHANGE_EMAIL = True  # one address each; the old one until the new is confirmed
ACCOUNT_FORMS = {
    "login": "meishi.accounts.forms.LoginForm",
    "signup": "meishi.accounts.forms.SignupForm",
    "add_email": "meishi.accounts.forms.ChangeEmailForm",
    "change_password": "meishi.accounts.forms.ChangePasswordForm",
    "reset_password": "meishi.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "meishi.accounts.forms.ResetPasswordKeyForm",
    "reauthenticate": "meishi.accounts.forms.ReauthenticateForm",
}
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
# Without a mail server nobody could follow the link, so nobody has to.
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if config.email_url else "optional"
ACCOUNT_PREVENT_ENUMERATION = "strict" if config.email_url else True
MFA_ADAPTER = "meishi.accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
UPLOAD_MAX_BYTES = config.upload_max_bytes
RECORDING_LIMITS = {  # bytes that come in, seconds that they last
    "video": (config.video_max_bytes, config.video_max_seconds),
    "audio": (config.audio_max_bytes, config.audio_max_seconds),
    "captions": (1024 * 1024, 0),  # no duration of their own
}
WORKSPACE_QUOTA_BYTES = config.workspace_quota_bytes
OUTGOING_ALLOWED_NETWORKS = config.outgoing_allowed_networks
WHATSAPP_CLOUD_URL = "https://graph.facebook.com/v23.0"
OUTGOING_PORTS = [int(port) for port in config.outgoing_ports]
SOURCE_URL = config.source_url
SIGNUP_OPEN = config.signup_open
LOGGING = logging_settings(config.log_level, config.log_format)
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
LOCALE_PATHS = [PACKAGE / "locale"]
