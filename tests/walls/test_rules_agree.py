"""The rule in Python and the rule in the database let the same rows through."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

import pytest
from django.db.models import Model, QuerySet

from safehold.apps.audit import context
from safehold.apps.decisions import queries as decisions
from safehold.apps.documents import queries as documents
from safehold.apps.invitations import queries as invitations
from safehold.apps.jobs import queries as jobs
from safehold.apps.people import queries as people
from safehold.apps.people.models import Membership
from safehold.apps.programmes import queries as programmes
from safehold.engine.actors import Actor, Purpose, Role
from tests import cast
from tests.walls.houses import Street, actor_of
from tests.walls.seeing import seen


class Rule(NamedTuple):
    """A query that says who may know of which rows.

    `wider` says why the database lets more through, where it does.
    """

    name: str
    visible_to: Callable[[Actor], QuerySet[Model]]
    wider: str = ""


RULES = (
    Rule(
        "documents",
        documents.visible_to,
        wider="a fact that stands shows its own sentence of the document",
    ),
    Rule("facts", documents.facts_visible_to),
    Rule("findings", documents.findings_visible_to),
    Rule("programmes", programmes.visible_to),
    Rule("awards", programmes.awards_visible_to),
    Rule("observations", programmes.observations_visible_to),
    Rule("decisions", decisions.visible_to),
    Rule(
        "memberships",
        people.memberships_visible_to,
        wider="everybody reads their own roles, which is how they come to have any",
    ),
    Rule("invitations", invitations.visible_to),
    Rule(
        "jobs",
        jobs.visible_to,
        wider="a job belongs to a purpose, and its page to that purpose's pages",
    ),
)


def actors(street: Street) -> Iterator[Actor]:
    """Return everybody, and somebody of every role there is, for every purpose."""
    where = street.home.organisation_id
    somebody = [
        cast._actor(f"Nr {number}", role, where) for number, role in enumerate(Role)
    ]
    for actor in (*street.everybody, *somebody):
        for purpose in Purpose:
            yield replace(actor, purpose=purpose)


@pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])
def test_both_rules_let_the_same_rows_through(street: Street, rule: Rule) -> None:
    for by in actors(street):
        # Python's rule, with the walls lifted; then the walls, without Python's rule.
        with context.as_service():
            by_python = set(rule.visible_to(by).values_list("pk", flat=True))
        by_database = seen(by, rule.visible_to(by).model)

        if rule.wider:
            assert by_python <= by_database, (by.roles, by.purpose)
        else:
            assert by_python == by_database, (by.roles, by.purpose)


def test_every_query_of_who_may_know_is_compared() -> None:
    modules = (documents, programmes, decisions, people, invitations, jobs)
    asked = {rule.visible_to for rule in RULES}

    left = {
        f"{module.__name__}.{name}"
        for module in modules
        for name, query in vars(module).items()
        if name.endswith("visible_to")
        and query.__module__ == module.__name__
        and query not in asked
    }

    # People are of no organisation: they are known by their roles, which are compared.
    assert left == {"safehold.apps.people.queries.people_visible_to"}


def test_roles_are_the_databases_own_account_of_them(street: Street) -> None:
    """What the application says of a person is not believed."""
    for actor in street.everybody:
        with context.as_service():
            held = Membership.objects.filter(
                people.stands(people.Standing.IN_FORCE, on=cast.TODAY),
                person_id=actor.person_id,
            )
            rows = set(held.values_list("organisation_id", "role"))

        assert actor_of(actor.person_id, actor.name).roles == {
            (where, Role(role)) for where, role in rows
        }
        pretender = replace(actor, roles=street.home.manager.roles)
        assert seen(pretender, Membership) == seen(actor, Membership)
