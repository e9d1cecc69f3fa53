"""Rules with their declarations, and the steps of @keyframes."""

from dataclasses import dataclass
from typing import Any

import tinycss2

from meishi.formats.custom_css import reasons
from meishi.formats.custom_css.problems import Problem, Refused
from meishi.formats.custom_css.properties import (
    FADING,
    FRAMES,
    GROUND,
    INSIDE,
    ROOT,
    VARIABLE,
    Values,
)
from meishi.formats.custom_css.selectors import Kind, Selector, read_selectors
from meishi.formats.custom_css.tokens import (
    NAME,
    number,
    split_at,
    without_space,
)
from meishi.formats.custom_css.tokens import VARIABLE as VARIABLE_NAME
from meishi.formats.custom_css.values import (
    FRAMES_PREFIX,
    Own,
    read_value,
    read_variable,
)

MAX_DECLARATIONS = 40  # in a rule
MAX_STEPS = 12

type Declared = list[tuple[str, str, int]]  # properties, their values, and lines


@dataclass(frozen=True, slots=True)
class Frames:
    """A movement: the name that rules call it by, and its steps as CSS."""

    name: str
    css: str


def read_rule(node: Any, own: Own, problems: list[Problem]) -> str:
    """Return a rule as CSS, "" where nothing is left. Adds to the problems.

    Raises Refused where its selectors are no good.
    """
    selectors = read_selectors(node.prelude)
    kinds = {selector.kind for selector in selectors}
    table = INSIDE if kinds == {Kind.INSIDE} else ROOT
    if not all(selector.is_picture for selector in selectors):
        table = {name: table[name] for name in table if name not in FADING}
    declared = _declarations(node.content, table, own, problems)
    if kinds == {Kind.GROUND}:
        return _ground(declared, own)
    return _written(selectors, declared, own)


def _ground(declared: Declared, own: Own) -> str:
    """What is said of the page goes to its background; the rest to the owner's part.

    So the bar of actions keeps its own colours and letters.
    """
    behind = [each for each in declared if each[0] in GROUND]
    rest = [each for each in declared if each[0] not in GROUND]
    owners = Selector(".my", Kind.ROOT)
    ground = Selector(":root", Kind.GROUND)
    return _written([ground], behind, own) + _written([owners], rest, own)


def _written(selectors: list[Selector], declared: Declared, own: Own) -> str:
    if not declared:
        return ""
    names = ",".join(selector.text for selector in selectors)
    for name, value, line in declared:
        own.lines.setdefault((names, name, value), line)
    return f"{names}{{{_body(declared)}}}"


def _body(declared: Declared) -> str:
    return ";".join(f"{name}:{value}" for name, value, _ in declared)


def _declarations(
    content: list[Any],
    table: dict[str, Values],
    own: Own,
    problems: list[Problem],
) -> Declared:
    declared: Declared = []
    nodes = tinycss2.parse_blocks_contents(
        content, skip_comments=True, skip_whitespace=True
    )
    for node in nodes:
        try:
            if len(declared) == MAX_DECLARATIONS:
                raise Refused(reasons.MANY_DECLARATIONS)
            declared.append((*_declaration(node, table, own), node.source_line))
        except Refused as refused:
            problems.append(refused.problem(node))
            continue
        if node.important:
            problems.append(Refused(reasons.IMPORTANT).problem(node))
    return declared


def _declaration(node: Any, table: dict[str, Values], own: Own) -> tuple[str, str]:
    if node.type == "error":
        raise Refused(reasons.BROKEN)
    if node.type != "declaration":
        raise Refused(reasons.NESTED_RULE)
    name = node.lower_name
    if name.startswith("--"):
        if not VARIABLE_NAME.fullmatch(node.name) or table is FRAMES:
            raise Refused(reasons.VARIABLE)
        return name, read_variable(node.value, VARIABLE, own)
    if name not in table:
        raise Refused(_reason_against(name, table))
    try:
        return name, read_value(node.value, table[name], own)
    except Refused as refused:
        if name == "display" and refused.reason == reasons.VALUE:
            refused.reason = reasons.DISPLAY
        raise


def _reason_against(name: str, table: dict[str, Values]) -> str:
    if name in FADING and table is not ROOT:
        return reasons.FADING
    if name not in INSIDE:
        return reasons.INSTEAD.get(name, reasons.PROPERTY)
    return reasons.FRAMES_PROPERTY if table is FRAMES else reasons.ROOT_PROPERTY


def read_frames(node: Any, own: Own, problems: list[Problem]) -> Frames:
    """Return what @keyframes describes. Adds to the problems. Raises Refused."""
    prelude = without_space(node.prelude)
    word = prelude[0].lower_value if _is_name(prelude) else ""
    name = FRAMES_PREFIX + word.removeprefix(FRAMES_PREFIX)
    if not NAME.fullmatch(word) or not NAME.fullmatch(name):
        raise Refused(reasons.FRAMES_NAME)
    steps = tinycss2.parse_rule_list(
        node.content or [], skip_comments=True, skip_whitespace=True
    )
    if len(steps) > MAX_STEPS:
        raise Refused(reasons.MANY_DECLARATIONS)
    css = ""
    for step in steps:
        try:
            css += _step(step, own, problems)
        except Refused as refused:
            problems.append(refused.problem(step))
    return Frames(name, f"@keyframes {name}{{{css}}}")


def _is_name(prelude: list[Any]) -> bool:
    return len(prelude) == 1 and prelude[0].type == "ident"


def _step(node: Any, own: Own, problems: list[Problem]) -> str:
    if node.type != "qualified-rule":
        raise Refused(reasons.FRAMES_STEP)
    at = ",".join(_moment(tokens) for tokens in split_at(node.prelude, ","))
    declared = _declarations(node.content, FRAMES, own, problems)
    return f"{at}{{{_body(declared)}}}" if declared else ""


def _moment(tokens: list[Any]) -> str:
    tokens = without_space(tokens)
    if len(tokens) == 1 and tokens[0].type == "ident":
        word = tokens[0].lower_value
        if word in ("from", "to"):
            return str(word)
    is_share = len(tokens) == 1 and tokens[0].type == "percentage"
    if is_share and 0 <= tokens[0].value <= 100:
        return f"{number(tokens[0].value)}%"
    raise Refused(reasons.FRAMES_STEP)
