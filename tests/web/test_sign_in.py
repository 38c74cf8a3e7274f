from collections.abc import Iterator

import pytest
from django.test import Client, override_settings

from safehold.apps.people.models import Person
from safehold.web.public.sign_in import NOT_RIGHT

pytestmark = [pytest.mark.urls("tests.web.showcase"), pytest.mark.django_db]

PASSWORD = "a long pass phrase"


@pytest.fixture
def amara() -> Person:
    person = Person(email="amara@example.org", name="Amara Osei")
    person.set_password(PASSWORD)
    person.save()
    return person


@pytest.fixture
def invented() -> Iterator[Person]:
    with override_settings(DEMONSTRATION=True):
        yield Person.objects.create(
            email="grants.manager@demonstration.example",
            name="Dev Invented",
            is_demonstration=True,
        )


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


class TestSignIn:
    @pytest.mark.parametrize("email", ["amara@example.org", "Amara@Example.ORG"])
    def test_with_the_right_password(
        self, client: Client, amara: Person, email: str
    ) -> None:
        response = client.post("/sign-in/", {"email": email, "password": PASSWORD})

        assert response.headers["Location"] == "/"
        assert client.session["_auth_user_id"] == str(amara.pk)

    @pytest.mark.parametrize(
        ("email", "password"),
        [
            ("amara@example.org", "wrong"),
            ("stranger@example.org", PASSWORD),
            ("amara@example.org", f"{PASSWORD} "),
        ],
    )
    def test_with_anything_else_says_one_and_the_same(
        self, client: Client, amara: Person, email: str, password: str
    ) -> None:
        response = client.post("/sign-in/", {"email": email, "password": password})

        page = response.content.decode()
        assert response.status_code == 422
        assert page.count(NOT_RIGHT) == 1
        assert "<title>Error: Sign in" in page
        assert password not in page
        assert not is_signed_in(client)

    def test_of_somebody_who_left_is_refused(
        self, client: Client, amara: Person
    ) -> None:
        Person.objects.update(is_active=False)

        client.post("/sign-in/", {"email": amara.email, "password": PASSWORD})

        assert not is_signed_in(client)

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ({}, "Enter your e-mail address"),
            ({"email": "amara"}, "Enter an e-mail address in the form"),
            ({"email": "amara@example.org"}, "Enter your password"),
            ({"email": "\0", "password": "x"}, "in the form"),
            ({"email": "a\0@example.org", "password": "x"}, "in the form"),
            ({"email": "amara@example.org", "password": "\0"}, NOT_RIGHT),
        ],
    )
    def test_says_what_is_missing(
        self, client: Client, typed: dict[str, str], sentence: str
    ) -> None:
        assert sentence in client.post("/sign-in/", typed).content.decode()

    @pytest.mark.parametrize(
        ("wanted", "led_to"),
        [
            ("/portfolio/?year=2022-23", "/portfolio/?year=2022-23"),
            ("https://elsewhere.example/", "/"),
            ("//elsewhere.example/", "/"),
            ("javascript:alert(1)", "/"),
            ("portfolio", "/"),
            ("home", "/"),
            ("/\0", "/%00"),
            ("", "/"),
        ],
    )
    def test_goes_on_only_to_a_page_of_ours(
        self, client: Client, amara: Person, wanted: str, led_to: str
    ) -> None:
        typed = {"email": amara.email, "password": PASSWORD, "next": wanted}

        assert client.post("/sign-in/", typed).headers["Location"] == led_to

    def test_carries_on_where_the_person_was_going(self, client: Client) -> None:
        page = client.get("/sign-in/?next=/findings/").content.decode()

        assert '<input type="hidden" name="next" value="/findings/">' in page

    def test_is_kept_by_no_cache(self, client: Client) -> None:
        assert "no-store" in client.get("/sign-in/").headers["Cache-Control"]

    def test_lists_nobody_outside_the_demonstration(
        self, client: Client, invented: Person
    ) -> None:
        with override_settings(DEMONSTRATION=False):
            assert invented.email not in client.get("/sign-in/").content.decode()


