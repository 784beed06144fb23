"""The command `veeduria`, also as `python -m veeduria`."""

import io
import sys

from veeduria import texts
from veeduria.cli import cli


def main() -> None:
    """Run the command line; a terminal that cannot show a character gets a question mark for it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    texts.speak(None)
    cli(prog_name="veeduria")


if __name__ == "__main__":
    main()
