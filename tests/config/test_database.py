import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from safehold.config import database
from safehold.config.database import Address

# Whatever a person may choose, but for what no PostgreSQL name can hold.
WORDS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))
NAMES = WORDS.filter(lambda words: words.strip("/") == words != "")


class TestAnAddress:
    @given(
        st.builds(
            Address,
            database=NAMES,
            role=WORDS,
            password=WORDS,
            host=WORDS,
            port=st.sampled_from(["", "5432"]),
        )
    )
    def test_is_read_as_it_was_written(self, address: Address) -> None:
        assert database.parse(address.as_url()) == address

    @pytest.mark.parametrize(
        ("url", "address"),
        [
            (
                "postgres://ada:p%40ss@db.example:6432/grants",
                Address("grants", "ada", "p@ss", "db.example", "6432"),
            ),
            (
                "postgresql:///grants?host=/a%20place&sslmode=require",
                Address("grants", host="/a place", options=(("sslmode", "require"),)),
            ),
            ("postgresql://[::1]/grants", Address("grants", host="::1")),
        ],
    )
    def test_is_read_in_every_spelling(self, url: str, address: Address) -> None:
        assert database.parse(url) == address

    @pytest.mark.parametrize(
        "url",
        [
            "mysql://ada:secret@db.example/grants",
            "postgresql://ada:secret@db.example",
            "postgresql://ada:secret@db.example:port/grants",
            "postgresql://ada:secret@[db/grants",
        ],
    )
    def test_is_refused_without_telling_the_password(self, url: str) -> None:
        with pytest.raises(ImproperlyConfigured) as raised:
            database.parse(url)

        assert "secret" not in str(raised.value)
        assert raised.value.__cause__ is None


class TestSettings:
    def test_lead_to_the_address_in_one_transaction_a_request(self) -> None:
        settings = database.settings("postgresql://ada:secret@db.example/grants")

        assert settings["HOST"] == "db.example"
        assert settings["USER"] == "ada"
        assert settings["ATOMIC_REQUESTS"] is True

    def test_leave_an_absent_address_to_libpq(self) -> None:
        settings = database.settings("")

        assert (settings["NAME"], settings["HOST"]) == ("safehold", "")
