from django.apps import AppConfig


class InvitationsConfig(AppConfig):
    name = "safehold.apps.invitations"
