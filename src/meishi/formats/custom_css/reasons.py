"""Why a piece of custom CSS is refused, in words for whoever wrote it."""

from meishi.formats.marking import gettext_noop

LONG = gettext_noop(
    "This is too long: at most 20,000 characters. Nothing of it is used."
)
DEEP = gettext_noop("Brackets are nested too deeply. Nothing of it is used.")
DIGITS = gettext_noop("This number has too many digits. Nothing of it is used.")
BIG = gettext_noop(
    "All rules together are too big for a page that opens at once. Remove some."
)
MANY_RULES = gettext_noop("There are too many rules: at most 150.")
BROKEN = gettext_noop(
    "This is not CSS: look for a missing bracket, colon or semicolon."
)
AT_RULE = gettext_noop(
    "Of rules that begin with @, only @media and @keyframes can be used."
)
NESTED_AT_RULE = gettext_noop(
    "Put rules that begin with @ one after another, not into each other."
)
NESTED_RULE = gettext_noop("Rules cannot stand inside rules. Write each one out.")
MEDIA = gettext_noop("This is none of the conditions that @media can ask for here.")
FRAMES_NAME = gettext_noop(
    "Give the frames a name of small letters, digits and hyphens."
)
FRAMES_STEP = gettext_noop("Steps are from, to, or percentages between 0% and 100%.")
MANY_SELECTORS = gettext_noop("There are too many selectors in one rule: at most 10.")
LONG_SELECTOR = gettext_noop("This selector is too long: at most 200 characters.")
SELECTOR = gettext_noop("This is no selector that can be used here.")
ID = gettext_noop("Selectors cannot use ids. Use classes and elements.")
ATTRIBUTE = gettext_noop(
    "Selectors cannot look at attributes. Use classes and elements."
)
PSEUDO = gettext_noop("This : or :: name cannot be used in selectors here.")
OUTSIDE = gettext_noop(
    "This part of the page is not yours to restyle. Use .front (the face of the "
    "card), .content (what is below it), or what is inside them."
)
GROUND_ALONE = gettext_noop("Rules for the whole page (:root, body) stand alone.")
PROPERTY = gettext_noop("This property cannot be used.")
INSTEAD = {
    "font": gettext_noop("Write font-size, font-family and the like one by one."),
    "visibility": gettext_noop(
        "Nothing can be hidden here. Hide blocks in the editor."
    ),
}
DISPLAY = gettext_noop("Nothing can be hidden or dissolved. Hide blocks in the editor.")
ROOT_PROPERTY = gettext_noop(
    "This property can be set on what is inside .front and .content only."
)
FADING = gettext_noop(
    "Words must stay readable. Use this on pictures only: img, picture or svg."
)
FRAMES_PROPERTY = gettext_noop("This property cannot be used in frames.")
IMPORTANT = gettext_noop(
    "Leave out !important: your rules win over those of the theme anyway."
)
MANY_DECLARATIONS = gettext_noop(
    "There are too many properties in one rule: at most 40."
)
LONG_VALUE = gettext_noop("This value is too long.")
EMPTY = gettext_noop("A value is missing.")
VALUE = gettext_noop("This property cannot have this value.")
SIZE = gettext_noop("This size is too small or too large for this property.")
UNIT = gettext_noop("This unit cannot be used with this property.")
FUNCTION = gettext_noop("This function cannot be used with this property.")
MATH = gettext_noop(
    "Sums are for up to four sizes, multiplied or divided by one number."
)
ADDRESS = gettext_noop(
    "Pictures are those you have uploaded, by their name: url(name)."
)
VARIABLE = gettext_noop(
    "Names of own properties are -- with small letters, digits and hyphens."
)
VARIABLES = gettext_noop("A property of your own can refer to one other at most.")
HERE_NO_VARIABLE = gettext_noop("var() cannot be used with this property.")
ONCE = gettext_noop("Each function can be used once in this property.")
FRAMES = gettext_noop("There are no @keyframes of this name.")
TEXT = gettext_noop(
    "Only one or two signs, no letters or digits, can be put in front of content."
)
FONT = gettext_noop("Names of fonts have letters, digits, spaces and hyphens.")
