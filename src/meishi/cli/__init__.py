"""The command line: `meishi VERB ...`. Each verb is a module of this package.

A verb's module has `arguments(parser)` and `run(arguments)`, which returns the
exit status. It is imported only when it is asked for, so that `meishi convert`
does not wait for Django.
"""

import argparse
import sys
from importlib import import_module
from importlib.metadata import version

from meishi.cli.say import complain, say
from meishi.config import ConfigError, use_django_settings

VERBS = {
    "serve": "start everything on this machine (also: just `meishi`)",
    "card": "make a card from a contact file",
    "convert": "turn contact files into another format",
    "slots": "say which slots are free in cases of your own",
    "compile": "rebuild what visitors are served from the published editions",
    "doctor": "say what is wrong with this installation, and how to mend it",
    "backup": "copy the whole installation into one file, while it runs",
    "restore": "put a backup into an empty data folder",
    "migrate": "bring the database up to date",
    "edge": "start only what serves published cards",
    "web": "start only the editor and the rest of the site",
    "worker": "start only what works in the background",
    "django": "run one of Django's own commands",
}
INTERRUPTED = 130
DATABASE_REMEDY = "Check MEISHI_DATABASE_URL, and whether its server runs."


def main() -> None:
    """Run the verb that the arguments name, and exit with its status."""
    sys.exit(_main(sys.argv[1:]))


def _main(words: list[str]) -> int:
    if words[:1] in (["-h"], ["--help"], ["help"]):
        return _help()
    if words[:1] in (["-V"], ["--version"]):
        say(f"Meishi {version('meishi')}")
        return 0
    verb = "serve" if not words or words[0].startswith("-") else words.pop(0)
    if verb not in VERBS:
        complain(f"There is no “meishi {verb}”. `meishi --help` lists what there is.")
        return 2
    return _guarded(verb, words)


def _guarded(verb: str, words: list[str]) -> int:
    """Run the verb; what a person can mend is told in words, without a traceback."""
    use_django_settings()
    try:
        return _run(verb, words)
    except ConfigError as error:
        complain("Meishi cannot run like this:")
        for mistake in error.mistakes:
            complain(f"  {mistake}")
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        told = in_words(error)
        if not told:
            raise
        complain(told)
        return 1


def _run(verb: str, words: list[str]) -> int:
    if verb == "django":
        from django.core.management import execute_from_command_line

        execute_from_command_line(["meishi django", *words])
        return 0
    module = import_module(f"meishi.cli.{verb}")
    parser = argparse.ArgumentParser(f"meishi {verb}", description=module.__doc__)
    module.arguments(parser)
    status: int = module.run(parser.parse_args(words))
    return status


def in_words(error: Exception) -> str:
    """Return what to tell a person, or nothing when it is a fault of ours."""
    if "django" not in sys.modules:
        return ""
    from django.db.utils import OperationalError

    from meishi.lib.errors import MeishiError

    if isinstance(error, MeishiError):
        return str(error)
    if isinstance(error, OperationalError):
        return f"The database cannot be used: {error}\n{DATABASE_REMEDY}"
    return ""


def _help() -> int:
    say(f"Meishi {version('meishi')}: digital business cards that you host yourself.\n")
    say("meishi                  start, and say where to go")
    for verb, about in VERBS.items():
        say(f"meishi {verb:<16} {about}")
    say("\n`meishi VERB --help` says more. Settings: docs/reference/settings.md")
    return 0
