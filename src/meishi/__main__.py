"""`python -m meishi` is `meishi`."""

from meishi.cli import main

main()
