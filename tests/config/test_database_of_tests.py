"""The tests' own ground: the application's rights, and a database as new each time."""

import psycopg
import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import ProgrammingError, connection


def role_attributes() -> tuple[object, ...]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb "
            "FROM pg_roles WHERE rolname = current_user"
        )
        return tuple(cursor.fetchone())


@pytest.mark.django_db
class TestRights:
    def test_are_those_of_the_application(self) -> None:
        assert role_attributes() == ("safehold_app", False, False, False, False)

    def test_do_not_include_owning_a_table(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_class WHERE relowner = "
                "(SELECT oid FROM pg_roles WHERE rolname = current_user)"
            )
            assert cursor.fetchone() == (0,)

    @pytest.mark.parametrize(
        "statement",
        [
            "CREATE TABLE mine (id int)",
            "TRUNCATE django_session",
            "DROP TABLE django_session",
            "ALTER TABLE django_session ADD COLUMN x int",
            "SET ROLE safehold_owner",
        ],
    )
    def test_refuse(self, statement: str) -> None:
        with (
            pytest.raises(ProgrammingError, match=r"permission denied|must be owner"),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


class TestATransactionalTest:
    @pytest.mark.parametrize("turn", [1, 2])
    @pytest.mark.django_db(transaction=True)
    def test_starts_from_the_rows_of_the_migrations(self, turn: int) -> None:
        assert not ContentType.objects.filter(app_label="left_behind").exists()
        assert ContentType.objects.exists()

        ContentType.objects.create(app_label="left_behind", model=f"turn{turn}")


def test_the_owner_sees_what_was_committed(
    transactional_db: None, owner_connection: psycopg.Connection
) -> None:
    ContentType.objects.create(app_label="committed", model="row")

    found = owner_connection.execute(
        "SELECT model FROM django_content_type WHERE app_label = 'committed'"
    )

    assert found.fetchall() == [("row",)]
