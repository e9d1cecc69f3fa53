"""Run every benchmark, or those that are named: `python -m bench edge vcard`."""

import sys
from importlib import import_module
from pathlib import Path


def names():
    """Return the benchmarks, in order of the alphabet."""
    files = sorted(Path(__file__).parent.glob("*.py"))
    return [file.stem for file in files if not file.stem.startswith("_")]


def main(wanted):
    """Run the wanted ones, each with a heading, and let each print its ratios."""
    for name in wanted or names():
        print(f"\n== {name} ==", flush=True)
        import_module(f"bench.{name}").main()


if __name__ == "__main__":
    main(sys.argv[1:])
