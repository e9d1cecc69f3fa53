"""Reading and writing contact files, against vobject, in the same run.

The promise: a card of 18 properties is read at least 4 times as fast. Prints
microseconds a card, as medians, and the ratios.
"""

from collections.abc import Callable
from statistics import median
from time import perf_counter

import vobject

from meishi.formats import jcard, jscontact, vcard

CARD = b"""\
BEGIN:VCARD
VERSION:3.0
N:Example;Alice;Q.;Dr.;PhD
FN:Dr. Alice Q. Example\\, PhD
NICKNAME:Al
ORG:Example Trading;Research
TITLE:Head of Research
ROLE:Researcher
TEL;TYPE=CELL:+1 202 555 0101
TEL;TYPE=WORK,VOICE:+1 202 555 0102
EMAIL;TYPE=INTERNET,WORK:alice@example.com
EMAIL;TYPE=INTERNET,HOME:alice@example.org
ADR;TYPE=WORK:;Floor 3;1 Example Street;Springfield;IL;62701;United States
URL:https://example.com/alice
BDAY:1990-02-28
NOTE:Met in Kyoto\\, at the fair.\\nSpeaks Japanese.
CATEGORIES:Friends,Fair
UID:urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1
REV:2027-03-01T12:00:00Z
X-PHONETIC-FIRST-NAME:Alice
END:VCARD
""".replace(b"\n", b"\r\n")
ROUNDS = 25
CARDS = 40


def microseconds(*works: Callable[[], object]) -> list[float]:
    """Return what a call of each takes, as medians; they take turns in each round."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS):
        for work, taken in zip(works, times, strict=True):
            start = perf_counter()
            for _ in range(CARDS):
                work()
            taken.append(1e6 * (perf_counter() - start) / CARDS)
    return [median(taken) for taken in times]


def main() -> None:
    """Print what reading and writing one card takes."""
    [contact] = vcard.decode(CARD)
    text = CARD.decode()
    theirs = vobject.readOne(text)
    ours, other = microseconds(
        lambda: vcard.decode(CARD), lambda: vobject.readOne(text)
    )
    compare("read", ours, other)
    ours, other = microseconds(
        lambda: vcard.encode(contact), lambda: theirs.serialize(validate=False)
    )
    compare("write", ours, other)
    for name, codec in {"jcard": jcard, "jscontact": jscontact}.items():
        data = codec.encode(contact)
        reading, writing = microseconds(
            lambda c=codec, d=data: c.decode(d), lambda c=codec: c.encode(contact)
        )
        print(f"{name}: read {reading:.0f} us, write {writing:.0f} us")


def compare(verb: str, ours: float, other: float) -> None:
    """Print both times and their ratio."""
    print(f"{verb}: {ours:.0f} us, vobject {other:.0f} us, ratio {other / ours:.1f}")


if __name__ == "__main__":
    main()
