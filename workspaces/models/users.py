"""The people who sign in: an email address, a name, and how they like to read."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models

from workspaces.clock import now
from workspaces.languages import LANGUAGES
from workspaces.zones import check_zone


class UserManager(BaseUserManager["User"]):
    """Makes users whose login is their email address."""

    def create_user(self, email: str, password: str | None = None, **extra: Any) -> "User":
        if not email:
            raise ValueError("A user needs an email address.")
        user = self.model(email=email.strip().lower(), **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **extra: Any) -> "User":
        return self.create_user(email, password, **{"is_staff": True, "is_superuser": True} | extra)


class User(AbstractBaseUser, PermissionsMixin):
    """One person. What they may do in a workspace is their membership, not here."""

    email = models.EmailField("email address", unique=True)
    name = models.CharField(max_length=150, blank=True)
    language = models.CharField(max_length=10, choices=LANGUAGES, default="en")
    zone = models.CharField(max_length=64, blank=True, validators=[check_zone])
    is_staff = models.BooleanField("may open the admin", default=False)
    is_active = models.BooleanField("may sign in", default=True)
    date_joined = models.DateTimeField(default=now)

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        db_table = "user_account"

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name or self.email

    def get_short_name(self) -> str:
        return self.name.partition(" ")[0] or self.email
