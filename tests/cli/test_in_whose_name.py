"""Only in the demonstration does a command choose who it works for."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from safehold.apps.documents.models import Document
from safehold.apps.people.models import Person
from safehold.cli.demonstration.people import PEOPLE
from safehold.engine.actors import Role
from tests import cast
from tests.apps.refusing import everything
from tests.cast import Cast

NOBODY_NAMED = "Say in whose name"


@pytest.fixture
def people(db: None) -> Cast:
    return cast.assemble()


@pytest.fixture
def of_the_demonstration(people: Cast) -> Person:
    """Give the first invented person of the demonstration what they do there."""
    someone = Person.objects.create(
        email=PEOPLE[0].email, name=PEOPLE[0].name, password="!"
    )
    cast.member(someone, Role.GRANTS_MANAGER, people.commissioner_id)
    return someone


@pytest.fixture
def command(tmp_path: Path, request: pytest.FixtureRequest) -> tuple[str, ...]:
    """The words of a command, without those that say in whose name."""
    if request.param == "portfolio":
        return ("portfolio", "--year", "2022-23")
    path = tmp_path / "lantern.txt"
    path.write_text("The Lantern pilot.")
    return ("import_document", str(path))


def printed(*words: str) -> str:
    out = StringIO()
    call_command(*words, stdout=out, stderr=out)
    return out.getvalue()


@pytest.mark.parametrize("command", ["import_document", "portfolio"], indirect=True)
class TestACommand:
    def test_works_for_whoever_is_named(
        self, people: Cast, command: tuple[str, ...], settings: Settings
    ) -> None:
        settings.DEMONSTRATION = False

        assert printed(*command, "--by", "amara@tests.example")

    def test_works_for_the_grants_manager_of_the_demonstration(
        self,
        of_the_demonstration: Person,
        command: tuple[str, ...],
        settings: Settings,
    ) -> None:
        settings.DEMONSTRATION = True

        assert printed(*command)

    def test_works_for_nobody_that_is_not_named_where_there_is_no_demonstration(
        self,
        of_the_demonstration: Person,
        command: tuple[str, ...],
        settings: Settings,
    ) -> None:
        settings.DEMONSTRATION = False
        before = everything()

        with pytest.raises(CommandError, match=NOBODY_NAMED) as refused:
            printed(*command)

        assert refused.value.returncode == 2
        assert everything() == before

    def test_says_that_nobody_has_an_address(
        self, people: Cast, command: tuple[str, ...]
    ) -> None:
        with pytest.raises(CommandError, match="has the address") as refused:
            printed(*command, "--by", "nobody@tests.example")

        assert refused.value.returncode == 2


class TestAnImport:
    @pytest.mark.django_db
    def test_belongs_to_whoever_is_named(self, people: Cast, tmp_path: Path) -> None:
        path = tmp_path / "lantern.txt"
        path.write_text("The Lantern pilot.")

        printed("import_document", str(path), "--by", "hugo@tests.example")

        document = Document.objects.get()
        assert document.organisation_id == people.another_commissioner_id
        assert document.imported_by_id == people.hugo.person_id
