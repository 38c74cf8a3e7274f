"""How are the words that a person gives to a command read?"""

import datetime
import getpass
import sys
from argparse import ArgumentTypeError

from django.core.management.base import CommandError

from safehold.apps.people import queries as people
from safehold.engine.actors import Role

LONGEST_NAME = 200


def day(words: str) -> datetime.date:
    """Read a date such as 2026-07-01."""
    try:
        return datetime.date.fromisoformat(words)
    except ValueError as error:
        raise ArgumentTypeError(
            f"{words} is not a date. Write it like 2026-07-01."
        ) from error


def role(words: str) -> Role:
    """Read a role, however its words are parted."""
    try:
        return Role("_".join(words.lower().replace("-", " ").replace("_", " ").split()))
    except ValueError as error:
        raise ArgumentTypeError(
            f"{words} is not a role. Give one of {', '.join(Role)}."
        ) from error


def organisation(words: str) -> str:
    """Read the name of an organisation."""
    name = " ".join(words.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise ArgumentTypeError(
            f"Give the organisation's name, in {LONGEST_NAME} characters or fewer."
        )
    return name


def person(email: str) -> people.Person:
    """Return the person with that address.

    Raises: CommandError, where there is none.
    """
    found = people.person_with_email(email)
    if found is None:
        raise CommandError(
            "Nobody has that address. The command memberships lists who is what.",
            returncode=2,
        )
    return found


def password() -> str:
    """Ask for a password twice, or read one line where nobody is there to ask.

    Never an argument: those can be seen by everybody on the machine.

    Raises: CommandError, if the second is another than the first.
    """
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass.getpass("Password: ")
    if getpass.getpass("The same again: ") != first:
        raise CommandError("The two passwords are not the same.", returncode=2)
    return first
