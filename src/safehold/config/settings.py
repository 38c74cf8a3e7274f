"""How the service is set up: safe for production unless told otherwise.

Nothing here is a secret. What differs between places comes from the environment
(`config/environment.py`): a missing secret key or host name refuses, never guesses.
"""

from pathlib import Path

from csp.constants import NONE, SELF

from safehold.config import database, environment
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
DATABASES = {"default": database.settings(environment.words("DATABASE_URL", ""))}

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
    "safehold.apps.audit",
    "safehold.apps.people",
    "safehold.apps.organisations",
    "safehold.apps.documents",
    "safehold.apps.programmes",
    "safehold.apps.decisions",
    "safehold.apps.intake",
    "safehold.cli",
    "safehold.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    # Before whatever may read the body: the check of a form's token does.
    "safehold.web.limits.BodyLimitMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
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
SESSION_COOKIE_AGE = 12 * 60 * 60

# Language, dates and files.

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "build" / "static"

# What a browser may send: one document and the words around it, or a form of words.

LARGEST_REQUEST_BYTES = 11_000_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
DATA_UPLOAD_MAX_NUMBER_FILES = 1
# A larger file waits on the disk, not in memory.
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000

# The browser's protections. Behind a proxy that ends TLS, say so with
# SAFEHOLD_BEHIND_PROXY: believing the header without one lets anybody forge it.

HTTPS = environment.flag("SAFEHOLD_HTTPS", default=True)
SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
# Preloading binds the whole domain for years: its owner's choice, not ours.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https")
    if environment.flag("SAFEHOLD_BEHIND_PROXY", default=False)
    else None
)
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
