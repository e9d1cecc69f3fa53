"""Palettes to choose from, set by hand."""

from typing import Final

from meishi.formats.palette.looks import Chosen

PALETTES: Final[dict[str, Chosen]] = {
    "Ink": Chosen("#efe9dc", "#fffdf8", "#1a1714", "#1a1714"),
    "Vermilion": Chosen("#f3ece2", "#fffdf9", "#221a17", "#b8321e"),
    "Indigo": Chosen("#e9edf3", "#fbfcfe", "#16202f", "#27488f"),
    "Moss": Chosen("#e8ebdf", "#fcfdf7", "#1d2218", "#4a6329"),
    "Wasabi": Chosen("#eef2dc", "#fdfef6", "#20251a", "#56690f"),
    "Sakura": Chosen("#f8e9ea", "#fffafa", "#2d1b20", "#a93a5c"),
    "Wisteria": Chosen("#eeeaf5", "#fdfbff", "#221b30", "#6a4aa3"),
    "Matcha": Chosen("#e3ead9", "#f9fcf4", "#1a2417", "#2f6b4f"),
    "Persimmon": Chosen("#f8ebdd", "#fffbf5", "#2a1c12", "#a84a0c"),
    "Hinoki": Chosen("#f0e4d3", "#fdf8ef", "#2b2118", "#7d5427"),
    "Harbour": Chosen("#e2ecee", "#f8fcfc", "#10242a", "#12687a"),
    "Slate": Chosen("#eceef0", "#ffffff", "#1b1f24", "#48566a"),
    "Snow": Chosen("#ffffff", "#f6f6f7", "#111113", "#111113"),
    "Lacquer": Chosen("#17100f", "#231917", "#f6ece6", "#ff8a70"),
    "Midnight": Chosen("#0f1626", "#182236", "#e9eefa", "#8fb4ff"),
    "Charcoal": Chosen("#141414", "#1f1f1f", "#f2f2f0", "#e6c27a"),
    "Pine": Chosen("#10211c", "#183029", "#eaf4ee", "#8fd3ae"),
    "Plum": Chosen("#23142a", "#31203a", "#f7eefa", "#eba6d6"),
}
"""Ready palettes by name, each readable as it is."""
