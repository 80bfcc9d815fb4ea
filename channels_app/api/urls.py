"""The part of /api/v1/ on accounts, messages, the mailbox, suppressed addresses, topics and
templates."""

from django.urls import path

from channels_app.api import parts, templates
from channels_app.api.accounts import (
    AccountsView,
    AccountView,
    ConnectView,
    KindsView,
    OrderView,
    TestView,
)
from channels_app.api.customer_tokens import CustomerTokenView
from channels_app.api.feeds import FeedReadView, FeedsView, FeedView
from channels_app.api.library import BrandView, ImagesView, ImageView
from channels_app.api.mailbox import MailboxView, MailView
from channels_app.api.messages import MessagesView, MessageView, ReleaseView
from channels_app.api.suppressions import LiftView, SuppressionsView
from channels_app.api.topics import TopicsView
from channels_app.api.tracking import TrackingView

urlpatterns = [
    path("accounts", AccountsView.as_view()),
    path("accounts/kinds", KindsView.as_view()),
    path("accounts/order", OrderView.as_view()),
    path("accounts/<int:account_id>", AccountView.as_view()),
    path("accounts/<int:account_id>/test", TestView.as_view()),
    path("accounts/<int:account_id>/connect", ConnectView.as_view()),
    path("customers/token", CustomerTokenView.as_view()),
    path("messages", MessagesView.as_view()),
    path("messages/<str:message_id>", MessageView.as_view()),
    path("messages/<str:message_id>/release", ReleaseView.as_view()),
    path("mailbox", MailboxView.as_view()),
    path("mailbox/<int:mail_id>", MailView.as_view()),
    path("suppressions", SuppressionsView.as_view()),
    path("suppressions/lift", LiftView.as_view()),
    path("topics", TopicsView.as_view()),
    path("templates", templates.TemplatesView.as_view()),
    path("templates/<str:slug>", templates.TemplateView.as_view()),
    path("templates/<str:slug>/draft", templates.TemplateDraftView.as_view()),
    path("templates/<str:slug>/check", templates.TemplateCheckView.as_view()),
    path("templates/<str:slug>/publish", templates.TemplatePublishView.as_view()),
    path("templates/<str:slug>/versions", templates.TemplateVersionsView.as_view()),
    path("templates/<str:slug>/versions/<int:number>", templates.TemplateVersionView.as_view()),
    path("templates/<str:slug>/uses", templates.TemplateUsesView.as_view()),
    path("parts", parts.PartsView.as_view()),
    path("parts/<str:slug>", parts.PartView.as_view()),
    path("parts/<str:slug>/draft", parts.PartDraftView.as_view()),
    path("parts/<str:slug>/check", parts.PartCheckView.as_view()),
    path("parts/<str:slug>/publish", parts.PartPublishView.as_view()),
    path("parts/<str:slug>/versions", parts.PartVersionsView.as_view()),
    path("parts/<str:slug>/versions/<int:number>", parts.PartVersionView.as_view()),
    path("parts/<str:slug>/uses", parts.PartUsesView.as_view()),
    path("mjml", templates.MjmlView.as_view()),
    path("tracking", TrackingView.as_view()),
    path("feeds", FeedsView.as_view()),
    path("feeds/<str:slug>", FeedView.as_view()),
    path("feeds/<str:slug>/read", FeedReadView.as_view()),
    path("brand", BrandView.as_view()),
    path("images", ImagesView.as_view()),
    path("images/<str:image_id>", ImageView.as_view()),
]
