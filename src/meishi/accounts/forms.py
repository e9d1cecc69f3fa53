"""Is this input well-formed? The forms of accounts that allauth does not have."""

from typing import Any

from allauth.account.forms import AddEmailForm as AllauthEmailForm
from allauth.account.forms import ChangePasswordForm as AllauthChangeForm
from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.account.forms import ReauthenticateForm as AllauthReauthenticateForm
from allauth.account.forms import ResetPasswordForm as AllauthResetForm
from allauth.account.forms import ResetPasswordKeyForm as AllauthResetKeyForm
from allauth.account.forms import SignupForm as AllauthSignupForm
from allauth.account.models import EmailAddress
from django import forms
from django.contrib.auth import password_validation
from django.core.validators import MaxLengthValidator
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from meishi.accounts.models import User

PASSWORD_HELP = _("At least 10 characters. A few words are easy to remember.")
NEW_PASSWORD = _("New password")
ONCE_MORE = _("New password once more")
ADDRESS_TAKEN = _("This address has an account already. Use another one.")


def _in_our_words(form: forms.Form, **labels: Any) -> None:
    """Give the fields of one of allauth's forms labels only, and these."""
    for name, field in form.fields.items():
        field.widget.attrs.pop("placeholder", None)
        field.label = labels.get(name, field.label)
        field.help_text = PASSWORD_HELP if name == "password1" else ""


class SignupForm(AllauthSignupForm):  # type: ignore[misc]  # untyped library
    """Make an account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(self, email=_("E-mail"))

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """Return the new account, or where to go instead."""
        try:
            with transaction.atomic():
                saved: tuple[User, None] = super().try_save(request)
                return saved
        except IntegrityError:  # the button was pressed twice: the other was first
            return None, redirect("account_login")


class LoginForm(AllauthLoginForm):  # type: ignore[misc]  # untyped library
    """Sign in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(self, login=_("E-mail"))


class ResetPasswordForm(AllauthResetForm):  # type: ignore[misc]  # untyped library
    """Ask for a link to choose a new password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(self, email=_("E-mail"))


class ResetPasswordKeyForm(AllauthResetKeyForm):  # type: ignore[misc]  # untyped library
    """Choose a new password by such a link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(self, password1=NEW_PASSWORD, password2=ONCE_MORE)


class ChangePasswordForm(AllauthChangeForm):  # type: ignore[misc]  # untyped library
    """Choose a new password, knowing the old one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(
            self,
            oldpassword=_("Password so far"),
            password1=NEW_PASSWORD,
            password2=ONCE_MORE,
        )


class ChangeEmailForm(AllauthEmailForm):  # type: ignore[misc]  # untyped library
    """Use another address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(self, email=_("New address"))

    def clean_email(self) -> str:
        """Refuse what the column has no room for; allauth's field takes 320."""
        MaxLengthValidator(EmailAddress._meta.get_field("email").max_length)(
            self.cleaned_data["email"]
        )
        email: str = super().clean_email()
        return email


class ReauthenticateForm(AllauthReauthenticateForm):  # type: ignore[misc]  # untyped library
    """Say that it is still the same person."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(self)


class FirstAdminForm(forms.Form):
    """Who will administer this installation."""

    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=PASSWORD_HELP,
    )

    def clean_email(self) -> str:
        """Refuse an address that has an account."""
        email: str = self.cleaned_data["email"].lower()
        if User.objects.filter(email__iexact=email).exists():
            raise forms.ValidationError(ADDRESS_TAKEN)
        return email

    def clean_password(self) -> str:
        """Refuse a password that is easy to guess."""
        password: str = self.cleaned_data["password"]
        password_validation.validate_password(password)
        return password


class DeleteAccountForm(forms.Form):
    """The password once more, since nothing brings an account back."""

    password = forms.CharField(
        label=_("Your password"),
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, user: User, data: Any = None) -> None:
        super().__init__(data)
        self.user = user

    def clean_password(self) -> str:
        """Refuse another password."""
        password: str = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise forms.ValidationError(_("This is not your password."))
        return password
