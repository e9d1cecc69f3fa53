"""A mail about a booking: what it says, and how that becomes a message."""

from dataclasses import dataclass
from email.message import MIMEPart
from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from meishi.cards.compile.language import direction_of
from meishi.formats.ical import Method
from meishi.formats.vcard.text import clean

MAX_SUBJECT = 200  # characters
ATTACHED_AS = "invite.ics"


@dataclass(frozen=True)
class Row:
    """A fact with its name. `is_over` marks what no longer holds."""

    label: str
    lines: tuple[str, ...]
    is_over: bool = False


@dataclass(frozen=True)
class Invitation:
    """A message for calendars; `method` is that of its METHOD line."""

    method: Method
    content: bytes


@dataclass(frozen=True)
class Letter:
    """A mail as it is read. `to` and `reply_to` are addresses, "" for nobody.

    `sender` is the name it comes under; the address is always the installation's.
    `link` is where to act, `action` the words on it.
    """

    to: str
    reply_to: str
    sender: str
    language: str
    subject: str
    heading: str
    lead: str
    rows: tuple[Row, ...]
    link: str
    action: str
    note: str = ""
    footer: str = ""
    invitation: Invitation | None = None

    def send(self) -> None:
        """Write the mail to the outbox; nothing where it has no recipient."""
        if self.to:
            message(self).send()


def message(letter: Letter) -> EmailMultiAlternatives:
    """Return the letter as Django sends it: as text, as HTML, and for calendars."""
    mail = EmailMultiAlternatives(
        one_line(letter.subject)[:MAX_SUBJECT],
        text(letter),
        _sender(letter.sender),
        [one_line(letter.to)],
        reply_to=[one_line(letter.reply_to)] if letter.reply_to else None,
        headers={
            "Auto-Submitted": "auto-generated",  # RFC 3834: no answer from a machine
            "X-Auto-Response-Suppress": "All",
            "Content-Language": letter.language,
        },
    )
    mail.attach_alternative(html(letter), "text/html")
    if invitation := letter.invitation:
        words = invitation.content.decode()
        kind = f"calendar; method={invitation.method}"
        mail.attach_alternative(words, f"text/{kind}")
        mail.attach(_attachment(invitation))
    return mail


def html(letter: Letter) -> str:
    """Return the letter as a page for mail programs."""
    context = {"letter": letter, "direction": direction_of(letter.language)}
    return render_to_string("cards/mails/letter.html", context)


def text(letter: Letter) -> str:
    """Return the letter as plain text."""
    facts = "\n".join(
        f"{row.label}: {one_line(' · '.join(row.lines))}" for row in letter.rows
    )
    action = f"{letter.action}:\n{letter.link}"
    parts = [letter.heading, letter.lead, facts, action, letter.note, letter.footer]
    return "\n\n".join(clean(part) for part in parts if part) + "\n"


def one_line(text: str) -> str:
    """Return text that cannot begin another header: one line, nothing invisible."""
    return " ".join(clean(text).split())


def _sender(name: str) -> str:
    own, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return formataddr((one_line(name) or own, address))


def _attachment(invitation: Invitation) -> MIMEPart:
    part = MIMEPart()
    part.set_content(
        invitation.content.decode(),
        subtype="calendar",
        charset="utf-8",
        disposition="attachment",
        filename=ATTACHED_AS,
        params={"method": invitation.method},
    )
    return part
