"""A person who has lost everything begins anew, on the word of who runs the service."""

from io import StringIO

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.management import CommandError, call_command

from safehold.apps.identity import queries as identity
from tests import cast

pytestmark = pytest.mark.django_db


def test_takes_everything_away_and_says_so() -> None:
    nadia = cast.person("Nadia")
    TOTP.activate(nadia, generate_totp_secret())
    out = StringIO()

    call_command("forget_factors", nadia.email, stdout=out)

    assert not identity.has_second_factor(nadia.pk)
    assert "has no second factor now" in out.getvalue()


def test_knows_nobody_by_an_address_that_nobody_has() -> None:
    with pytest.raises(CommandError, match="Nobody has that address"):
        call_command("forget_factors", "nobody@tests.example")
