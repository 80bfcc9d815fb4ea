"""What a workspace has set for one of its channels."""

from typing import ClassVar

from django.db import models


class ChannelSettings(models.Model):
    """`settings` holds what the channel's kind declares (see `base.Channel.settings`)."""

    workspace_id = models.BigIntegerField()
    channel = models.TextField()
    settings = models.JSONField(default=dict)

    class Meta:
        db_table = "channel_settings"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["workspace_id", "channel"], name="channel_settings_channel"
            ),
        ]

    def __str__(self) -> str:
        return self.channel
