"""What a customer is asked before they book."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, cast, get_args

type Kind = Literal["line", "paragraph", "choice", "yes_no"]

KINDS: tuple[Kind, ...] = get_args(Kind.__value__)
MOST_QUESTIONS = 20
MOST_CHOICES = 30
LONGEST_LABEL = 200  # characters
LONGEST_ANSWER = {"line": 200, "paragraph": 2000, "choice": 200, "yes_no": 3}


@dataclass(frozen=True)
class Question:
    """A question with a name of its own, `id`, which stays when its words change.

    `choices` are the answers to choose from where `kind` is "choice". Raises
    ValueError where they make no question.
    """

    id: str
    label: str
    kind: Kind = "line"
    choices: tuple[str, ...] = ()
    is_required: bool = False

    def __post_init__(self) -> None:
        if not self.label or len(self.label) > LONGEST_LABEL:
            raise ValueError("a question has some words, and not too many")
        if self.kind not in KINDS:
            raise ValueError(f"{self.kind!r} is no kind of question")
        if (self.kind == "choice") != bool(self.choices):
            raise ValueError("choices belong to a question of choice, and to no other")
        if len(self.choices) > MOST_CHOICES or not all(self.choices):
            raise ValueError("the choices are too many, or one of them is empty")
        if len(set(self.choices)) < len(self.choices):
            raise ValueError("two choices are the same")


def from_json(stored: Any) -> tuple[Question, ...]:
    """Return the questions of a service as its row keeps them. Raises ValueError."""
    if len(stored) > MOST_QUESTIONS:
        raise ValueError("too many questions")
    return tuple(_question(row) for row in stored)


def to_json(questions: tuple[Question, ...]) -> list[dict[str, Any]]:
    """Return what a row keeps of the questions."""
    return [
        {**asdict(question), "choices": list(question.choices)}
        for question in questions
    ]


def _question(row: Mapping[str, Any]) -> Question:
    return Question(
        id=str(row["id"]),
        label=str(row["label"]),
        kind=cast("Kind", row.get("kind", "line")),
        choices=tuple(str(choice) for choice in row.get("choices", ())),
        is_required=bool(row.get("is_required", False)),
    )
