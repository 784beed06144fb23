"""Whether data is sound."""

from pathlib import Path
from typing import Any

import click

from ocds.messages import marked
from veeduria import options, reports


def _print_schema(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from veeduria.validating import schema_text  # noqa: PLC0415 (keeps --help quick)

        click.echo(schema_text())
        ctx.exit()


_FILE = click.Path(path_type=Path, dir_okay=False, exists=True)


@click.command(
    help=marked(
        "Tell what is wrong with documents, where, and how to mend it. Nothing is published. Exit code 1 says that "
        "there are issues; - is standard input. Text, HTML and JUnit group the issues, the other forms have them all."
    ),
    short_help=marked("Tell what is wrong with documents, and where."),
)
@options.sources
@click.option(
    "--format",
    "form",
    type=click.Choice(reports.names()),
    default="text",
    show_default=True,
    help=marked("Form of the output."),
)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    help=marked("File to write, whole or not at all; with --by a new folder. By default standard output."),
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=40,
    show_default=True,
    help=marked("How many kinds of issues text, HTML and JUnit show."),
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "new", "never"]),
    default="error",
    show_default=True,
    help=marked("From which severity on issues make exit code 1; new: errors that the baseline does not have."),
)
@click.option(
    "--baseline", type=_FILE, help=marked("Output of a former validation (--format jsonl): its issues are known.")
)
@click.option(
    "--by",
    type=click.Choice(["publisher", "buyer", "module"]),
    help=marked("Write a file for each publisher, buyer or section of the release (module) into the folder --output."),
)
@click.option(
    "--standard",
    "version",
    type=click.Choice(["1.0", "1.1"]),
    help=marked("Version of OCDS to hold documents to; by default the one that they state."),
)
@options.extensions
@options.online
@click.option(
    "--prefixes", type=_FILE, help=marked("Text file or CSV with the registered prefixes of ocids, to judge ocids by.")
)
@click.option(
    "--print-schema",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_schema,
    help=marked("Print the JSON Schema of --format jsonl and exit."),
)
@options.workers
@click.pass_context
def command(ctx: click.Context, /, sources: tuple[str, ...], form: str, fail_on: str, **asked: Any) -> None:
    """Validate documents."""
    if fail_on == "new" and not asked["baseline"]:
        raise click.UsageError("--fail-on new needs --baseline.")
    if asked["by"] and not asked["output"]:
        raise click.UsageError("--by needs a folder: --output.")
    from ocds.fields.exceptions import NoPrefixesError  # noqa: PLC0415 (keeps --help quick)
    from veeduria.cli import ISSUES  # noqa: PLC0415
    from veeduria.validating import validate  # noqa: PLC0415

    try:
        found = validate(sources, form=form, fail_on=fail_on, **asked)
    except NoPrefixesError as error:
        raise click.BadParameter(str(error), param_hint="--prefixes") from error
    if found.fails(fail_on):
        ctx.exit(ISSUES)
