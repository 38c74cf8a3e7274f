from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "safehold.apps.identity"
