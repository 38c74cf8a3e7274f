"""What holds of every page: valid enough to read, and nothing inside it runs."""

import re

import pytest
from django.test import Client, override_settings
from django.urls import resolve
from lxml import html

from safehold.engine.actors import Actor, Role
from safehold.web import navigation
from safehold.web.public import brand

pytestmark = [pytest.mark.urls("tests.web.showcase"), pytest.mark.django_db]

PAGES = (
    "/",
    "/help/",
    "/accessibility/",
    "/cookies/",
    "/about-the-demonstration/",
    "/sign-in/",
    "/showcase/",
    "/showcase/?wrong",
    "/refused/",
    "/no-such-page/",
)


@pytest.fixture(autouse=True)
def demonstration(settings: object) -> None:
    settings.DEMONSTRATION = True  # type: ignore[attr-defined]


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest, client: Client) -> html.HtmlElement:
    return html.document_fromstring(client.get(request.param).content.decode())


class TestEveryPage:
    def test_has_one_heading_that_its_title_begins_with(
        self, page: html.HtmlElement
    ) -> None:
        (heading,) = page.xpath("//h1")
        title = page.findtext(".//title").strip().removeprefix("Error: ")

        assert title.endswith("– Safehold")
        assert title.split(" – ")[0] == heading.text_content().strip()

    def test_names_each_thing_once(self, page: html.HtmlElement) -> None:
        ids = page.xpath("//@id")

        assert sorted(ids) == sorted(set(ids))

    def test_points_only_to_what_is_there(self, page: html.HtmlElement) -> None:
        ids = set(page.xpath("//@id"))
        named = {
            one
            for attribute in ("aria-labelledby", "aria-describedby", "for")
            for value in page.xpath(f"//@{attribute}")
            for one in value.split()
        }

        assert named <= ids

    def test_carries_no_script_or_style_inside(self, page: html.HtmlElement) -> None:
        assert page.xpath("//script[not(@src)]") == []
        assert page.xpath("//style | //@style") == []
        assert [name for name in page.xpath("//@*") if name.attrname[:2] == "on"] == []

    def test_lets_one_skip_to_what_it_is_about(self, page: html.HtmlElement) -> None:
        (skip,) = page.xpath("//a[contains(@class, 'govuk-skip-link')]")

        assert page.get_element_by_id(skip.get("href")[1:]).tag == "main"

    def test_says_that_this_is_a_demonstration(self, page: html.HtmlElement) -> None:
        assert "Invented people, real figures." in page.text_content()

    def test_leads_to_the_accessibility_statement(self, page: html.HtmlElement) -> None:
        assert "/accessibility/" in page.xpath("//footer//a/@href")


class TestProtection:
    @pytest.mark.parametrize("address", ["/", "/showcase/", "/no-such-page/"])
    def test_lets_nothing_run_but_our_own_files(
        self, client: Client, address: str
    ) -> None:
        policy = client.get(address).headers["Content-Security-Policy"]

        assert "default-src 'self'" in policy
        assert "unsafe" not in policy
        assert "object-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy


class TestTitle:
    def test_begins_with_the_error_where_there_is_one(self, client: Client) -> None:
        page = client.get("/showcase/?wrong").content.decode()

        assert "<title>Error: Every component – Safehold</title>" in page


class TestServiceName:
    @override_settings(SERVICE_NAME="Grants & Homes")
    def test_stands_on_every_page(self, client: Client) -> None:
        page = client.get("/help/").content.decode()

        assert "<title>Help – Grants &amp; Homes</title>" in page
        assert "Safehold" not in page

    @override_settings(SERVICE_NAME="Grants & Homes")
    def test_stands_on_the_page_for_our_own_failures(self, client: Client) -> None:
        client.raise_request_exception = False

        assert "Grants &amp; Homes" in client.get("/broken/").content.decode()


class TestBrandColour:
    @pytest.mark.parametrize(
        ("colour", "text"),
        [("#1d5e5a", "#ffffff"), ("#ffdd00", "#0b0c0c"), ("#d4351c", "#ffffff")],
    )
    def test_comes_with_a_text_that_can_be_read_on_it(
        self, client: Client, colour: str, text: str
    ) -> None:
        with override_settings(BRAND_COLOUR=colour):
            response = client.get("/brand.css")

        sheet = response.content.decode()
        assert response.headers["Content-Type"] == "text/css; charset=utf-8"
        assert f"--govuk-brand-colour:{colour};" in sheet
        assert f"--safehold-brand-text-colour:{text}" in sheet
        assert "max-age=3600" in response.headers["Cache-Control"]
        assert brand.contrast(colour, text) >= 4.5

    def test_contrast_is_as_the_guidelines_define_it(self) -> None:
        assert round(brand.contrast("#ffffff", "#000000"), 2) == 21
        assert round(brand.contrast("#777777", "#ffffff"), 2) == 4.48


class TestDemonstration:
    @override_settings(DEMONSTRATION=False)
    def test_is_not_spoken_of_elsewhere(self, client: Client) -> None:
        assert "Demonstration" not in client.get("/help/").content.decode()
        assert client.get("/about-the-demonstration/").status_code == 404


class TestNavigation:
    OFFICER = Actor(7, "Dev", frozenset({(1, Role.FINANCE_OFFICER)}))
    WORKER = Actor(8, "Esi", frozenset({(2, Role.IDVA)}))
    NEWCOMER = Actor(9, "Grace", frozenset())

    @pytest.mark.parametrize(
        ("actor", "parts"),
        [
            (OFFICER, ["Portfolio", "Decisions", "Documents", "Findings"]),
            (WORKER, ["Portfolio", "Decisions"]),
            (NEWCOMER, []),
            (None, []),
        ],
    )
    def test_offers_what_a_role_has(
        self, actor: Actor | None, parts: list[str]
    ) -> None:
        items = navigation.items(actor, path="/")

        assert [item.text for item in items] == parts

    def test_marks_where_the_person_stands(self) -> None:
        items = navigation.items(self.OFFICER, path="/decisions/pcd-9001/")

        assert [item.text for item in items if item.is_current] == ["Decisions"]

    def test_leads_to_pages_that_there_are(self) -> None:
        for item in navigation.items(self.OFFICER, path="/"):
            assert resolve(item.href, urlconf="safehold.config.urls")


def test_cookies_are_listed_by_the_names_they_have(client: Client) -> None:
    listed = re.findall(
        r'scope="row"[^>]*>(\w+)<', client.get("/cookies/").content.decode()
    )

    assert listed == ["sessionid", "knownbrowser", "csrftoken"]
