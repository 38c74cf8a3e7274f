from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "safehold.apps.intake"
