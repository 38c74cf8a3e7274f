"""The same door as `wsgi`, for workers that run.py started: they end with their parent.

The web server's own workers would outlive it, and keep its port, if it were killed.
"""

import signal

from safehold.config import lifeline

# Before the application is made, which takes a second.
lifeline.end_with_parent(signal.SIGTERM)

from safehold.config.application import application as application  # noqa: E402
