"""Changes of a card in words."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _

from meishi.cards.forms.identity import IdentityForm
from meishi.cards.registry import BLOCK_TYPES
from meishi.cards.rules.changes import Change
from meishi.cards.rules.summary import summary
from meishi.formats import qr

LONGEST = 60


class Outcome(NamedTuple):
    """A hard condition in words, and whether a code was read under it."""

    label: str
    is_passed: bool


def sentences(changes: Iterable[Change]) -> list[str]:
    """Return one sentence for each change."""
    return [sentence(change) for change in changes]


def sentence(change: Change) -> str:
    """Return the change in words, with the values where they are short texts."""
    if change.subject == "block":
        return _block(change)
    if change.subject == "identity":
        return _identity(change)
    return _rest(change)


def field_label(name: str) -> str:
    """Return what the editor calls that field of the identity."""
    lists = {
        "phones": _("Phone numbers"),
        "emails": _("E-mail addresses"),
        "websites": _("Websites"),
        "addresses": _("Addresses"),
        "is_family_first": _("Order of the names"),
        "subject": _("Person or company"),
    }
    if name in lists:
        return lists[name]
    field = IdentityForm.base_fields.get(name)
    return str(field.label) if field else name


def block_label(kind: str) -> str:
    """Return what the editor calls blocks of that kind."""
    block_type = BLOCK_TYPES.get(kind)
    return str(block_type.label) if block_type else kind


def conditions(proof: qr.Proof) -> list[Outcome]:
    """Return the hard conditions that a QR code was tried under, in words."""
    words = {
        "small": _("From far away, or very small"),
        "blurred": _("Blurred, by a shaking hand"),
        "turned": _("Turned, also upside down"),
        "tilted": _("Seen from the side"),
        "dim": _("In little light, or faded"),
        "shaded": _("With a shadow across it"),
        "noisy": _("Grainy, by a weak camera"),
        "printed": _("Printed at its smallest width"),
    }
    return [Outcome(words[one.name], one.is_passed) for one in proof.conditions]


def _identity(change: Change) -> str:
    words = {
        "added": _("%(what)s added"),
        "removed": _("%(what)s removed"),
        "changed": _("%(what)s changed"),
    }
    text = words[change.verb] % {"what": field_label(change.name)}
    values = [each for each in (change.before, change.after) if each]
    if all(isinstance(each, str) and len(each) <= LONGEST for each in values):
        text = f"{text}: {' → '.join(values)}"
    return text


def _block(change: Change) -> str:
    words = {
        "added": _("Block %(what)s added"),
        "removed": _("Block %(what)s deleted"),
        "changed": _("Block %(what)s changed"),
        "moved": _("Block %(what)s moved"),
        "resized": _("Block %(what)s has another width"),
        "hidden": _("Block %(what)s hidden"),
        "shown": _("Block %(what)s shown again"),
    }
    return words[change.verb] % {"what": _named(change)}


def _named(change: Change) -> str:
    block = change.after or change.before or {}
    about = summary(block.get("data", {}))
    label = block_label(change.name)
    return f"“{label}: {about}”" if about else f"“{label}”"


def _rest(change: Change) -> str:
    words = {
        "design": _("Look changed"),
        "language": _("Language of the card changed"),
        "is_indexed": _("Search engines may list this card")
        if change.after
        else _("Search engines may not list this card"),
    }
    return words[change.subject]
