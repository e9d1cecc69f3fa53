"""What can go wrong between us and another server, in the words of a person.

None of the texts holds more of an address than its host: what follows it may be secret.
"""

from django.utils.translation import gettext as _

from meishi.lib.errors import MeishiError


class OutgoingError(MeishiError):
    """A request that gave no answer; `is_lasting` says that trying again is no use."""

    is_lasting = True


class AddressUnusable(OutgoingError):
    """This is no web address, or has parts that we do not send."""


class AddressRefused(OutgoingError):
    """The address leads to where requests of this installation may not go."""

    def __init__(self, host: str) -> None:
        super().__init__(
            _("%(host)s is not an address on the public internet.") % {"host": host}
        )


class PortRefused(OutgoingError):
    """The address names a port at which no web server is expected."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__(
            _("Port %(port)d of %(host)s may not be asked from here.")
            % {"host": host, "port": port}
        )


class HostUnknown(OutgoingError):
    """No address belongs to the name, now."""

    is_lasting = False

    def __init__(self, host: str) -> None:
        super().__init__(
            _("There is no server with the name %(host)s.") % {"host": host}
        )


class HostUnreachable(OutgoingError):
    """Nobody answers, or the connection breaks off."""

    is_lasting = False

    def __init__(self, host: str) -> None:
        super().__init__(_("%(host)s cannot be reached.") % {"host": host})


class TooSlow(OutgoingError):
    """The answer did not come in time."""

    is_lasting = False

    def __init__(self, host: str) -> None:
        super().__init__(_("%(host)s took too long to answer.") % {"host": host})


class TooLarge(OutgoingError):
    """The answer, unpacked, is larger than what was asked for may be."""

    def __init__(self, host: str, limit: int) -> None:
        super().__init__(
            _("%(host)s sent more than %(limit)d KB.")
            % {"host": host, "limit": limit // 1024}
        )


class CertificateWrong(OutgoingError):
    """The server cannot prove that it is the one which the address names."""

    def __init__(self, host: str) -> None:
        super().__init__(
            _("The certificate of %(host)s is not valid.") % {"host": host}
        )


class AnswerUnreadable(OutgoingError):
    """What came back is no answer of a web server."""

    def __init__(self, host: str) -> None:
        super().__init__(
            _("%(host)s did not answer as a web server does.") % {"host": host}
        )


class RedirectRefused(OutgoingError):
    """The server leads on too often, or from an encrypted to a plain connection."""

    def __init__(self, host: str) -> None:
        super().__init__(
            _("%(host)s leads on to an address that is not followed.") % {"host": host}
        )


class StatusUnexpected(OutgoingError):
    """The server answers, but not with what was asked for."""

    def __init__(self, host: str, status: int) -> None:
        self.status = status
        super().__init__(_said(status) % {"host": host, "status": status})

    @property
    def is_lasting(self) -> bool:  # type: ignore[override]  # it depends on the status
        """Say whether the server will answer the same tomorrow."""
        return 400 <= self.status < 500 and self.status not in (408, 425, 429)


def _said(status: int) -> str:
    if status in (401, 403, 407):
        return _("%(host)s refuses access (%(status)d).")
    if status in (404, 410):
        return _("%(host)s has nothing at this address (%(status)d).")
    if status == 429:
        return _("%(host)s wants fewer requests (%(status)d).")
    return _("%(host)s answered with the error %(status)d.")
