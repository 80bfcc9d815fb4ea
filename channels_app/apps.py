from django.apps import AppConfig


class ChannelsAppConfig(AppConfig):
    name = "channels_app"
    verbose_name = "channels"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Take part in the deletion of a workspace, and show the mailbox to pages that watch it."""
        from channels_app.delivery import removal
        from channels_app.live import events, mail

        removal.register()
        events.register(mail.SOURCE)
