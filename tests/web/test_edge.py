from collections.abc import Callable

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries

from safehold.web import edge
from tests.web.showcase import REFUSAL

Answer = Callable[[HttpRequest, Exception], HttpResponse]

pytestmark = [pytest.mark.urls("tests.web.showcase"), pytest.mark.django_db]


class TestRefusals:
    def test_are_a_page_that_says_why(self, client: Client) -> None:
        response = client.get("/refused/")

        page = response.content.decode()
        assert response.status_code == 409
        assert REFUSAL.message in page
        assert REFUSAL.code in page
        assert REFUSAL.source in page

    def test_of_a_missing_row_say_no_more_than_not_found(self) -> None:
        @edge.refusals_as_pages
        def view(_request: HttpRequest) -> HttpResponse:
            raise ObjectDoesNotExist

        with pytest.raises(Http404):
            view(RequestFactory().get("/"))

    def test_leave_an_answer_as_it_is(self) -> None:
        answer = HttpResponse("fine")

        @edge.refusals_as_pages
        def view(_request: HttpRequest, *, number: int) -> HttpResponse:
            assert number == 3
            return answer

        assert view(RequestFactory().get("/"), number=3) is answer


class TestFailures:
    def test_of_an_unknown_address(self, client: Client) -> None:
        response = client.get("/no-such-page/")

        assert response.status_code == 404
        assert "Page not found" in response.content.decode()

    def test_of_our_own_say_so(self, client: Client) -> None:
        client.raise_request_exception = False

        response = client.get("/broken/")

        page = response.content.decode()
        assert response.status_code == 500
        assert "This is our failure, not yours." in page
        assert "Safehold" in page
        assert "broken on purpose" not in page

    def test_of_our_own_ask_the_database_for_nothing(
        self, rf: RequestFactory, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        with django_assert_num_queries(0):
            assert edge.server_error(rf.get("/")).status_code == 500

    def test_of_a_form_without_its_token(self) -> None:
        response = Client(enforce_csrf_checks=True).post("/sign-out/")

        assert response.status_code == 403
        assert "The form was not sent" in response.content.decode()

    def test_of_an_address_that_takes_only_forms(self, client: Client) -> None:
        response = client.get("/sign-out/")

        assert response.status_code == 405
        assert response.headers["Allow"] == "POST"
        assert "This address is not a page" in response.content.decode()

    def test_of_a_method_that_a_page_does_not_take(self, client: Client) -> None:
        response = client.delete("/help/")

        assert response.status_code == 405
        assert response.headers["Allow"] == "GET, HEAD"
        assert "Nothing was changed." in response.content.decode()

    @pytest.mark.parametrize(
        ("view", "status", "heading"),
        [
            (edge.bad_request, 400, "Your browser sent something"),
            (edge.permission_denied, 403, "You cannot see this page"),
            (edge.page_not_found, 404, "Page not found"),
        ],
    )
    def test_each_have_a_page(
        self, rf: RequestFactory, view: Answer, status: int, heading: str
    ) -> None:
        response = view(rf.get("/"), Exception("kept from the page"))

        page = response.content.decode()
        assert response.status_code == status
        assert heading in page
        assert "kept from the page" not in page
