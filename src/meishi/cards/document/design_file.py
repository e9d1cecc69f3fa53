"""A look as a file: JSON with a schema, to take to another installation."""

import json
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError

from meishi.cards.document.base import Data
from meishi.cards.document.design import Background, Design

LONGEST_NAME = 100  # characters
LARGEST_FILE = 100_000  # bytes


class DesignFile(Data):
    """What stands in a file of a look. Pictures stay behind: they are the card's."""

    format: Literal["meishi-design"] = "meishi-design"
    version: Literal[1] = 1
    name: Annotated[
        str,
        Field(min_length=1, max_length=LONGEST_NAME, pattern=r"^[^\x00-\x1f\x7f]+$"),
    ]
    design: Design


class Unreadable(ValueError):
    """The text is no such file; the message says where and why."""


def written(name: str, design: Design) -> str:
    """Return the file of a look, indented, with a line break at its end."""
    file = DesignFile(name=name, design=_without_pictures(design))
    text = json.dumps(file.model_dump(mode="json"), ensure_ascii=False, indent=2)
    return f"{text}\n"


def read(data: bytes) -> DesignFile:
    """Return what a file says. Raises Unreadable."""
    if len(data) > LARGEST_FILE:
        raise Unreadable(f"it is larger than {LARGEST_FILE // 1000} kB")
    try:
        file = DesignFile.model_validate(json.loads(data))
    except ValidationError as error:
        problem = error.errors()[0]
        where = ".".join(str(part) for part in problem["loc"])
        raise Unreadable(
            f"{where}: {problem['msg']}" if where else problem["msg"]
        ) from (error)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"it is not JSON: {error}") from error
    own = _without_pictures(file.design)
    return file.model_copy(update={"design": own})


def schema() -> dict[str, Any]:
    """Return the JSON Schema of such files (draft 2020-12)."""
    found = DesignFile.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **found}


def _without_pictures(design: Design) -> Design:
    background = design.background
    if background.picture is None:
        return design
    kind = "theme" if background.kind == "picture" else background.kind
    plain = Background.model_validate(
        background.model_dump() | {"kind": kind, "picture": None}
    )
    return design.model_copy(update={"background": plain})
