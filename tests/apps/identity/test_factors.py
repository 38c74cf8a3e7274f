"""What somebody signs in with is taken away by nobody but whoever runs the service."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from safehold.apps.audit.models import AuditEvent
from safehold.apps.identity import actions, policies, queries
from safehold.apps.people.models import Person
from safehold.engine.actors import SYSTEM
from tests.apps.refusing import refused
from tests.cast import NOON, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def amara(people: Cast) -> Person:
    """Amara, who has set up an app."""
    person = Person.objects.get(pk=people.amara.person_id)
    TOTP.activate(person, generate_totp_secret())
    return person


class TestForgetFactors:
    def test_leaves_nothing_to_sign_in_with_but_the_password(
        self, amara: Person
    ) -> None:
        assert actions.forget_factors(amara.pk, by=SYSTEM, at=NOON) == 1

        assert not queries.has_second_factor(amara.pk)
        assert AuditEvent.objects.get(verb="identity.forget_factors").actor_id == 0

    def test_by_a_person_is_refused(self, people: Cast, amara: Person) -> None:
        for somebody in (people.amara, people.kwame, people.hugo):
            with refused(policies.NOT_FROM_COMMAND_LINE):
                actions.forget_factors(amara.pk, by=somebody, at=NOON)

        assert queries.has_second_factor(amara.pk)


class TestHasAnother:
    def test_counts_factors_and_no_recovery_codes(self, amara: Person) -> None:
        (app,) = queries.set_up(amara.pk)

        assert not queries.has_another(app)
