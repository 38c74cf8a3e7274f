"""How are the words that a person gives to a command read?"""

import datetime
import getpass
import sys
from argparse import ArgumentParser, ArgumentTypeError

from django.conf import settings
from django.core.management.base import CommandError

from safehold.apps.people import queries as people
from safehold.cli.demonstration.people import PEOPLE
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


def take_by(parser: ArgumentParser, *, who: str) -> None:
    """Let a command be told in whose name it works."""
    parser.add_argument(
        "--by",
        default="",
        help=f"e-mail address of {who} "
        "(in the demonstration its grants manager, unless given)",
    )


def by(email: str) -> str:
    """Return the address of whoever a command works for.

    Raises: CommandError, where nobody is named and there is no demonstration, whose
            grants manager would stand in.
    """
    if email:
        return email
    if not settings.DEMONSTRATION:
        raise CommandError(
            "Say in whose name: give their e-mail address by --by. Only in the "
            "demonstration may it be left out.",
            returncode=2,
        )
    return PEOPLE[0].email


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
