from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "safehold.apps.organisations"
