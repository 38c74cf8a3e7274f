import pytest
from django.db.models import QuerySet

from safehold.apps.people.models import Person
from tests.web.components.listed import PEOPLE


@pytest.fixture
def people(db: None) -> QuerySet[Person, Person]:
    for email, name, last_login in PEOPLE:
        Person.objects.create(
            email=email, name=name, last_login=last_login, is_demonstration="." in name
        )
    emails = [email for email, _, _ in PEOPLE]
    return Person.objects.filter(email__in=emails)
