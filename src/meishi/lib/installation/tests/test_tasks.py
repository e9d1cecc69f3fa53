from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session

from meishi.lib.clock import now
from meishi.lib.installation.tasks import forget_expired_sessions


@pytest.mark.django_db
def test_only_expired_sessions_are_forgotten():
    for key, days in (("old", -1), ("live", 1)):
        expires = now() + timedelta(days=days)
        Session.objects.create(session_key=key, session_data="", expire_date=expires)
    forget_expired_sessions.call()
    assert [session.pk for session in Session.objects.all()] == ["live"]
