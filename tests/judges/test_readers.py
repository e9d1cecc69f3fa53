"""What we write, others read to the same values. The table of it is in docs/."""

import json
import subprocess
from base64 import b64encode
from pathlib import Path

import pytest
import vobject

from meishi.formats import vcard
from meishi.formats.contact import Address, Contact, Email, Name, Phone, Photo, Website

HERE = Path(__file__).parent
JARS = ":".join(
    f"/usr/share/java/{name}.jar"
    for name in ("ez-vcard", "vinnie", "jsoup", "jackson-core")
)
EZ_VCARD = ["java", "-cp", JARS, str(HERE / "EzVcard.java")]
ICAL_JS = ["node", str(HERE / "ical.mjs")]
VCARD4 = ["node", str(HERE / "vcard4.mjs")]
EZ_NAMES = {
    "FormattedName": "FN",
    "StructuredName": "N",
    "Organization": "ORG",
    "Telephone": "TEL",
    "Address": "ADR",
    "Birthday": "BDAY",
    "Revision": "REV",
}
TEXTS = {
    "plain": "Alice Example",
    "signs": "a;b,c:d=e|f",
    "quotes": "\"Al\" 'Ice' ^n ^^",
    "backslash": "C:\\temp",
    "backslash at the end": "C:\\temp\\",
    "two lines": "line\nbreak",
    "backslash before n": "back\\nslash",
    "property": "Ann\r\nTEL:+666\nEND:VCARD",
    "Japanese": "名刺太郎、株式会社" * 12,
    "Arabic": "صباح الخير، أليس",
    "emoji": "👩‍🔬 " * 30 + "x",
    "encoded": "=41%41&amp;<b>",
}
# Some readers only look one character back to see what is escaped.
ICAL_JS_CANNOT = {"backslash at the end"}
VCARD4_CANNOT = {"backslash", "backslash at the end", "backslash before n"}
VOBJECT_CANNOT = {"backslash before n"}
MAIL = "alice@example.com"
UID = "urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1"
PHOTO = b"\xff\xd8\xff" + bytes(range(256))


def contact(text):
    return Contact(
        full_name=text,
        name=Name(*[text] * 5),
        nickname=text,
        title=text,
        role=text,
        organization=text,
        department=text,
        phones=(Phone("+12025550101", ("cell",), text), Phone("+12025550102")),
        emails=(Email(MAIL, ("work",), text),),
        addresses=(Address(*[text] * 7, types=("work",)),),
        websites=(Website("https://example.com/a,b;c?d=e:f", text),),
        photo=Photo("image/jpeg", PHOTO),
        birthday="1990-02-28",
        note=text,
        categories=(text, "x"),
        uid=UID,
        rev="2027-03-01T12:00:00Z",
    )


def expected(text, **others):
    """Name and values of each property that a judge should find."""
    text = text.replace("\r\n", "\n")
    values = {
        "FN": [text],
        "N": [text] * 5,
        "NICKNAME": [text],
        "TITLE": [text],
        "ROLE": [text],
        "ORG": [text, text],
        "TEL": ["+12025550101", "+12025550102"],
        "EMAIL": [MAIL],
        "ADR": [text] * 7,
        "URL": ["https://example.com/a,b;c?d=e:f"],
        "PHOTO": [b64encode(PHOTO).decode()],
        "BDAY": ["1990-02-28"],
        "NOTE": [text],
        "CATEGORIES": [text, "x"],
        "UID": [UID],
        "REV": ["2027-03-01T12:00:00Z"],
    }
    return {name: v for name, v in (values | others).items() if v}


FILES = {
    (version, profile, name): vcard.encode(contact(text), version, profile=profile)
    for version, profile in (("3.0", "full"), ("3.0", "phone"), ("4.0", "full"))
    for name, text in TEXTS.items()
}
each_file = pytest.mark.parametrize(
    ("version", "profile", "name"), FILES, ids=map("-".join, FILES)
)


