from django.apps import AppConfig


class PlaceConfig(AppConfig):
    name = "safehold.config"
    label = "place"

    def ready(self) -> None:
        # Registers them with Django, which then runs them by `manage check`.
        from safehold.config import checks as checks
