"""Messages that are written once and sent from many places, and the parts that they share."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

PART = "part"


class Template(models.Model):
    """A saved message of one channel, or (channel "part") a piece that messages share.

    `draft` is what is being written: {"en": {content}, "ru": {content}}, the first language the
    one to fall back on. What is sent is the newest `TemplateVersion`.
    """

    workspace_id = models.BigIntegerField()
    channel = models.TextField()
    slug = models.TextField(db_collation="C")
    name = models.TextField()
    # Languages in the order in which they fall back; keys of `draft`.
    languages = models.JSONField(default=list)
    draft = models.JSONField(default=dict)
    draft_revision = models.IntegerField(default=0)
    # The number of the version that is sent; 0 while none was published.
    published = models.IntegerField(default=0)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    changed_by = models.TextField(default="")

    class Meta:
        db_table = "template"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["workspace_id", "slug"], condition=~Q(channel=PART), name="template_slug"
            ),
            models.UniqueConstraint(
                fields=["workspace_id", "slug"], condition=Q(channel=PART), name="part_slug"
            ),
        ]

    def __str__(self) -> str:
        return self.slug


class TemplateVersion(models.Model):
    """What was published: never changed. `contents` as the template's draft was."""

    workspace_id = models.BigIntegerField()
    template_id = models.BigIntegerField()
    number = models.IntegerField()
    languages = models.JSONField(default=list)
    contents = models.JSONField(default=dict)
    published_at = models.DateTimeField()
    published_by = models.TextField(default="")
    note = models.TextField(default="")

    class Meta:
        db_table = "template_version"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["template_id", "number"], name="template_version_number"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["workspace_id"], name="template_version_of"),
        ]

    def __str__(self) -> str:
        return f"{self.template_id} version {self.number}"
