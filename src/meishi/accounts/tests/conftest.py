"""What every test of accounts starts from."""

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache

from meishi.accounts.models import User
from meishi.lib.mail.server import mailers

PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def nothing_counted_yet(transactional_db):
    """Limits of what other tests tried do not count."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def outbox(settings):
    """The product's own way of mail, which pytest-django replaces."""
    settings.MAILERS = mailers("")


@pytest.fixture
def alice():
    """Somebody with an account and a confirmed address."""
    user = User.objects.create_user("alice@example.com", PASSWORD)
    EmailAddress.objects.create(
        user=user, email=user.email, verified=True, primary=True
    )
    return user


@pytest.fixture
def administrator(client, alice):
    """Alice, signed in, who looks after the installation."""
    alice.is_staff = True
    alice.save()
    client.force_login(alice)
    return alice
