"""The command line: one module a command, found by walking `veeduria.commands`."""

import os
import sys
import traceback
from copy import copy
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, NoReturn

import click

from ocds.messages import LANGUAGES, marked
from veeduria import __version__, commands, texts

DONE, ISSUES, USAGE, NOT_OPENED, OUR_FAULT = 0, 1, 2, 3, 4
INTERRUPTED, PIPE_CLOSED = 130, 141
TRACKER = "https://github.com/veeduria/veeduria/issues"


class Failure(click.ClickException):
    """What a command could not do, and the exit code that says why."""

    def __init__(self, message: str, exit_code: int) -> None:
        super().__init__(message)
        self.exit_code = exit_code  # type: ignore[misc]


class Commands(click.Group):
    """Loads a command when it is needed, and turns what goes wrong in it into a message and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (of click)
        """Give every module of the package of commands, in order of the alphabet."""
        return sorted(module.name for module in iter_modules(commands.__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Give the command of a module, its help in the language in use."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = import_module(f"{commands.__name__}.{cmd_name}")
        found: click.Command = _translated(module.command)
        return found

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help in the language in use."""
        click.Group.format_help(_translated(self), ctx, formatter)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for."""
        try:
            done = super().invoke(ctx)
            sys.stdout.flush()
        except (click.exceptions.Exit, click.ClickException, click.Abort, SystemExit):
            raise
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            _close_pipe(ctx)
        except BaseException as error:
            # The last line of defence; panics of native code are no `Exception`.
            if ctx.params["debug"]:
                traceback.print_exc()
            raise _failure(error) from error
        return done


def _translated(command: click.Command) -> Any:
    """Give a copy of a command whose help speaks the language in use."""
    found = copy(command)
    found.help = texts.gettext(found.help) if found.help else None
    found.short_help = texts.gettext(found.short_help) if found.short_help else None
    found.params = [copy(param) for param in found.params]
    for param in found.params:
        if isinstance(param, click.Option) and param.help:
            param.help = texts.gettext(param.help)
    return found


def _failure(error: BaseException) -> Failure:
    from checks.exceptions import ChecksError  # noqa: PLC0415 (only needed on failure)
    from ocds.exceptions import OcdsError, SourceError  # noqa: PLC0415
    from registry.exceptions import RegistryError  # noqa: PLC0415
    from veeduria.exceptions import VeeduriaError  # noqa: PLC0415

    if isinstance(error, SourceError):
        return Failure(texts.clean(str(error)), NOT_OPENED)
    usage = (ChecksError, OcdsError, RegistryError, VeeduriaError)
    # Without a number it was not the system that refused.
    if isinstance(error, usage) or (isinstance(error, OSError) and error.errno is not None):
        return Failure(texts.clean(str(error)), USAGE)
    facts = {"kind": type(error).__name__, "why": texts.clean(str(error)), "version": __version__, "tracker": TRACKER}
    message = texts.gettext(
        "Something went wrong on our side (%(kind)s: %(why)s). Snapshots published before are as they were. "
        "Please tell us at %(tracker)s what you ran with veeduria %(version)s; `veeduria --debug …` shows where "
        "it happened.",
        **facts,
    )
    return Failure(message, OUR_FAULT)


def _close_pipe(ctx: click.Context) -> NoReturn:
    """Nobody reads any more: end without a word, also when Python closes its output."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    ctx.exit(PIPE_CLOSED)


def _speak(_: click.Context, __: click.Parameter, language: str | None) -> None:
    texts.speak(language)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=marked("Checks Open Contracting data: is it sound, who is paid, and where to look first?"),
)
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    is_eager=True,
    expose_value=False,
    callback=_speak,
    help=marked("Language of texts and pages; by default that of the terminal."),
)
@click.option("--debug", is_flag=True, help=marked("Show where our own errors happened."))
@click.version_option(__version__, prog_name="veeduria")
def cli(debug: bool) -> None:
    """Speak in the language asked for, then hand over to a command."""
