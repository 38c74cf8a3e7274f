"""The addresses of the administrator's pages."""

from django.urls import path

from safehold.web.administration import invitations, people, roles

urlpatterns = [
    path("people/", people.people_list, name="people"),
    path("people/invite/", invitations.invite, name="invite"),
    path("people/invitations/", invitations.invitation_list, name="invitations"),
    path(
        "people/invitations/<int:invitation_id>/",
        invitations.invitation,
        name="invitation",
    ),
    path(
        "people/invitations/<int:invitation_id>/send-again/",
        invitations.send_again,
        name="send-invitation-again",
    ),
    path(
        "people/invitations/<int:invitation_id>/withdraw/",
        invitations.withdraw,
        name="withdraw-invitation",
    ),
    path("people/<int:person_id>/", people.person, name="person"),
    path("people/<int:person_id>/give-role/", roles.give_role, name="give-role"),
    path("people/roles/<int:membership_id>/end/", roles.end, name="end-role"),
    path("people/roles/<int:membership_id>/move/", roles.move, name="move"),
]
