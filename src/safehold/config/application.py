"""What a web server runs, once it is known that the service may run here."""

import gc
import logging
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from safehold.gateways.logs import lines
from safehold.gateways.logs.lines import Event

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safehold.config.settings")
application = get_wsgi_application()

# Read the key now: without one, Django would start and fail at the first sign-in.
assert settings.SECRET_KEY

# A warning may quote a value, and goes the way of every other line.
logging.captureWarnings(capture=True)
lines.tell(Event.START, process_id=os.getpid())

# What is loaded by now stays for good: no collection within a request looks at it.
gc.collect()
gc.freeze()
