"""What custom CSS may say, as tables for the docs, made from the code."""

from meishi.formats.custom_css.media import FEATURES, UNITS, WIDTHS
from meishi.formats.custom_css.properties import FRAMES, INSIDE, ROOT
from meishi.formats.custom_css.selectors import (
    APP,
    LISTS,
    NTH,
    PSEUDO_CLASSES,
    PSEUDO_ELEMENTS,
)

RANGES = {
    "lengths": "px",
    "percentages": "%",
    "numbers": "",
    "times": "s",
    "angles": "deg",
    "fractions": "fr",
}
STRINGS = {
    "font": "names of fonts",
    "areas": "strings of area names",
    "text": '`""`, or one or two signs',
}


def tables():
    """Return all tables as Markdown."""
    within = {name: INSIDE[name] for name in INSIDE if name not in ROOT}
    return "\n".join(
        [
            "### On .front, .content and what is inside them\n",
            _properties(ROOT),
            "### On what is inside them only\n",
            _properties(within),
            "### In @keyframes\n",
            f"{_codes(FRAMES)}.\n",
            "### In selectors\n",
            f"States: {_codes(f':{name}' for name in sorted(PSEUDO_CLASSES))}, "
            f"{_codes(f':{name}()' for name in (*NTH, *LISTS, 'dir', 'lang'))}.\n",
            f"Pseudo-elements: {_codes(f'::{name}' for name in PSEUDO_ELEMENTS)}.\n",
            f"Classes of the app, which no selector may name: {_codes(sorted(APP))}.\n",
            "### In @media\n",
            "`screen`, `print`, `all`, joined by `and` or a comma with "
            + ", ".join(
                f"`({name}: …)` {' or '.join(words)}"
                for name, words in FEATURES.items()
            )
            + f", {_codes(f'({name}: …)' for name in WIDTHS)} in {_codes(UNITS)}.\n",
        ]
    )


def _properties(table):
    groups = {}
    for name, values in table.items():
        groups.setdefault(_takes(values), []).append(name)
    rows = [f"| {_codes(names)} | {takes} |" for takes, names in groups.items()]
    return "\n".join(["| property | takes |", "|---|---|", *rows, ""])


def _takes(values):
    found = ["colours"] if values.colours else []
    found += [f"`{word}`" for word in sorted(values.words)]
    for kind, unit in RANGES.items():
        if bounds := getattr(values, kind):
            what = "whole numbers" if kind == "numbers" and values.whole else kind
            found.append(f"{what} {bounds[0]:g}{unit} to {bounds[1]:g}{unit}")
    found += [STRINGS[values.strings]] if values.strings else []
    found += ["names"] if values.names and values.strings != "font" else []
    found += ["your `@keyframes`"] if values.frames else []
    found += [f"`{name}()`" for name in values.functions]
    found += ["`url()` of your pictures"] if values.addresses else []
    found += ["`var()`"] if values.variables else []
    return ", ".join(found)


def _codes(names):
    return ", ".join(f"`{name}`" for name in names)