class TestSignInAs:
    def test_needs_no_password_in_the_demonstration(
        self, client: Client, invented: Person
    ) -> None:
        page = client.get("/sign-in/").content.decode()
        response = client.post("/sign-in/as/", {"email": invented.email})

        assert "Dev Invented" in page
        assert response.headers["Location"] == "/"
        assert client.session["_auth_user_id"] == str(invented.pk)

    def test_is_not_there_outside_the_demonstration(
        self, client: Client, invented: Person
    ) -> None:
        with override_settings(DEMONSTRATION=False):
            response = client.post("/sign-in/as/", {"email": invented.email})

        assert response.status_code == 404
        assert not is_signed_in(client)

    def test_is_never_as_a_real_person(
        self, client: Client, amara: Person, invented: Person
    ) -> None:
        response = client.post("/sign-in/as/", {"email": amara.email})

        assert response.status_code == 404
        assert not is_signed_in(client)

    @pytest.mark.parametrize("email", ["", "\0", "a\0@example.org", "nobody"])
    def test_is_as_nobody_where_the_address_is_none(
        self, client: Client, invented: Person, email: str
    ) -> None:
        response = client.post("/sign-in/as/", {"email": email})

        assert response.status_code == 404
        assert not is_signed_in(client)

    def test_goes_on_to_a_page_of_ours(self, client: Client, invented: Person) -> None:
        typed = {"email": invented.email, "next": "/findings/"}

        response = client.post("/sign-in/as/", typed)

        assert response.headers["Location"] == "/findings/"

    def test_does_not_follow_a_link(self, client: Client, invented: Person) -> None:
        assert client.get("/sign-in/as/").status_code == 405


class TestAnInventedPerson:
    @pytest.fixture
    def dev(self, invented: Person) -> Person:
        invented.set_password(PASSWORD)
        invented.save()
        return invented

    def sign_in(self, client: Client, person: Person) -> None:
        client.post("/sign-in/", {"email": person.email, "password": PASSWORD})

    def test_signs_in_by_password_in_the_demonstration(
        self, client: Client, dev: Person
    ) -> None:
        self.sign_in(client, dev)

        assert client.session["_auth_user_id"] == str(dev.pk)

    def test_cannot_sign_in_once_it_is_none(self, client: Client, dev: Person) -> None:
        with override_settings(DEMONSTRATION=False):
            self.sign_in(client, dev)

        assert not is_signed_in(client)

    def test_is_signed_out_once_it_is_none(self, client: Client, dev: Person) -> None:
        self.sign_in(client, dev)
        assert "Dev Invented" in client.get("/").content.decode()

        with override_settings(DEMONSTRATION=False):
            assert "Dev Invented" not in client.get("/").content.decode()

    def test_takes_no_real_person_along(
        self, client: Client, amara: Person, dev: Person
    ) -> None:
        self.sign_in(client, amara)

        with override_settings(DEMONSTRATION=False):
            assert "Amara Osei" in client.get("/").content.decode()


class TestSignOut:
    def test_ends_the_session(self, client: Client, amara: Person) -> None:
        client.force_login(amara)

        response = client.post("/sign-out/")

        assert response.headers["Location"] == "/"
        assert not is_signed_in(client)

    def test_does_not_follow_a_link(self, client: Client, amara: Person) -> None:
        client.force_login(amara)

        assert client.get("/sign-out/").status_code == 405
        assert is_signed_in(client)


class TestShell:
    def test_names_who_is_signed_in_and_offers_to_sign_out(
        self, client: Client, amara: Person
    ) -> None:
        client.force_login(amara)

        page = client.get("/").content.decode()

        assert "Amara Osei" in page
        assert 'action="/sign-out/"' in page
