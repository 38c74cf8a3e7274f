from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "safehold.apps.decisions"
