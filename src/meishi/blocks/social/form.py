"""The form of a list of social profiles."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meishi.blocks.social.data import SocialData
from meishi.cards.document.base import MAX_LINE
from meishi.cards.forms.block import BlockForm
from meishi.formats import link
from meishi.formats.social import NETWORKS, UnknownAccount, recognise

_MESSAGES = {
    "address": _(
        "This address leads nowhere. Paste the address of the profile, or choose the "
        "network and write the user name."
    ),
    "name": _("%(network)s has no user names like this one."),
    "network": _("Choose the network that this user name is on."),
    "host": _("Add the server, for example @ann@%(host)s."),
}


def _networks() -> list[tuple[str, Any]]:
    names = sorted(NETWORKS.values(), key=lambda network: network.name.casefold())
    known = [(network.key, network.name) for network in names]
    return [("", _("Recognise it")), *known]


class SocialItemForm(forms.Form):
    """One account: whatever is pasted, and its network where that is not clear."""

    url = forms.CharField(
        label=_("Address or user name"),
        max_length=link.MAX_LINK,
        widget=forms.TextInput(
            {"autocapitalize": "none", "autocorrect": "off", "spellcheck": "false"}
        ),
    )
    network = forms.ChoiceField(label=_("Network"), required=False, choices=_networks)
    label = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=MAX_LINE,
        help_text=_("Shown instead of the user name."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.initial and not self.initial.get("url"):
            self.initial = {**self.initial, "url": self.initial.get("username", "")}

    def clean(self) -> dict[str, Any]:
        """Replace what was typed by the account that it means."""
        typed = self.cleaned_data.get("url")
        if not typed:
            return self.cleaned_data
        key = self.cleaned_data.get("network", "")
        try:
            account = recognise(typed, key)
        except UnknownAccount as error:
            self.add_error("url", self._message(error.reason, key))
        else:
            self.cleaned_data.update(account._asdict())
            self._check_length(account.username)
        return self.cleaned_data

    def _check_length(self, username: str) -> None:
        if len(username) > MAX_LINE:
            self.add_error("url", _("This user name is too long."))

    def _message(self, reason: str, key: str) -> str:
        network = NETWORKS.get(key)
        name = network.name if network else ""
        host = network.hosts[0] if network and network.hosts else "example.org"
        return _MESSAGES[reason] % {"network": name, "host": host}


class SocialForm(BlockForm):
    """A heading and the accounts."""

    data_type = SocialData
    item_form = SocialItemForm

    heading = forms.CharField(label=_("Heading"), required=False, max_length=MAX_LINE)
