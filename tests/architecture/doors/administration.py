"""Doors of whoever administers an organisation's people, and the one into it.

To everybody else there is no such page: not the form, and not the person behind it.
"""

import datetime

from safehold.apps.invitations import queries
from safehold.apps.invitations.models import Invitation
from safehold.apps.people.models import Membership
from tests import cast
from tests.architecture.doors.door import Door, Things, anybody

TOKEN = "a-link-that-works"


def only_kwame(method: str, route: str, answer: int, about: str = "") -> Door:
    return Door(method, route, (302, *(404,) * 5, answer, 404), about)


ONE = "people/invitations/<int:invitation_id>/"
DOORS = (
    only_kwame("GET", "people/", 200),
    only_kwame("GET", "people/invite/", 200),
    only_kwame("POST", "people/invite/", 422),
    only_kwame("GET", "people/<int:person_id>/", 200, "dev"),
    # Hugo is of another commissioner: Kwame may not know of him.
    only_kwame("GET", "people/<int:person_id>/", 404, "hugo"),
    only_kwame("GET", "people/<int:person_id>/give-role/", 200, "dev"),
    only_kwame("POST", "people/<int:person_id>/give-role/", 422, "dev"),
    only_kwame("GET", "people/<int:person_id>/give-role/", 404, "hugo"),
    only_kwame("POST", "people/<int:person_id>/give-role/", 404, "hugo"),
    only_kwame("GET", "people/roles/<int:membership_id>/end/", 200, "devs"),
    only_kwame("POST", "people/roles/<int:membership_id>/end/", 422, "devs"),
    only_kwame("GET", "people/roles/<int:membership_id>/end/", 404, "hugos"),
    only_kwame("POST", "people/roles/<int:membership_id>/end/", 404, "hugos"),
    only_kwame("GET", "people/roles/<int:membership_id>/move/", 200, "devs"),
    only_kwame("POST", "people/roles/<int:membership_id>/move/", 422, "devs"),
    only_kwame("GET", "people/roles/<int:membership_id>/move/", 404, "hugos"),
    only_kwame("POST", "people/roles/<int:membership_id>/move/", 404, "hugos"),
    only_kwame("GET", "people/invitations/", 200),
    only_kwame("GET", ONE, 200, "waiting"),
    only_kwame("GET", ONE, 404, "elsewhere"),
    only_kwame("POST", f"{ONE}send-again/", 302, "waiting"),
    only_kwame("POST", f"{ONE}send-again/", 404, "elsewhere"),
    only_kwame("POST", f"{ONE}withdraw/", 302, "waiting"),
    only_kwame("POST", f"{ONE}withdraw/", 404, "elsewhere"),
    only_kwame("POST", f"{ONE}withdraw/", 409, "withdrawn"),
    # The link is for somebody new: nobody who is signed in is the one.
    Door("GET", "invitations/<str:token>/", (200, *(409,) * 7)),
    Door("POST", "invitations/<str:token>/", (422, *(409,) * 7)),
    # What is used, late, withdrawn or made up is one and the same to all.
    anybody("GET", "invitations/<str:token>/", 410)._replace(about="no_token"),
    anybody("POST", "invitations/<str:token>/", 410)._replace(about="no_token"),
)


def things(people: cast.Cast) -> Things:
    """Make what the addresses are about, some of it another commissioner's."""
    here, elsewhere = people.commissioner_id, people.another_commissioner_id
    waiting = invitation(people, here, token_sha256=queries.hashed(TOKEN))
    withdrawn = invitation(
        people,
        here,
        withdrawn_at=cast.NOON,
        withdrawn_by_id=people.kwame.person_id,
    )
    return {
        "dev": people.dev.person_id,
        "hugo": people.hugo.person_id,
        "devs": Membership.objects.get(person_id=people.dev.person_id).pk,
        "hugos": Membership.objects.get(person_id=people.hugo.person_id).pk,
        "waiting": waiting.pk,
        "withdrawn": withdrawn.pk,
        "elsewhere": invitation(people, elsewhere).pk,
        "token": TOKEN,
        "no_token": "a-link-that-does-not",
    }


def invitation(people: cast.Cast, organisation_id: int, **became: object) -> Invitation:
    """Make one that stays open until long after any test is run."""
    return Invitation.objects.create(
        organisation_id=organisation_id,
        email="jo@tests.example",
        name="Jo",
        role="evaluator",
        from_date=cast.TODAY,
        expiry_date=datetime.date(9999, 1, 1),
        invited_at=cast.NOON,
        invited_by_id=people.kwame.person_id,
        **became,
    )
