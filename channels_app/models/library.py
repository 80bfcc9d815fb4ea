"""What templates draw on: the brand, pictures, and articles of the shop's own feeds."""

from typing import ClassVar

from django.db import models


class Brand(models.Model):
    """One row per workspace: {{ brand.colour }} and what else `library.brand.FIELDS` names."""

    workspace_id = models.BigIntegerField(primary_key=True)
    values = models.JSONField(default=dict)
    changed_at = models.DateTimeField()

    class Meta:
        db_table = "brand"

    def __str__(self) -> str:
        return str(self.workspace_id)


class Image(models.Model):
    """A picture, decoded and written anew by us. `id` cannot be guessed; its bytes never change."""

    id = models.TextField(primary_key=True, db_collation="C")
    workspace_id = models.BigIntegerField()
    name = models.TextField()
    content_type = models.TextField()
    width = models.IntegerField()
    height = models.IntegerField()
    size = models.IntegerField()
    data = models.BinaryField()
    created_at = models.DateTimeField()
    created_by = models.TextField(default="")

    class Meta:
        db_table = "image"
        indexes: ClassVar = [
            models.Index(fields=["workspace_id", "created_at", "id"], name="image_newest"),
        ]

    def __str__(self) -> str:
        return self.name


class Feed(models.Model):
    """An RSS or Atom feed, read again every while."""

    workspace_id = models.BigIntegerField()
    slug = models.TextField(db_collation="C")
    url = models.TextField()
    title = models.TextField(default="")
    # What the server gave to ask with the next time.
    etag = models.TextField(default="")
    modified = models.TextField(default="")
    checked_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()
    # Why it could not be read the last time; empty when it could.
    problem = models.TextField(default="")
    created_at = models.DateTimeField()

    class Meta:
        db_table = "feed"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace_id", "slug"], name="feed_slug"),
        ]

    def __str__(self) -> str:
        return self.slug


class Article(models.Model):
    """One entry of a feed, as plain text; the newest hundred of a feed are kept."""

    workspace_id = models.BigIntegerField()
    feed_id = models.BigIntegerField()
    guid = models.TextField(db_collation="C")
    title = models.TextField()
    link = models.TextField()
    summary = models.TextField(default="")
    image = models.TextField(default="")
    at = models.DateTimeField()

    class Meta:
        db_table = "article"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["feed_id", "guid"], name="article_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["workspace_id", "feed_id", "at"], name="article_newest"),
        ]

    def __str__(self) -> str:
        return self.title
