"""How a database address becomes Django's settings, and back."""

from dataclasses import dataclass
from urllib.parse import parse_qs, quote, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SCHEMES = frozenset({"postgres", "postgresql"})


@dataclass(frozen=True, slots=True)
class Address:
    """A PostgreSQL database and the role to enter it by.

    Attributes:
        host: A name, or the folder that holds the server's socket.
        options: What else libpq is to be told, such as `sslmode`.
    """

    database: str
    role: str = ""
    password: str = ""
    host: str = ""
    port: str = ""
    options: tuple[tuple[str, str], ...] = ()

    def as_url(self) -> str:
        """Write the address so that `parse` reads the same one.

        Shape:  the host stands in the query, where a folder with a space may stand.
        """
        query = "&".join(
            f"{name}={quote(value, safe='')}"
            for name, value in (("host", self.host), ("port", self.port), *self.options)
            if value
        )
        door = f"{quote(self.role, safe='')}:{quote(self.password, safe='')}@"
        return f"postgresql://{door}/{quote(self.database, safe='')}?{query}"


def parse(url: str) -> Address:
    """Read an address such as `postgresql://role:password@host:5432/name`.

    Raises: ImproperlyConfigured, without repeating the address: it holds a password.
    """
    try:
        parts = urlsplit(url)
        port = str(parts.port or "")
    except ValueError:
        raise ImproperlyConfigured("The database address cannot be read") from None
    if parts.scheme not in SCHEMES or not parts.path.strip("/"):
        raise ImproperlyConfigured(
            "The database address must read postgresql://role:password@host:port/name"
        )
    query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    return Address(
        database=unquote(parts.path.lstrip("/")),
        role=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        host=query.pop("host", unquote(parts.hostname or "")),
        port=query.pop("port", port),
        options=tuple(sorted(query.items())),
    )


def settings(url: str) -> dict[str, object]:
    """Return what Django needs to know of the database at this address.

    Shape:  an empty address leaves role and host to libpq's own defaults.
    """
    address = parse(url) if url else Address(database="safehold")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": address.database,
        "USER": address.role,
        "PASSWORD": address.password,
        "HOST": address.host,
        "PORT": address.port,
        # A server that does not even refuse must not hold a page for minutes.
        "OPTIONS": {"connect_timeout": "5", **dict(address.options)},
        "ATOMIC_REQUESTS": True,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
