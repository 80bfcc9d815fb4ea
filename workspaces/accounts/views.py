"""Accepting an invitation: join with one's account, or open one with the invited address."""

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from workspaces.accounts.forms import NewPersonForm
from workspaces.actions.invitations import accept, accept_as_new, invitation_by
from workspaces.models import Invitation, Membership, User
from workspaces.refusals import Refusal

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind an invitation's link; only the POST joins."""
    try:
        invited = invitation_by(token)
        if isinstance(request.user, User):
            return _as_member(request, token, invited, request.user)
        if User.objects.filter(email=invited.email).exists():
            back = urlencode({"next": request.path})
            sign_in = f"{reverse('account_login')}?{back}"
            return _page(request, invited, sign_in=sign_in)
        return _as_new(request, token, invited)
    except Refusal as refusal:
        texts = {"message": refusal.message}
        return render(request, "account/invitation_closed.html", texts, status=refusal.status)


def _as_member(request: HttpRequest, token: str, invited: Invitation, user: User) -> HttpResponse:
    if request.method != "POST" or user.email != invited.email:
        return _page(request, invited, wrong_person=user.email != invited.email)
    return _to_the_workspace(accept(token, user))


def _as_new(request: HttpRequest, token: str, invited: Invitation) -> HttpResponse:
    form = NewPersonForm(request.POST or None, email=invited.email)
    if request.method != "POST" or not form.is_valid():
        return _page(request, invited, form=form)
    member = accept_as_new(token, form.cleaned_data["name"], form.cleaned_data["password"])
    login(request, member.user, BACKEND)
    return _to_the_workspace(member)


def _to_the_workspace(member: Membership) -> HttpResponse:
    return redirect(f"/w/{member.workspace.slug}/home")


def _page(request: HttpRequest, invited: Invitation, **more: object) -> HttpResponse:
    return render(request, "account/invitation.html", {"invitation": invited, **more})
