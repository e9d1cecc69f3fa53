"""What the page tells machines: schema.org as JSON-LD."""

import json
from typing import Any

from django.utils.safestring import SafeString

from meishi.cards.compile.source import CardSource
from meishi.cards.document import AddressEntry, Identity

# So that no text can end the element that the JSON stands in, or begin another.
_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}


def structured_data(source: CardSource, blocks: list[Any]) -> SafeString:
    """Return the JSON-LD of the card and its blocks, safe inside a script element."""
    subject = subject_of(source)
    graph = [subject]
    for block in blocks:
        for thing in block.type.structured_data(block.data):
            _join(subject, graph, thing)
    return json_ld({"@context": "https://schema.org", "@graph": graph})


def json_ld(said: dict[str, Any]) -> SafeString:
    """Return JSON-LD as it may stand inside a script element, whatever it says."""
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    for letter, escape in _ESCAPES.items():
        text = text.replace(letter, escape)
    return SafeString(text)


def subject_of(source: CardSource) -> dict[str, Any]:
    """Return the person or company of the card as a schema.org object.

    Without telephone and e-mail: nothing here is laid out for harvesters.
    """
    identity = source.document.identity
    url = f"{source.site_url}/{source.handle}"
    is_person = identity.subject == "person"
    own = _person(identity) if is_person else {"@type": "Organization"}
    common = {
        "@id": f"{url}#subject",
        "name": identity.display_name,
        "url": url,
        "description": identity.headline,
        "image": f"{url}/preview.png",
        "address": [_address(address) for address in identity.addresses],
        "sameAs": [website.url for website in identity.websites],
    }
    return {name: value for name, value in (own | common).items() if value}


def _person(identity: Identity) -> dict[str, Any]:
    company = {"@type": "Organization", "name": identity.company}
    return {
        "@type": "Person",
        "givenName": identity.given,
        "familyName": identity.family,
        "jobTitle": identity.title,
        "worksFor": company if identity.company else None,
    }


def _address(address: AddressEntry) -> dict[str, str]:
    parts = {
        "@type": "PostalAddress",
        "streetAddress": address.street,
        "addressLocality": address.locality,
        "addressRegion": address.region,
        "postalCode": address.postal_code,
        "addressCountry": address.country_code,
    }
    return {name: value for name, value in parts.items() if value}


def _join(
    subject: dict[str, Any], graph: list[dict[str, Any]], thing: dict[str, Any]
) -> None:
    """Add to the subject what says no type of its own, all else to the graph."""
    if "@type" in thing:
        graph.append(thing)
        return
    for name, value in thing.items():
        if isinstance(value, list):
            subject[name] = [*subject.get(name, []), *value]
        else:
            subject[name] = value
