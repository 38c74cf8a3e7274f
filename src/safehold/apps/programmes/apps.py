from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "safehold.apps.programmes"
