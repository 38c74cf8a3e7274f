from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "safehold.apps.dossiers"
