from django.apps import AppConfig


class ChannelsAppConfig(AppConfig):
    name = "channels_app"
    verbose_name = "channels"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Take part in the deletion of a workspace."""
        from channels_app.delivery import removal

        removal.register()
        from channels_app.live import events, mail

        events.register(mail.SOURCE)
