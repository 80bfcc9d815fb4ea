"""What every view of the management API stands on."""

from functools import cached_property
from typing import Any, NoReturn, cast

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import NotFound as NothingHere
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from workspaces.access import actor_for
from workspaces.api.errors import handle
from workspaces.models import ApiKey, User
from workspaces.permissions import Act, Actor, by_key, require
from workspaces.refusals import Forbidden, Invalid, invalid

WORKSPACE = OpenApiParameter(
    "X-Workspace",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    description="The workspace's slug; not needed with a secret key, which has its own.",
)


class ApiView(APIView):
    """A view whose caller is `self.actor`; reading is required before anything else."""

    def get_exception_handler(self) -> Any:
        return handle

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if "\0" in request.path or any(
            "\0" in text
            for values in request.query_params.lists()
            for text in (values[0], *values[1])
        ):
            raise invalid("", "The address holds the character NUL. Leave it out.")

    @cached_property
    def actor(self) -> Actor:
        """The caller in the workspace asked for; everything else of a view follows from it."""
        actor = self._caller()
        require(actor, Act.READ)
        return actor

    @property
    def user(self) -> User:
        """The person behind the session; a key is nobody."""
        if isinstance(self.request.auth, ApiKey):
            raise Forbidden("This belongs to a person. Sign in instead of sending a key.")
        return cast(User, self.request.user)

    def taken(self, form: type[Serializer[Any]], **options: Any) -> dict[str, Any]:
        """The body as the form's checked values."""
        body = self.request.data
        if not isinstance(body, dict):
            raise invalid("", "The body is not an object. Send JSON like {...}.")
        serializer = form(data=body, **options)
        serializer.is_valid(raise_exception=True)
        return cast(dict[str, Any], serializer.validated_data)

    def _caller(self) -> Actor:
        slug = self.request.headers.get("X-Workspace", "")
        key = self.request.auth
        if isinstance(key, ApiKey):
            if slug and slug != key.workspace.slug:
                raise Invalid(f"This key belongs to another workspace than '{slug[:50]}'.")
            return by_key(key)
        if not slug:
            raise invalid("/X-Workspace", "Say which workspace: send its slug as X-Workspace.")
        return actor_for(self.user, slug)


@extend_schema(exclude=True)
class NothingView(APIView):
    """Any address under /api/ that is none."""

    permission_classes = (AllowAny,)
    authentication_classes = ()

    def get_exception_handler(self) -> Any:
        return handle

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> NoReturn:
        raise NothingHere

    def get(self, request: Request) -> Response:
        raise NothingHere
