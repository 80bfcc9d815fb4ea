"""The part of /api/v1/ on accounts, messages, the mailbox, suppressed addresses and topics."""

from django.urls import path

from channels_app.api.accounts import (
    AccountsView,
    AccountView,
    ConnectView,
    KindsView,
    OrderView,
    TestView,
)
from channels_app.api.mailbox import MailboxView, MailView
from channels_app.api.messages import MessagesView, MessageView, ReleaseView
from channels_app.api.suppressions import LiftView, SuppressionsView
from channels_app.api.topics import TopicsView

urlpatterns = [
    path("accounts", AccountsView.as_view()),
    path("accounts/kinds", KindsView.as_view()),
    path("accounts/order", OrderView.as_view()),
    path("accounts/<int:account_id>", AccountView.as_view()),
    path("accounts/<int:account_id>/test", TestView.as_view()),
    path("accounts/<int:account_id>/connect", ConnectView.as_view()),
    path("messages", MessagesView.as_view()),
    path("messages/<str:message_id>", MessageView.as_view()),
    path("messages/<str:message_id>/release", ReleaseView.as_view()),
    path("mailbox", MailboxView.as_view()),
    path("mailbox/<int:mail_id>", MailView.as_view()),
    path("suppressions", SuppressionsView.as_view()),
    path("suppressions/lift", LiftView.as_view()),
    path("topics", TopicsView.as_view()),
]
