"""Labels as Apple writes them: `_$!<Mobile>!$_` is one that it translates."""

APPLE_LABELS = frozenset(
    [
        "Anniversary",
        "Assistant",
        "Brother",
        "Child",
        "Daughter",
        "Father",
        "Friend",
        "Home",
        "HomeFAX",
        "HomePage",
        "Main",
        "Manager",
        "Mobile",
        "Mother",
        "Other",
        "OtherFAX",
        "Pager",
        "Parent",
        "Partner",
        "School",
        "Sister",
        "Son",
        "Spouse",
        "Work",
        "WorkFAX",
        "iPhone",
        "AppleWatch",
    ]
)
_BEFORE, _AFTER = "_$!<", ">!$_"


def apple_label(label: str) -> str:
    """Return a label as Apple writes it."""
    return f"{_BEFORE}{label}{_AFTER}" if label in APPLE_LABELS else label


def shown_label(text: str) -> str:
    """Return a label as people read it; one that Apple does not know stays."""
    inner = text.removeprefix(_BEFORE).removesuffix(_AFTER)
    return inner if inner in APPLE_LABELS else text
