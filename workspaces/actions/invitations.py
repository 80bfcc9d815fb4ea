"""Inviting by mail, revoking, and accepting.

The link is signed from the invitation's id with the server's secret: whoever holds it
received the mail, so accepting also confirms the address. State and expiry are the row's.
"""

from smtplib import SMTPException

import structlog
from django.conf import settings
from django.core import signing
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from workspaces.actions.people import create_user
from workspaces.audit import record
from workspaces.clock import now
from workspaces.models import Invitation, Membership, User
from workspaces.models.invitations import LASTS
from workspaces.permissions import Act, Actor, require
from workspaces.refusals import Conflict, NotFound

log = structlog.get_logger(__name__)
SALT = "workspaces.invitation"
WHY_CLOSED = {
    "accepted": gettext_lazy(
        "This invitation has been accepted already. Sign in with the invited address."
    ),
    "revoked": gettext_lazy("This invitation was withdrawn. Ask for a new one."),
    "expired": gettext_lazy("This invitation has expired. Ask for a new one."),
}


def invite(actor: Actor, email: str, role: str) -> Invitation:
    """Send an invitation; an open one to the same address is replaced by the new."""
    require(actor, Act.MANAGE)
    email = email.strip().lower()
    if Membership.objects.filter(workspace=actor.workspace, user__email=email).exists():
        raise Conflict(f"{email} belongs to this workspace already.")
    at = now()
    with transaction.atomic():
        _open(actor, email).update(revoked_at=at)
        invitation = Invitation.objects.create(
            workspace=actor.workspace,
            email=email,
            role=role,
            invited_by=actor.user,
            created_at=at,
            expires_at=at + LASTS,
        )
        record(actor, "invited", "invitation", invitation.id, {"email": email, "role": role})
        transaction.on_commit(lambda: _send(invitation))
    return invitation


def revoke_invitation(actor: Actor, invitation: Invitation) -> None:
    require(actor, Act.MANAGE)
    if invitation.state == "accepted":
        raise Conflict(f"{invitation.email} has accepted already. Remove the member instead.")
    with transaction.atomic():
        invitation.revoked_at = invitation.revoked_at or now()
        invitation.save(update_fields=["revoked_at"])
        record(actor, "revoked", "invitation", invitation.id, {"email": invitation.email})


def link(invitation: Invitation) -> str:
    token = signing.dumps(invitation.id, salt=SALT)
    return f"{settings.BASE_URL}/accounts/invitation/{token}/"


def invitation_by(token: str) -> Invitation:
    """The open invitation behind a link; NotFound says why it no longer works."""
    try:
        invitation_id = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        raise NotFound(_("This link is not complete. Open it from the mail again.")) from None
    found = Invitation.objects.select_related("workspace", "invited_by").filter(id=invitation_id)
    invitation = found.filter(workspace__deleting_at__isnull=True).first()
    if invitation is None or invitation.state != "open":
        state = invitation.state if invitation else "revoked"
        raise NotFound(str(WHY_CLOSED[state]))
    return invitation


def accept(token: str, user: User) -> Membership:
    """A person who has an account joins; the account must be the invited address's."""
    with transaction.atomic():
        invitation = _locked(token)
        if user.email != invitation.email:
            raise Conflict(
                f"This invitation is for {invitation.email}, and you are signed in as {user.email}."
            )
        return _join(invitation, user)


def accept_as_new(token: str, name: str, password: str) -> Membership:
    """A person without an account gets one with the invited address, and joins."""
    with transaction.atomic():
        invitation = _locked(token)
        if User.objects.filter(email=invitation.email).exists():
            raise Conflict(f"{invitation.email} has an account already. Sign in with it.")
        workspace = invitation.workspace
        user = create_user(
            invitation.email, password, name=name, language=workspace.language, zone=workspace.zone
        )
        return _join(invitation, user)


def _open(actor: Actor, email: str) -> QuerySet[Invitation]:
    return Invitation.objects.filter(
        workspace=actor.workspace, email=email, accepted_at=None, revoked_at=None
    )


def _locked(token: str) -> Invitation:
    invitation = invitation_by(token)
    Invitation.objects.select_for_update().get(id=invitation.id)
    return invitation_by(token)


def _join(invitation: Invitation, user: User) -> Membership:
    invitation.accepted_at = now()
    invitation.save(update_fields=["accepted_at"])
    member, _made = Membership.objects.get_or_create(
        workspace=invitation.workspace, user=user, defaults={"role": invitation.role}
    )
    record(Actor(invitation.workspace, member.role, user=user), "joined", "member", member.id)
    return member


def _send(invitation: Invitation) -> None:
    workspace = invitation.workspace
    by = invitation.invited_by
    texts = {
        "workspace": workspace.name,
        "role": invitation.role,
        "by": str(by) if by else workspace.name,
        "link": link(invitation),
        "until": invitation.expires_at,
    }
    with override(workspace.language):
        subject = _("%(by)s invites you to %(workspace)s on Sojourn") % texts
        body = render_to_string("account/email/invitation.txt", texts)
    try:
        send_mail(subject, body, None, [invitation.email])
    except (OSError, SMTPException) as error:
        # The invitation stands; owners see its link and can hand it over.
        log.error("invitation was not mailed", invitation=invitation.id, error=str(error))
