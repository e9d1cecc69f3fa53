"""A contact in the making: which property has said what, and what is left over."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from meishi.formats.contact import Contact, Name, Params, Property
from meishi.formats.vcard.labels import apple_label, shown_label
from meishi.formats.vcard.text import unescape
from meishi.formats.vcard.values import other_params

COUNTRY = re.compile(r"[A-Za-z]{2}\Z")


class Draft:
    """Takes values one by one; `extra` is what nothing has taken."""

    def __init__(self, properties: Iterable[Property]) -> None:
        self.values: dict[str, Any] = {}
        self.name: dict[str, str] = {}
        self.params: dict[str, Params] = {}
        self.extra: list[Property] = []
        self._labels: dict[str, Property] = {}
        self._countries: dict[str, Property] = {}
        self._members: Counter[str] = Counter()
        self._lists: dict[str, list[Any]] = {}
        self._done: dict[str, set[int]] = {}
        for prop in properties:
            if prop.group:
                self._see(prop)

    def _see(self, prop: Property) -> None:
        group, name = prop.group.lower(), prop.name.upper()
        self._members[group] += 1
        if name == "X-ABLABEL":
            self._labels.setdefault(group, prop)
        elif name == "X-ABADR":
            self._countries.setdefault(group, prop)

    def set(self, name: str, value: Any, prop: Property, known: frozenset[str]) -> bool:
        """Take the first value of a field; an empty one is no value."""
        if name in self.values:
            return False
        if value:
            self.values[name] = value
            if prop.params or prop.group:
                self.keep(name, prop, known)
        return True

    def keep(self, name: str, prop: Property, known: frozenset[str]) -> None:
        """Keep what else was said of a field that is there once."""
        params = other_params(prop.params, known)
        if prop.group:
            params = (("GROUP", (prop.group,)), *params)
        if params:
            self.params[name] = params

    def add(self, name: str, value: Any) -> bool:
        """Take one more value of a field that may be there often."""
        self._lists.setdefault(name, []).append(value)
        return True

    def place(self, prop: Property, known: frozenset[str]) -> tuple[str, Params]:
        """Return the label of a property, and its parameters that are not known.

        The group is among them where something else is in it.
        """
        params = other_params(prop.params, known)
        if not prop.group:
            return "", params
        label = self._label(prop.group.lower())
        if self._others(prop.group.lower()):
            params = (("GROUP", (prop.group,)), *params)
        return label, params

    def country(self, prop: Property) -> str:
        """Return the country that Apple says beside an address, in upper case."""
        said = self._countries.get(prop.group.lower()) if prop.group else None
        if said is None or said.params or not COUNTRY.match(said.value.strip()):
            return ""
        self._use(said)
        return said.value.strip().upper()

    def _label(self, group: str) -> str:
        said = self._labels.get(group)
        if said is None:
            return ""
        text = unescape(said.value)
        label = shown_label(text)
        # Where it would be written in another way, it also stays as it stood.
        if not said.params and text and apple_label(label) == text:
            self._use(said)
        return label

    def _use(self, prop: Property) -> None:
        self._done.setdefault(prop.group.lower(), set()).add(id(prop))

    def _others(self, group: str) -> bool:
        return self._members[group] > 1 + len(self._done.get(group, ()))

    def contact(self) -> Contact:
        """Return the contact; labels that were used are no longer left over."""
        if self._done:
            done = set[int]().union(*self._done.values())
            self.extra = [prop for prop in self.extra if id(prop) not in done]
        for name, values in self._lists.items():
            self.values[name] = tuple(values)
        return Contact(
            name=Name(**self.name) if self.name else Name(),
            params=self.params,
            extra=tuple(self.extra),
            **self.values,
        )
