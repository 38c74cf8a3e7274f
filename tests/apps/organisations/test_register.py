import pytest

from safehold.apps.audit.models import AuditEvent
from safehold.apps.organisations import actions, queries
from safehold.apps.organisations.models import Organisation
from safehold.engine.actors import SYSTEM
from tests.build import HACKNEY
from tests.cast import NOON


def register(name: str) -> Organisation:
    return Organisation.objects.get(pk=actions.register(name, by=SYSTEM, at=NOON))


@pytest.mark.django_db
class TestRegistering:
    def test_a_known_council_brings_its_area(self) -> None:
        hackney = register("London Borough of Hackney")

        assert (hackney.kind, hackney.gss_code) == ("council", HACKNEY)

    def test_an_alias_gives_the_organisation_itself(self) -> None:
        whole = register("Mayor's Office for Policing and Crime")

        assert register("MOPAC") == whole
        assert Organisation.objects.count() == 1

    def test_a_name_nobody_knows_is_a_body_of_another_kind(self) -> None:
        lantern = register("The Lantern Trust")

        assert (lantern.kind, lantern.gss_code) == ("other", "")
        assert str(lantern) == "The Lantern Trust"

    def test_is_recorded_once(self) -> None:
        lantern = register("The Lantern Trust")

        register("The Lantern Trust")

        event = AuditEvent.objects.get()
        assert event.verb == "organisations.register"
        assert event.subject == f"organisation:{lantern.pk}"


@pytest.mark.django_db
class TestFinding:
    def test_goes_by_the_registered_name(self) -> None:
        lantern = register("The Lantern Trust")

        assert queries.named("The Lantern Trust") == lantern.pk
        assert queries.named("The Beacon Trust") is None

    def test_gives_names_by_id(self) -> None:
        lantern, beacon = register("The Lantern Trust"), register("The Beacon Trust")

        assert queries.names(frozenset({lantern.pk})) == {
            lantern.pk: "The Lantern Trust"
        }
        assert beacon.pk in queries.names(frozenset({lantern.pk, beacon.pk}))
