"""Feeds of articles, for {% articles "name" %} in templates."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from channels_app.api.access import feed_of
from channels_app.library import feeds
from channels_app.models import Article, Feed
from workspaces.api.fields import Input, Output, TextField
from workspaces.api.pages import PARAMETERS, page, page_of
from workspaces.api.views import WORKSPACE, ApiView
from workspaces.permissions import Act, require

SHOWN = 10


class ArticleRow(Output):
    title = serializers.CharField()
    link = serializers.CharField()
    summary = serializers.CharField(allow_blank=True)
    image = serializers.CharField(allow_blank=True)
    at = serializers.DateTimeField()


class FeedRow(Output):
    slug = serializers.CharField()
    url = serializers.CharField()
    title = serializers.CharField(allow_blank=True)
    checked_at = serializers.DateTimeField(allow_null=True)
    problem = serializers.CharField(
        allow_blank=True, help_text="Why it could not be read the last time."
    )


class FeedDetail(FeedRow):
    articles = ArticleRow(many=True, help_text="The newest ten.")


class NewFeed(Input):
    slug = serializers.RegexField(r"^[a-z0-9][a-z0-9_-]{0,63}$")
    url = TextField(max_length=2000)


class FeedChange(Input):
    url = TextField(max_length=2000)


@extend_schema(parameters=[WORKSPACE], tags=["templates"])
class FeedsView(ApiView):
    @extend_schema(operation_id="feeds", parameters=PARAMETERS, responses=page_of(FeedRow))
    def get(self, request: Request) -> Response:
        """By name."""
        mine = Feed.objects.filter(workspace_id=self.actor.workspace.id)
        return page(request, mine, ["slug"], lambda rows: FeedRow(rows, many=True).data)

    @extend_schema(operation_id="feed_create", request=NewFeed, responses={201: FeedDetail})
    def post(self, request: Request) -> Response:
        """Add an RSS or Atom feed; it is read at once, and again every quarter of an hour."""
        require(self.actor, Act.RUN)
        return Response(_shown(feeds.create_feed(self.actor, **self.taken(NewFeed))), status=201)


@extend_schema(parameters=[WORKSPACE], tags=["templates"])
class FeedView(ApiView):
    @extend_schema(operation_id="feed", responses=FeedDetail)
    def get(self, request: Request, slug: str) -> Response:
        """A feed with its newest articles."""
        return Response(_shown(feed_of(self.actor, slug, Act.READ)))

    @extend_schema(operation_id="feed_change", request=FeedChange, responses=FeedDetail)
    def patch(self, request: Request, slug: str) -> Response:
        """Give it another address."""
        feed = feed_of(self.actor, slug, Act.RUN)
        return Response(_shown(feeds.change_feed(self.actor, feed, **self.taken(FeedChange))))

    @extend_schema(operation_id="feed_delete", responses={204: None})
    def delete(self, request: Request, slug: str) -> Response:
        """Messages that show its articles show none from then on."""
        feeds.delete_feed(self.actor, feed_of(self.actor, slug, Act.RUN))
        return Response(status=204)


@extend_schema(parameters=[WORKSPACE], tags=["templates"])
class FeedReadView(ApiView):
    @extend_schema(operation_id="feed_read", request=None, responses={202: FeedDetail})
    def post(self, request: Request, slug: str) -> Response:
        """Read it now, in a job."""
        feed = feed_of(self.actor, slug, Act.RUN)
        feeds.order_reading(self.actor, feed)
        return Response(_shown(feed), status=202)


def _shown(feed: Feed) -> Any:
    names = ("slug", "url", "title", "checked_at", "problem")
    articles = Article.objects.filter(feed_id=feed.id).order_by("-at", "guid")[:SHOWN]
    value = {name: getattr(feed, name) for name in names}
    return FeedDetail(value | {"articles": articles}).data
