"""Profiles on social networks, with their icons."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from meishi.blocks.social.data import SocialData, SocialItem
from meishi.blocks.social.form import SocialForm
from meishi.blocks.social.icons import icon
from meishi.cards.document import Identity
from meishi.cards.document.base import MAX_LINE
from meishi.cards.registry import BlockType
from meishi.formats.contact import Contact, SocialProfile
from meishi.formats.social import NETWORKS, UnknownAccount, recognise


def _shown(data: SocialData, identity: Identity) -> dict[str, Any]:
    return {"rows": [{"item": item, "icon": icon(item.network)} for item in data.items]}


def _with_profiles(data: SocialData, contact: Contact) -> Contact:
    profiles = tuple(
        SocialProfile(item.service, item.url, item.username)
        for item in data.items
        if item.url
    )
    return replace(contact, social_profiles=contact.social_profiles + profiles)


def _from_contact(contact: Contact) -> SocialData | None:
    found = [_item(profile) for profile in contact.social_profiles[:100]]
    items = tuple(item for item in found if item)
    return SocialData(items=items) if items else None


def _item(profile: SocialProfile) -> SocialItem | None:
    """Return the account, by its address or else by its name on its service."""
    service = profile.service.casefold()
    keys = [n.key for n in NETWORKS.values() if service in (n.key, n.name.casefold())]
    tries = [(profile.url, ""), (profile.username, keys[0] if keys else "")]
    for text, network in tries:
        try:
            account = recognise(text, network)
        except UnknownAccount:
            continue
        if len(account.username) <= MAX_LINE:
            return SocialItem.model_validate(account._asdict())
    return None


def _schema(data: SocialData) -> list[dict[str, Any]]:
    addresses = [item.url for item in data.items if item.url]
    return [{"sameAs": addresses}] if addresses else []


def _example(*addresses: str) -> SocialData:
    items = (SocialItem.model_validate(recognise(a)._asdict()) for a in addresses)
    return SocialData(heading="Elsewhere", items=tuple(items))


social = BlockType(
    __name__,
    label=_("Social profiles"),
    description=_("Your accounts elsewhere. Paste an address, the rest is recognised."),
    data=SocialData,
    form=SocialForm,
    show_context=_shown,
    contact=_with_profiles,
    from_contact=_from_contact,
    structured_data=_schema,
    example=_example(
        "https://www.linkedin.com/in/alice-example",
        "https://www.instagram.com/alice.example",
        "@alice@mastodon.example",
        "https://github.com/alice-example",
        "https://www.youtube.com/@alice-example",
    ),
)
