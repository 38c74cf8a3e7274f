"""The service's own settings, over plain HTTP and with a quick password hash.

The database is filled in when the first test asks for it (`conftest.py`).
"""

from safehold.config.settings import *  # noqa: F403 - settings are one namespace

SECRET_KEY = "signs nothing outside the tests"
DEBUG = False
HTTPS = False
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
SESSION_COOKIE_NAME = "sessionid"
CSRF_COOKIE_NAME = "csrftoken"
KNOWN_BROWSER_COOKIE_NAME = "knownbrowser"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
