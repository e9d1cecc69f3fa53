"""Who can sign in."""

from typing import ClassVar

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Makes users; there is no user name to ask for."""

    def create_user(self, email: str, password: str | None = None) -> "User":
        """Return a new person; without a password they cannot sign in by one."""
        user = self.model(email=self.normalize_email(email).lower())
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractUser):
    """A person who signs in with their e-mail address."""

    username = None  # type: ignore[assignment]  # the e-mail address is the name
    first_name = None  # type: ignore[assignment]  # a card says who they are
    last_name = None  # type: ignore[assignment]  # as above
    email = models.EmailField(_("e-mail address"), unique=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]  # AbstractUser names its own

    def __str__(self) -> str:
        return self.email


class FirstAdminLink(models.Model):
    """The one-time link that makes the first administrator.

    `token_hash` is the SHA-256 of its token. There is at most one, made anew at each
    start for as long as nobody administers the installation.
    """

    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"link of {self.created_at:%Y-%m-%d}"
