"""The part of /api/v1/ on people and workspaces, and the description of the whole API."""

from django.urls import path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerView

from workspaces.api.audit import AuditView
from workspaces.api.keys import KeysView, KeyView
from workspaces.api.me import MeView
from workspaces.api.members import InvitationsView, InvitationView, MembersView, MemberView
from workspaces.api.workspaces import WorkspacesView, WorkspaceView

urlpatterns = [
    path("me", MeView.as_view()),
    path("workspaces", WorkspacesView.as_view()),
    path("workspace", WorkspaceView.as_view()),
    path("members", MembersView.as_view()),
    path("members/<int:member_id>", MemberView.as_view()),
    path("invitations", InvitationsView.as_view()),
    path("invitations/<int:invitation_id>", InvitationView.as_view()),
    path("keys", KeysView.as_view()),
    path("keys/<int:key_id>", KeyView.as_view()),
    path("audit", AuditView.as_view()),
    path("schema", SpectacularAPIView.as_view(), name="api-schema"),
    path("docs", SpectacularSwaggerView.as_view(url_name="api-schema"), name="api-docs"),
]
