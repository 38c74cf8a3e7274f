"""No two steps that check each other are one person's, and nobody decides to gain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safehold.engine import separation
from safehold.engine.actors import COMMISSIONER_ROLES, Role
from safehold.engine.separation import Interest, Step, Taken

PEOPLE = st.integers(1, 4)
BODIES = st.integers(1, 4)
HISTORY = st.lists(st.builds(Taken, PEOPLE, st.sampled_from(Step)), max_size=6)
INTERESTS = st.lists(st.builds(Interest, PEOPLE, BODIES), max_size=6)
RECIPIENTS = st.frozensets(BODIES, max_size=3)
ROLES = st.sampled_from(Role)


class TestRoles:
    @pytest.mark.parametrize("role", sorted(COMMISSIONER_ROLES))
    def test_that_move_money_are_never_an_auditors(self, role: Role) -> None:
        assert separation.is_incompatible(role, [Role.AUDITOR])
        assert separation.is_incompatible(Role.AUDITOR, [role])

    def test_of_administrator_and_auditor_are_two_peoples(self) -> None:
        assert separation.is_incompatible(Role.AUDITOR, [Role.ADMINISTRATOR])

    @given(ROLES, st.lists(ROLES, max_size=4))
    def test_go_together_or_not_whichever_came_first(
        self, role: Role, held: list[Role]
    ) -> None:
        either = any(separation.is_incompatible(each, [role]) for each in held)

        assert separation.is_incompatible(role, held) == either

    @given(ROLES)
    def test_go_with_themselves_and_with_none(self, role: Role) -> None:
        assert not separation.is_incompatible(role, [role])
        assert not separation.is_incompatible(role, [])


class TestOneThing:
    @given(HISTORY, PEOPLE)
    def test_is_never_certified_by_who_submitted_nor_paid_by_who_certified(
        self, offered: list[Taken], person_id: int
    ) -> None:
        taken: list[Taken] = []
        for each in offered:
            if why_not(each.step, each.person_id, taken) is None:
                taken.append(each)

        steps = {each.step for each in taken if each.person_id == person_id}

        assert not {Step.SUBMIT, Step.CERTIFY} <= steps
        assert not {Step.CERTIFY, Step.PAY} <= steps

    @given(st.sampled_from(Step), PEOPLE, HISTORY, INTERESTS, RECIPIENTS)
    def test_is_never_decided_on_by_who_stands_to_gain(
        self,
        step: Step,
        person_id: int,
        taken: list[Taken],
        interests: list[Interest],
        recipients: frozenset[int],
    ) -> None:
        gains = any(Interest(person_id, each) in interests for each in recipients)

        refusal = separation.why_not_take(
            step,
            person_id=person_id,
            taken=taken,
            interests=interests,
            recipient_ids=recipients,
        )

        assert refusal is not None or not (gains and step is not Step.SUBMIT)

    @given(st.sampled_from(Step), HISTORY, INTERESTS, RECIPIENTS)
    def test_is_open_to_a_stranger_to_it(
        self,
        step: Step,
        taken: list[Taken],
        interests: list[Interest],
        recipients: frozenset[int],
    ) -> None:
        refusal = separation.why_not_take(
            step,
            person_id=99,
            taken=taken,
            interests=interests,
            recipient_ids=recipients,
        )

        assert refusal is None

    @pytest.mark.parametrize(
        ("earlier", "step", "is_refused"),
        [
            (Step.SUBMIT, Step.SUBMIT, False),
            (Step.SUBMIT, Step.CERTIFY, True),
            (Step.SUBMIT, Step.DECIDE, False),
            (Step.CERTIFY, Step.SUBMIT, True),
            (Step.CERTIFY, Step.PAY, True),
            (Step.CERTIFY, Step.CERTIFY, False),
            (Step.PAY, Step.CERTIFY, True),
        ],
    )
    def test_keeps_apart_what_checks_each_other(
        self, earlier: Step, step: Step, *, is_refused: bool
    ) -> None:
        refusal = why_not(step, 1, [Taken(1, earlier)])

        assert refusal is (separation.TOOK_THE_OTHER_STEP if is_refused else None)
        assert why_not(step, 2, [Taken(1, earlier)]) is None

    def test_may_be_asked_for_by_who_gains(self) -> None:
        def asked(step: Step) -> object:
            return separation.why_not_take(
                step,
                person_id=1,
                taken=[],
                interests=[Interest(1, 7)],
                recipient_ids=frozenset({7}),
            )

        assert asked(Step.SUBMIT) is None
        assert asked(Step.DECIDE) is separation.STANDS_TO_GAIN


def why_not(step: Step, person_id: int, taken: list[Taken]) -> object:
    return separation.why_not_take(
        step,
        person_id=person_id,
        taken=taken,
        interests=[],
        recipient_ids=frozenset(),
    )
