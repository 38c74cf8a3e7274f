"""The door by which a web server enters."""

import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safehold.config.settings")
application = get_wsgi_application()

# Read the key now: without one, Django would start and fail at the first sign-in.
assert settings.SECRET_KEY

# What is loaded by now stays for good: no collection within a request looks at it.
gc.collect()
gc.freeze()
