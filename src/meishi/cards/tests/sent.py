"""What a browser sends for the identity's form."""


def identity_data(**fields):
    """Return the form of a person, with `phones`, `emails`... as lists of rows."""
    data = {"identity-subject": "person"}
    for name in ("phones", "emails", "websites", "addresses"):
        data |= rows(f"identity-{name}", fields.pop(name, []))
    return data | {f"identity-{name}": value for name, value in fields.items()}


def rows(prefix, values):
    """Return the rows of a list, in this order."""
    data = {f"{prefix}-TOTAL_FORMS": str(len(values)), f"{prefix}-INITIAL_FORMS": "0"}
    for number, row in enumerate(values):
        numbered = {"ORDER": number + 1, **row}
        data |= {f"{prefix}-{number}-{key}": str(v) for key, v in numbered.items()}
    return data
