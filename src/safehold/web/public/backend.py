"""Who may sign in at all, and for how long does an open session hold?"""

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AnonymousUser

from safehold.apps.people import queries as people
from safehold.web import authentication


class PeopleBackend(ModelBackend):
    """Lets in active people; invented ones only in the demonstration.

    Asked at every sign-in and, with an open session, at every page.
    """

    def user_can_authenticate(self, user: people.Person | AnonymousUser | None) -> bool:
        is_here = authentication.is_in_the_right_place(user)
        return is_here and super().user_can_authenticate(user)
