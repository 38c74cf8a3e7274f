"""What the surroundings may set, and how their words are read."""

import os
import re

from django.core.exceptions import ImproperlyConfigured

YES = frozenset({"1", "on", "true", "yes"})
NO = frozenset({"", "0", "off", "false", "no"})
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def words(name: str, default: str) -> str:
    """Return the variable, or the default where it is not set."""
    return os.environ.get(name, default)


def flag(name: str, *, default: bool) -> bool:
    """Read yes or no.

    Raises: ImproperlyConfigured, rather than guess, for any other word.
    """
    given = os.environ.get(name)
    if given is None:
        return default
    word = given.strip().lower()
    if word not in YES | NO:
        raise ImproperlyConfigured(f"{name} must be yes or no, not {given!r}")
    return word in YES


def names(name: str, default: str) -> list[str]:
    """Read names parted by commas."""
    return [part.strip() for part in words(name, default).split(",") if part.strip()]


def colour(name: str, default: str) -> str:
    """Read a colour such as #1d5e5a.

    Raises: ImproperlyConfigured; the value reaches a style sheet as it stands.
    """
    given = words(name, default)
    if not COLOUR.fullmatch(given):
        raise ImproperlyConfigured(f"{name} must be a colour such as {default}")
    return given
