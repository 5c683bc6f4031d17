"""The command line. A command is one file that reads its options, asks, and prints; it decides nothing.

To add a command: one file here with a click command named `command`, one row in `COMMANDS`. The modules are imported
when their command runs, so that `kb --help` stays quick.
"""

import sys
from importlib import import_module

import click

COMMANDS: dict[str, str] = {
    "build": "Build the site.",
    "serve": "Serve the site on this machine and rebuild it on every change.",
    "check": "Find what should be fixed in notes, bibliography and journal.",
    "search": "Find sections, papers and sessions.",
    "show": "Show a note, topic, session or paper, and who links to it.",
    "before": "What to learn before a topic or session, in order, with reasons.",
    "ready": "What you can take up now, the most useful first.",
    "order": "An order of sessions, topics or papers in which the fewest references point forward.",
    "overlap": "What two courses or sessions share.",
    "graph": "Write the topic graph for other programs.",
    "queue": "Which paper to read next, and why.",
    "read": "Write in the journal that you have read a paper.",
    "skim": "Write in the journal that you have skimmed a paper, or read a part of it.",
    "start": "Write in the journal that you have begun a paper.",
    "drop": "Write in the journal that you will not read a paper.",
    "watch": "Write in the journal that you have watched a session.",
    "done": "Write in the journal that you have done a session: a seminar, homework.",
    "learn": "Write in the journal that you know a topic.",
    "undo": "Take the last event back out of the journal.",
    "plan": "The coming week, within the hours that there are.",
    "log": "The weekly log: write the post of a week.",
    "cards": "Questions to remember: list, review and export them.",
    "papers": "List and export the bibliography.",
    "stats": "How far you are.",
    "new": "Start a note from its template.",
    "links": "Every link of a folder of notes, and what it leads to.",
    "cites": "Every citation of a file.",
}

EPILOG = (
    "Exit status: 0 done; 1 findings, or nothing found; 2 wrong use or unreadable input; 3 nothing could be written."
)


class Commands(click.Group):
    """The commands of the table above, imported when asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        found: click.Command = import_module(f"kb.cli.{name}").command
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS:
            from kb.nearest import nearest  # only for a mistyped name

            guess = nearest(args[0], COMMANDS)
            hint = f"did you mean `{guess}`?" if guess else f"the commands are {', '.join(COMMANDS)}"
            raise click.UsageError(f"there is no command `{args[0]}` ({hint})")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=Commands, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("-C", "folder", metavar="DIR", default=".", help="Work as if started in DIR.")
@click.version_option(package_name="kb", message="kb %(version)s")
@click.pass_context
def group(ctx: click.Context, folder: str) -> None:
    """Lecture notes, one BibTeX file and a topic graph become a site, search and a reading queue.

    \b
    kb serve                     the site at 127.0.0.1:8000
    kb check                     what should be fixed
    kb search "adaptive skipgram"
    kb queue next                which paper to read now, and why
    """
    from kb.cli.workplace import Workplace

    ctx.obj = Workplace(folder)


def main() -> None:
    """The entry point: every way to fail ends in one line on stderr and an exit status, never in a traceback."""
    from kb.cli.failures import run

    sys.exit(run(group))
