from safehold.engine.actors import COMMISSIONER_ROLES, SYSTEM, Actor, Role

COMMISSIONER, COUNCIL = 1, 2
AMARA = Actor(
    person_id=7,
    name="Amara",
    roles=frozenset(
        {(COMMISSIONER, Role.GRANTS_MANAGER), (COUNCIL, Role.PANEL_MEMBER)}
    ),
)


class TestActor:
    def test_holds_a_role_only_where_it_was_given(self) -> None:
        assert AMARA.holds(Role.GRANTS_MANAGER, at_organisation=COMMISSIONER)
        assert not AMARA.holds(Role.GRANTS_MANAGER, at_organisation=COUNCIL)
        assert not AMARA.holds(Role.PANEL_MEMBER, at_organisation=COMMISSIONER)

    def test_acts_for_the_organisations_of_any_of_the_roles(self) -> None:
        both = (Role.GRANTS_MANAGER, Role.PANEL_MEMBER)

        assert AMARA.organisations_as(*both) == {COMMISSIONER, COUNCIL}
        assert AMARA.organisations_as(Role.PANEL_MEMBER) == {COUNCIL}
        assert AMARA.organisations_as(Role.IDVA) == frozenset()

    def test_who_is_the_service_itself_holds_no_role(self) -> None:
        assert SYSTEM.organisations_as(*Role) == frozenset()


class TestCommissionerRoles:
    def test_leave_out_whoever_works_for_somebody_else(self) -> None:
        outside = {Role.LEAD_BODY_MANAGER, Role.EVALUATOR, Role.CASE_MANAGER}

        assert not outside & COMMISSIONER_ROLES
        assert {Role.GRANTS_MANAGER, Role.FINANCE_OFFICER} <= COMMISSIONER_ROLES
