"""What a notice says to whoever sees the inbox, and to whoever opens it."""

from __future__ import annotations

import datetime
import re

import pytest

from safehold.cli.demonstration.people import PEOPLE
from safehold.engine.areas import AREAS
from safehold.engine.organisations import ORGANISATIONS
from safehold.gateways.notices.port import BODIES, SUBJECTS, Notice, NoticeKind

LINK = "https://safehold.example/invitations/a-token/"
PROGRAMMES = ("Restart", "Drive", "Prevent and Change", "Safe and Together")
PERSONAL = {
    *(word for person in PEOPLE for word in person.name.split()),
    *(person.email for person in PEOPLE),
    *(body.name for body in ORGANISATIONS),
    *(area.name for area in AREAS),
    *PROGRAMMES,
}


def notice(kind: NoticeKind) -> Notice:
    return Notice(
        kind,
        to="jo.ashdown@tests.example",
        service="Safehold",
        link=LINK,
        expiry_date=datetime.date(2026, 7, 8),
    )


@pytest.mark.parametrize("kind", NoticeKind)
class TestEveryNotice:
    def test_has_a_subject_that_is_one_fixed_sentence(self, kind: NoticeKind) -> None:
        assert notice(kind).subject == SUBJECTS[kind]
        assert not re.search(r"[{}%@\d]", SUBJECTS[kind])

    def test_names_no_person_body_place_or_programme(self, kind: NoticeKind) -> None:
        said = f"{notice(kind).subject}\n{notice(kind).body}"

        assert not [each for each in PERSONAL if re.search(rf"\b{each}\b", said)]
        assert "jo.ashdown" not in said

    def test_is_told_no_more_than_it_may_say(self, kind: NoticeKind) -> None:
        asked = set(re.findall(r"{(\w*)}", BODIES[kind]))

        assert asked <= {"service", "link", "last_date"}

    def test_links_to_our_host_and_nowhere_else(self, kind: NoticeKind) -> None:
        assert re.findall(r"\S+://\S+", notice(kind).body) == [LINK]

    def test_leaves_nothing_unsaid(self, kind: NoticeKind) -> None:
        assert not re.search(r"[{}]", notice(kind).body)


def test_the_last_day_that_a_link_works_is_told() -> None:
    assert "up to and including 7 July 2026" in notice(NoticeKind.INVITATION).body
