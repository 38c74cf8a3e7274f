from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "safehold.apps.documents"
