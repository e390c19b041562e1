"""``duizhao ...``: the command line. Thin: every verb parses, calls the Desk, prints.

Law: ``duizhao --help`` loads no engine, no database and no web server; trouble is one line on stderr with exit code 2
for the caller's mistakes and 1 for ours; Ctrl+C and a closed pipe are quiet.
"""

from __future__ import annotations

import sys
from difflib import get_close_matches
from errno import ENOSPC
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import Any, NoReturn, cast

import click

from translator import __version__
from translator.cli import console
from translator.errors import StoreError

#: verb -> module and name of its command, in the order of the help page; imported when it is called
VERBS = {
    "translate": "translator.cli.translate:translate",
    "check": "translator.cli.check:check",
    "glossary": "translator.cli.glossary:glossary",
    "memory": "translator.cli.memory:memory",
    "names": "translator.cli.names:names",
    "evaluate": "translator.cli.evaluate:evaluate",
    "figures": "translator.cli.figures:figures",
    "add": "translator.cli.documents:add",
    "list": "translator.cli.documents:list_documents",
    "draft": "translator.cli.documents:draft",
    "worker": "translator.cli.worker:worker",
    "people": "translator.cli.people:people",
    "gate": "translator.cli.site:gate",
    "differences": "translator.cli.site:differences",
    "publish": "translator.cli.releases:publish",
    "withdraw": "translator.cli.site:withdraw",
    "schedule": "translator.cli.site:schedule",
    "rollback": "translator.cli.releases:rollback",
    "send": "translator.cli.sending:send",
    "audit": "translator.cli.releases:audit",
    "editions": "translator.cli.releases:editions",
}
#: packages add verbs through this entry-point group; that is how ``serve`` and ``demo`` come here
GROUP = "duizhao.commands"
#: loading an added verb just to list it would load its web server: the known ones have their line here
ADDED_HELP = {
    "serve": "Open the review pages and the site in a browser.",
    "demo": "Show the whole way on sample pages.",
}


class Verbs(click.Group):
    """The verbs, each imported when it is called, with one place for all trouble."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return our verbs, then the added ones."""
        return [*VERBS, *(point.name for point in _added())]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a verb of ours, or load an added one."""
        if cmd_name in VERBS:
            module, _, name = VERBS[cmd_name].partition(":")
            return cast(click.Command, getattr(import_module(module), name))
        point = next((point for point in _added() if point.name == cmd_name), None)
        return None if point is None else cast(click.Command, point.load())

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the verbs without loading the added ones."""
        rows = [(name, cast(click.Command, self.get_command(ctx, name)).get_short_help_str(80)) for name in VERBS]
        rows += [(point.name, ADDED_HELP.get(point.name, f"From {point.value}.")) for point in _added()]
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb; a misspelt one is answered with those that look like it."""
        if not args[0].startswith("-") and args[0] not in self.list_commands(ctx):
            alike = get_close_matches(args[0], self.list_commands(ctx), n=1)
            hint = f"did you mean {alike[0]}?" if alike else "see duizhao --help"
            raise click.UsageError(f"no command {args[0]!r}; {hint}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a verb; whatever goes wrong in it ends as one line (or none) and an exit code."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except (click.exceptions.Exit, click.ClickException):
            raise
        except (Exception, KeyboardInterrupt) as error:
            sys.exit(_ended(error))
        return result

    def main(self, *args: Any, **extra: Any) -> NoReturn:
        """Run a command line and leave with its exit code; a wrong option is said in one line."""
        console.speak_utf8()
        try:
            code = super().main(*args, **{**extra, "standalone_mode": False})
        except click.exceptions.NoArgsIsHelpError as error:
            error.show()
            code = error.exit_code
        except click.UsageError as error:
            where = error.ctx.command_path if error.ctx else "duizhao"
            console.say(f"{where}: {console.one_line(error.format_message())} (see {where} --help)")
            code = error.exit_code
        except (
            click.Abort,
            KeyboardInterrupt,
            OSError,
        ) as error:  # before a verb began: help that could not be written
            code = _ended(error)
        sys.exit(code)


def _ended(error: BaseException) -> int:
    """Return the exit code of a call that ``error`` ended, told in one line; Ctrl+C and a closed pipe need none."""
    if isinstance(error, BrokenPipeError):
        console.close_quietly(sys.stdout)
        return console.BROKEN_PIPE
    if isinstance(error, KeyboardInterrupt | click.Abort):
        return console.INTERRUPTED
    if isinstance(error, OSError) and error.errno == ENOSPC:
        console.close_quietly(sys.stdout)
        error = StoreError("the disk the output goes to is full", next_step="make room and run it again")
    return console.trouble(error)


def _added() -> list[EntryPoint]:
    return sorted(
        (point for point in entry_points(group=GROUP) if point.name not in VERBS), key=lambda point: point.name
    )


@click.command(cls=Verbs, no_args_is_help=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="duizhao")
def main() -> None:
    """Duizhao 对照 drafts Chinese<->English translations that keep to a glossary, and publishes both versions.

    \b
    One sentence:   echo 廊坊欢迎您。 | duizhao translate --lines --to en
    A folder:       duizhao translate pages/ --to zh --glossary glossaries/hebei.tsv
    The whole way:  duizhao demo
    """