def read_by(command, keys, folder):
    """What a judge says of each file, in one start of it."""
    paths = []
    for number, key in enumerate(keys):
        path = folder / f"{number}.vcf"
        path.write_bytes(FILES[key])
        paths.append(str(path))
    run = subprocess.run([*command, *paths], capture_output=True, check=True, text=True)
    # Not splitlines: JSON may hold U+2028 as it is.
    lines = run.stdout.strip("\n").split("\n")
    return dict(zip(keys, map(json.loads, lines), strict=True))


@pytest.fixture(scope="module")
def by_ez_vcard(tmp_path_factory):
    return read_by(EZ_VCARD, FILES, tmp_path_factory.mktemp("ez"))


@pytest.fixture(scope="module")
def by_ical_js(tmp_path_factory):
    return read_by(ICAL_JS, FILES, tmp_path_factory.mktemp("ical"))


@pytest.fixture(scope="module")
def by_vcard4(tmp_path_factory):
    keys = [key for key in FILES if key[0] == "4.0"]
    return read_by(VCARD4, keys, tmp_path_factory.mktemp("vcard4"))


# ez-vcard's judge also says the types, after each number and each address.
CELL = ["+12025550101", "cell", "+12025550102"]
EZ_TYPES = {
    ("3.0", "full"): {"TEL": CELL, "EMAIL": [MAIL, "internet", "work"]},
    ("3.0", "phone"): {
        "TEL": CELL,
        "EMAIL": [MAIL, "internet", "work"],
        "CATEGORIES": [],
    },
    ("4.0", "full"): {"TEL": CELL, "EMAIL": [MAIL, "work"]},
}


def collected(properties, wanted):
    found = {}
    for name, values in properties:
        if name in wanted:
            found.setdefault(name, []).extend(values)
    return found


@each_file
def test_ez_vcard_reads_every_value(by_ez_vcard, version, profile, name):
    [card] = by_ez_vcard[version, profile, name]
    properties = [(EZ_NAMES.get(p, p.upper()), values) for p, *values in card]
    wanted = expected(TEXTS[name], **EZ_TYPES[version, profile])

    assert collected(properties, wanted) == wanted
    assert {p for p, _ in properties if p.isupper()} <= {*wanted, "X-ABLABEL"}


@pytest.mark.parametrize(
    ("version", "profile", "name"),
    [key for key in FILES if key[2] not in ICAL_JS_CANNOT],
)
def test_ical_js_reads_every_value(by_ical_js, version, profile, name):
    properties = [
        (p.upper(), [text for value in values for text in flat(p, value)])
        for p, _, _, *values in by_ical_js[version, profile, name]
    ]
    wanted = expected(TEXTS[name], CATEGORIES=[])
    picture = b64encode(PHOTO).decode()
    if version == "4.0":
        wanted["PHOTO"] = [f"data:image/jpeg;base64,{picture}"]

    assert collected(properties, wanted) == wanted


def flat(name, value):
    if isinstance(value, list):
        return value
    # It leaves the semicolons of plain text escaped, which RFC 6350 (3.4) allows us.
    return [value if name == "org" else value.replace("\\;", ";")]


@pytest.mark.parametrize("name", [n for n in TEXTS if n not in VCARD4_CANNOT])
def test_vcard4_reads_every_value(by_vcard4, name):
    [card] = by_vcard4["4.0", "full", name]
    properties = [(p["property"], listed(p["value"])) for p in card]
    picture = f"data:image/jpeg;base64,{b64encode(PHOTO).decode()}"
    dates = {"BDAY": ["19900228"], "REV": ["20270301T120000Z"]}  # left as written
    wanted = expected(TEXTS[name], PHOTO=[picture], **dates)

    assert collected(properties, wanted) == wanted


def listed(value):
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else [value]


@pytest.mark.parametrize("name", [n for n in TEXTS if n not in VOBJECT_CANNOT])
def test_vobject_reads_every_text(name):
    card = vobject.readOne(FILES["3.0", "full", name].decode())
    text = TEXTS[name].replace("\r\n", "\n")

    assert [card.fn.value, card.note.value, card.title.value] == [text] * 3
    assert card.org.value == [text, text]
    assert [card.n.value.family, card.n.value.given] == [text, text]
    assert [tel.value for tel in card.tel_list] == expected("")["TEL"]
    assert card.photo.value == PHOTO
