"""No line shows anything of a person, whatever it was given."""

import ast
import json
import logging
import sys
import uuid
from enum import StrEnum
from http import HTTPMethod

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from safehold.apps.people.models import Person
from safehold.engine.refusals import Refusal, Refused
from safehold.gateways.logs import redaction
from safehold.gateways.logs.lines import FACTS, Code, Event
from tests.architecture.tree import SRC, name, python_files, syntax_of
from tests.gateways.logs.canaries import (
    MARKS,
    VALUES,
    line_of,
    line_told,
    personal,
)

KEYS = st.sampled_from([*FACTS, "request", "user", "reason", *MARKS])


class TestNoLineShowsAPerson:
    @given(words=VALUES, args=st.lists(VALUES, max_size=3))
    def test_in_its_words_or_their_arguments(
        self, words: object, args: list[object]
    ) -> None:
        line = line_of(logging.ERROR, words, *args)

        assert not personal(line)
        assert json.loads(line)["event"].startswith("[removed: ")

    @given(st.dictionaries(KEYS, VALUES, max_size=4))
    def test_in_what_was_added_to_it(self, extra: dict[str, object]) -> None:
        # A number is a fact where the name of one is on it.
        extra = {
            key: value
            for key, value in extra.items()
            if not (key in FACTS and isinstance(value, int))
        }

        assert not personal(line_of(logging.ERROR, "%s", "x", extra=extra))
        assert not personal(line_told(Event.JOB, **extra))

    @given(VALUES)
    def test_in_the_name_of_its_event(self, event: object) -> None:
        assert not personal(line_told(event))

    @given(st.lists(VALUES, max_size=3))
    def test_in_a_failure_or_its_causes(self, values: list[object]) -> None:
        first, second = ValueError(*values), KeyError(*values)
        first.add_note(str(values))
        first.__cause__ = second

        assert not personal(line_of(logging.ERROR, "x", exc_info=first))
        assert not personal(line_told(Event.JOB, exc_info=first))

    @given(st.sampled_from(MARKS))
    def test_in_the_local_values_of_where_it_failed(self, secret: str) -> None:
        try:
            uuid.UUID(secret)
        except ValueError:
            line = line_told(Event.JOB, exc_info=True)
            told = line_of(logging.ERROR, "x", exc_info=sys.exc_info())

        assert not personal(line + told)
        assert "test_redaction.py" in line

    @pytest.mark.parametrize("mark", MARKS)
    def test_in_the_name_of_its_logger(self, mark: str) -> None:
        record = logging.makeLogRecord({"name": mark, "msg": "x"})
        told = {"event": "x", "_record": record, "_from_structlog": False}

        line = redaction.redact(None, "", told)

        assert not personal(json.dumps(line))
        assert line["logger"] == "[removed: str]"

    def test_where_its_words_do_not_fit_their_arguments(
        self, capfd: pytest.CaptureFixture[str]
    ) -> None:
        line = line_of(logging.ERROR, "%d and %d", MARKS[0])

        assert not personal(line)
        assert not personal(capfd.readouterr().err)


@pytest.mark.django_db
def test_a_refusal_of_the_database_keeps_its_values_to_itself() -> None:
    Person.objects.create(email=MARKS[1], name=MARKS[0], password="!")
    with pytest.raises(IntegrityError) as raised, transaction.atomic():
        Person.objects.create(email=MARKS[1], name=MARKS[0], password="!")
    assert personal(str(raised.value)), "PostgreSQL quotes the row"

    line = line_of(logging.ERROR, "Failed", exc_info=raised.value)

    told = json.loads(line)["failure"]["caused_by"]
    assert not personal(line)
    assert told["kind"] == "psycopg.errors.UniqueViolation"
    assert told["sqlstate"] == "23505"
    assert told["constraint"].startswith("people_person")
    assert connection.is_usable()


class Outcome(StrEnum):
    DONE = "done"


class TestALineSays:
    def test_the_facts_that_have_a_name(self) -> None:
        request_id = uuid.uuid4()

        told = json.loads(
            line_told(
                Event.REQUEST,
                method=HTTPMethod.GET,
                route=Code("documents/<int:document_id>/review/"),
                status=200,
                milliseconds=12,
                request_id=request_id,
                person_id=None,
                outcome=Outcome.DONE,
            )
        )

        assert told.pop("at").endswith("+00:00")
        assert told == {
            "level": "error",
            "logger": "safehold",
            "event": "request",
            "method": "GET",
            "milliseconds": 12,
            "outcome": "done",
            "person_id": None,
            "request_id": str(request_id),
            "route": "documents/<int:document_id>/review/",
            "status": 200,
        }

    def test_which_types_it_left_out(self) -> None:
        told = json.loads(line_told(Event.JOB, job="send", subject=MARKS[0], n=1))

        assert told["job"] == "[removed: str]"
        assert told["removed"] == ["int", "str"]

    def test_where_in_the_code_a_library_wrote_it(self) -> None:
        told = json.loads(line_of(logging.ERROR, "Not Found: %s", "/people/ada"))

        assert told["logger"] == "django.request"
        assert told["event"] == "[removed: str]"
        assert told["place"].startswith("gateways/logs/canaries.py:")
        assert told["place"].endswith(" line_of")

    def test_the_kind_and_the_places_of_a_failure(self) -> None:
        try:
            raise Refused(Refusal("claims.not_yours", MARKS[0], "SEC-01"))
        except Refused as refused:
            told = json.loads(line_told(Event.JOB, exc_info=refused))["failure"]

        assert told["kind"] == "safehold.engine.refusals.Refused"
        assert told["refusal"] == "claims.not_yours"
        [frame] = told["frames"]
        assert frame.startswith("gateways/logs/test_redaction.py:")
        assert frame.endswith(" test_the_kind_and_the_places_of_a_failure")


def test_a_code_is_made_of_words_that_stand_in_the_source() -> None:
    """Or of the pattern of an address, which does too."""
    made = {
        f"{name(path)}: {ast.unparse(call)}"
        for path in python_files(SRC)
        for call in ast.walk(syntax_of(path))
        if isinstance(call, ast.Call)
        and ast.unparse(call.func) in {"Code", "lines.Code"}
        and not isinstance(call.args[0], ast.Constant)
    }

    assert made == {"src/safehold/web/operations/requests.py: Code(resolved.route)"}


class TestAPath:
    @pytest.mark.parametrize(
        ("path", "shown"),
        [
            (
                "/srv/x/.venv/lib/python3.11/site-packages/django/http.py",
                "django/http.py",
            ),
            ("/opt/safehold/src/safehold/web/edge.py", "safehold/web/edge.py"),
            ("/usr/lib/python3.11/threading.py", "threading.py"),
            ("<string>", "<string>"),
        ],
    )
    def test_is_shown_without_what_is_the_machines(self, path: str, shown: str) -> None:
        assert redaction.short(path) == shown
