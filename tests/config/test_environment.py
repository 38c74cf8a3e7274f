import pytest
from django.core.exceptions import ImproperlyConfigured

from safehold.config import environment


@pytest.fixture(autouse=True)
def _unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAFEHOLD_X", raising=False)


class TestAFlag:
    @pytest.mark.parametrize("word", ["yes", "1", "TRUE", " on "])
    def test_is_set_by(self, monkeypatch: pytest.MonkeyPatch, word: str) -> None:
        monkeypatch.setenv("SAFEHOLD_X", word)

        assert environment.flag("SAFEHOLD_X", default=False)

    @pytest.mark.parametrize("word", ["no", "0", "False", "off", ""])
    def test_is_lowered_by(self, monkeypatch: pytest.MonkeyPatch, word: str) -> None:
        monkeypatch.setenv("SAFEHOLD_X", word)

        assert not environment.flag("SAFEHOLD_X", default=True)

    @pytest.mark.parametrize("default", [True, False])
    def test_is_the_default_where_unset(self, default: bool) -> None:
        assert environment.flag("SAFEHOLD_X", default=default) is default

    def test_is_never_guessed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SAFEHOLD_X", "ja")

        with pytest.raises(ImproperlyConfigured, match="SAFEHOLD_X must be yes or no"):
            environment.flag("SAFEHOLD_X", default=True)


def test_names_are_parted_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAFEHOLD_X", "a.example, b.example,")

    assert environment.names("SAFEHOLD_X", "c") == ["a.example", "b.example"]


@pytest.mark.parametrize("given", ["red", "#12345", "#1d5e5a;}", "#1d5e5a\n"])
def test_what_is_no_colour_never_reaches_a_style_sheet(
    monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    monkeypatch.setenv("SAFEHOLD_X", given)

    with pytest.raises(ImproperlyConfigured, match="must be a colour such as #1d5e5a"):
        environment.colour("SAFEHOLD_X", "#1d5e5a")
