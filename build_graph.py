"""flowclaims: who is said to share which data with whom, who denies it, and in which words.

With no arguments it builds the dossiers in cases/ into out/ and says what it found.
"""

import _thread
import os
import signal
import sys
import threading
from typing import Annotated, NoReturn

if __name__ == "__main__":  # until main() runs, Ctrl-C ends the imports without a traceback
    signal.signal(signal.SIGINT, signal.SIG_DFL)

import typer

from commands.asking import explain, query, status
from commands.drafting import draft
from commands.importing import import_
from commands.making import OUT, build, diff, validate
from commands.reviewing import accept, review
from commands.showing import draw, explore, export
from graph import __version__
from graph.problems import DossierError, GraphError

app = typer.Typer(
    help=f"{__doc__}",
    rich_markup_mode=None,
    no_args_is_help=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Say the version and stop.")] = False,
) -> None:
    """Build the dossiers in cases/ if no verb is given."""
    if version:
        typer.echo(f"flowclaims {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        build(None, OUT)


for verb in (build, validate, status, explain, query, draw, explore, export, diff, draft, review, accept):
    app.command()(verb)
app.command("import")(import_)


def _again(lost: "sys.UnraisableHookArgs") -> None:
    """Interrupt once more where Ctrl-C came while Python tidied up, which swallows it with a traceback."""
    if isinstance(lost.exc_value, KeyboardInterrupt):
        threading.Timer(0.01, _interrupt).start()  # not here, where it would be lost again
    else:
        sys.__unraisablehook__(lost)


def _interrupt() -> None:
    """Interrupt the main thread, also where it waits."""
    main_thread = threading.main_thread().ident
    if hasattr(signal, "pthread_kill") and main_thread is not None:
        signal.pthread_kill(main_thread, signal.SIGINT)
    else:
        _thread.interrupt_main()


def main() -> NoReturn:
    """Run the command line; errors are told on stderr, without a traceback."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.unraisablehook = _again
    try:
        app(prog_name="build_graph.py")
    except DossierError as error:
        print(error, file=sys.stderr)
        number = len(error.problems)
        print(f"{number} error{'s' if number != 1 else ''}; this dossier was not used", file=sys.stderr)
        sys.exit(1)
    except GraphError as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        print("interrupted; nothing was written", file=sys.stderr)
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        print(f"error: {error.strerror or error}; what was printed is not whole", file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(2)
    sys.exit(0)


if __name__ == "__main__":
    main()
