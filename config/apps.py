from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Makes the set-up an app, for its commands and its system checks."""

    name = "config"
    verbose_name = "set-up"

    def ready(self) -> None:
        from config.checks import register_all

        register_all()
