"""How is a notice given where no e-mail is set up, as in the demonstration?"""

from __future__ import annotations

from safehold.gateways.notices.port import Notice


def send(notice: Notice) -> None:
    """Print where the link leads, for whoever started the service here.

    To the terminal and never to the log, and without the person's address: whoever
    reads it learns that somebody may come in, and not who.
    """
    print(f"No e-mail is set up. {notice.subject}: {notice.link}", flush=True)  # noqa: T201 - the terminal is where it goes
