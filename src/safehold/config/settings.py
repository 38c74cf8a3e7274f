"""How the service is set up: safe for production unless told otherwise.

Nothing here is a secret. What differs between places comes from the environment
(`config/environment.py`): a missing secret key or host name refuses, never guesses.
"""

from pathlib import Path

from csp.constants import NONE, SELF

from safehold.config import database, environment, mail, oidc
from safehold.config.logs import LOGGING as LOGGING

PACKAGE = Path(__file__).resolve().parents[1]
ROOT = PACKAGE.parents[1]

# Who we are.

SERVICE_NAME = environment.words("SAFEHOLD_SERVICE_NAME", "Safehold")
BRAND_COLOUR = environment.colour("SAFEHOLD_BRAND_COLOUR", "#1d5e5a")

# What a place must decide. Django refuses to sign anything with an empty key.

DEBUG = environment.flag("SAFEHOLD_DEBUG", default=False)
SECRET_KEY = environment.words("SAFEHOLD_SECRET_KEY", "")
ALLOWED_HOSTS = environment.names("SAFEHOLD_HOSTS", "localhost,127.0.0.1,[::1]")
DATABASE_URL = environment.words("DATABASE_URL", "")
DATABASES = {"default": database.settings(DATABASE_URL)}

# The demonstration has people whose password is known to everybody.
DEMONSTRATION = environment.flag("SAFEHOLD_DEMONSTRATION", default=False)

# What it is made of.

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.forms",
    # Its tables only: what the worker runs stands in cli/working.py.
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "safehold.apps.audit",
    "safehold.apps.identity",
    "safehold.apps.people",
    "safehold.apps.jobs",
    "safehold.apps.organisations",
    "safehold.apps.invitations",
    "safehold.apps.documents",
    "safehold.apps.programmes",
    "safehold.apps.decisions",
    "safehold.apps.intake",
    "safehold.apps.dossiers",
    "safehold.cli",
    "safehold.web",
    "safehold.config",
]
MIDDLEWARE = [
    "safehold.web.operations.requests.RequestMiddleware",
    "safehold.web.operations.headers.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    # Before whatever may answer for itself.
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    # Before whatever may read the body: the check of a form's token does.
    "safehold.web.limits.BodyLimitMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "safehold.web.actor.ActorMiddleware",
    "safehold.web.edge.NotAllowedPageMiddleware",
]
ROOT_URLCONF = "safehold.config.urls"
WSGI_APPLICATION = "safehold.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
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
FORM_RENDERER = "safehold.web.components.forms.GovukRenderer"

# People and their passwords.

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["safehold.web.public.backend.PeopleBackend"]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {"user_attributes": ("email", "name")}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
SESSION_ENGINE = "django.contrib.sessions.backends.db"
# Not in a cookie of their own: a message may name what somebody works on.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_COOKIE_AGE = 12 * 60 * 60

# How they sign in (decision 0024). An address belongs to one person and stands in
# people_person alone: allauth's own table of addresses stays empty.

ACCOUNT_ADAPTER = "safehold.web.account.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = (
    "django.contrib.auth.tokens.PasswordResetTokenGenerator"
)
PASSWORD_RESET_TIMEOUT = 60 * 60
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_RATE_LIMITS = {
    # By account and address, or by account and browser (web/account/attempts.py):
    # never by address alone, which a whole office shares.
    "login": None,
    "login_failed": "5/5m/key",
    "login_failed_from_anywhere": "50/h/key",
    "reset_password": "3/10m/key",
    "reset_password_from_key": None,
}
# Where a proxy ends TLS, it also names the address that the browser has.
ALLAUTH_TRUSTED_PROXY_COUNT = int(
    environment.flag("SAFEHOLD_BEHIND_PROXY", default=False)
)
SOCIALACCOUNT_ADAPTER = "safehold.web.account.oidc.OtherServiceAdapter"
SOCIALACCOUNT_PROVIDERS = oidc.providers()
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
# The policy of what a form may be sent to would stop one on its way elsewhere.
SOCIALACCOUNT_LOGIN_ON_GET = True
# Which words of another service mean that it saw a second factor; none unless said.
OIDC_SECOND_FACTOR = environment.names("SAFEHOLD_OIDC_SECOND_FACTOR", "")
MFA_ADAPTER = "safehold.web.account.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = SERVICE_NAME
MFA_TOTP_TOLERANCE = 1
MFA_RATE_LIMITS = {"webauthn_login": None}

# What all processes count together.

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        # Past this many, entries go that have not run out: a flood of attempts
        # must not wash away what was counted.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# Language, dates and files.

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "build" / "static"
# Our styles and scripts are for our own pages.
WHITENOISE_ALLOW_ALL_ORIGINS = False

# What a browser may send: documents and the words around them, or a form of words.

LARGEST_REQUEST_BYTES = 11_000_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
DATA_UPLOAD_MAX_NUMBER_FILES = 20
# A larger file waits on the disk, not in memory.
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000

# The browser's protections. Behind a proxy that ends TLS, say so with
# SAFEHOLD_BEHIND_PROXY: believing the header without one lets anybody forge it.

HTTPS = environment.flag("SAFEHOLD_HTTPS", default=True)
SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
# A name that a browser takes from this host alone, over TLS alone.
SESSION_COOKIE_NAME = "__Host-sessionid" if HTTPS else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if HTTPS else "csrftoken"
KNOWN_BROWSER_COOKIE_NAME = "__Host-knownbrowser" if HTTPS else "knownbrowser"
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
# Preloading binds the whole domain for years: its owner's choice, not ours.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
BEHIND_PROXY = environment.flag("SAFEHOLD_BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
# Whoever watches the service asks it beside the proxy, on the inner network.
SECURE_REDIRECT_EXEMPT = [r"^health/(live|ready)$", r"^metrics$"]
METRICS_TOKEN = environment.words("SAFEHOLD_METRICS_TOKEN", "")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# How people are written to, and what the links that they get begin with.

MAIL = mail.sender()
SERVICE_ADDRESS = mail.service_address(ALLOWED_HOSTS, https=HTTPS)
EMAIL_HOST = environment.words("SAFEHOLD_SMTP_HOST", "")
EMAIL_PORT = int(environment.words("SAFEHOLD_SMTP_PORT", "587"))
EMAIL_HOST_USER = environment.words("SAFEHOLD_SMTP_USER", "")
EMAIL_HOST_PASSWORD = environment.words("SAFEHOLD_SMTP_PASSWORD", "")
EMAIL_USE_TLS = environment.flag("SAFEHOLD_SMTP_TLS", default=True)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = environment.words("SAFEHOLD_MAIL_FROM", "safehold@localhost")
NOTIFY_ADDRESS = environment.words(
    "SAFEHOLD_NOTIFY_ADDRESS", "https://api.notifications.service.gov.uk"
)
NOTIFY_API_KEY = environment.words("SAFEHOLD_NOTIFY_API_KEY", "")
NOTIFY_TEMPLATE_ID = environment.words("SAFEHOLD_NOTIFY_TEMPLATE", "")
