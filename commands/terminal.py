"""A real terminal as a review needs it: screens that follow its size, single keys, and lines to edit."""

import os
import select
import signal
import sys
import termios
import tty
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from types import FrameType, ModuleType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from rich.console import RenderableType

#: How often the size of the terminal is looked at while a key is waited for, in seconds.
_LOOK: Final = 0.2
_INTERRUPT, _END = "\x03", "\x04"


def is_terminal() -> bool:
    """Tell whether somebody sits at both ends."""
    return sys.stdin.isatty() and sys.stdout.isatty()


class RealTerminal:
    """Standard input and output, which are a terminal."""

    def __init__(self) -> None:
        """Take the terminal as it is."""
        from rich.console import Console

        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(errors="replace")  # a terminal may know fewer letters than a text
        self._console = Console(highlight=False, soft_wrap=False)
        self._input = sys.stdin.fileno()
        self._before = termios.tcgetattr(self._input)
        self._screen: Callable[[bool], RenderableType] | None = None
        self._size = (0, 0)
        self._prompt = ""
        self._continued = False

    @contextmanager
    def open(self) -> Iterator[None]:
        """The terminal reading key by key, and at the end as it was."""
        self._before = termios.tcgetattr(self._input)
        handlers = {
            signal.SIGTERM: signal.signal(signal.SIGTERM, _terminated),
            signal.SIGCONT: signal.signal(signal.SIGCONT, self._resumed),
        }
        try:
            tty.setcbreak(self._input, termios.TCSADRAIN)
            yield
        finally:
            for number, handler in handlers.items():
                signal.signal(number, handler)
            with suppress(termios.error):
                termios.tcsetattr(self._input, termios.TCSADRAIN, self._before)

    def show(self, screen: "Callable[[bool], RenderableType]") -> None:
        """Show a screen in place of the last; a short one if it is too high."""
        self._screen, self._prompt = screen, ""
        self._draw()

    def key(self, prompt: str = "") -> str:
        """The next key pressed, in lower case; arrows and the like are left out.

        Raises:
            EOFError: Ctrl-D, or the terminal is gone.
        """
        self._prompt = prompt
        self._write(prompt)
        while True:
            self._follow()
            if not select.select([self._input], [], [], _LOOK)[0]:
                continue
            key = self._read()
            if key in ("", _END):
                raise EOFError
            if key == _INTERRUPT:
                raise KeyboardInterrupt
            if key == "\x1b":
                self._skip_sequence()
            elif key.isascii():
                self._write("\n" if prompt else "")
                self._prompt = ""
                return "\r" if key == "\n" else key.lower()

    def line(self, prompt: str, value: str = "", known: Sequence[str] = ()) -> str:
        """A line, edited from *value*; Tab completes the names in *known*.

        Raises:
            EOFError: Ctrl-D on an empty line, or the terminal is gone.
        """
        self._prompt = ""
        keys = termios.tcgetattr(self._input)
        termios.tcsetattr(self._input, termios.TCSADRAIN, self._before)  # the editor of lines wants it so
        try:
            return _edited(prompt, value, known)
        finally:
            termios.tcsetattr(self._input, termios.TCSADRAIN, keys)

    def _follow(self) -> None:
        """Draw anew if the size of the terminal changed, or the program was stopped meanwhile."""
        if self._continued:
            self._continued = False
            tty.setcbreak(self._input, termios.TCSADRAIN)
        elif self._size == tuple(self._console.size):
            return
        prompt = self._prompt
        self._draw()
        self._write(prompt)

    def _draw(self) -> None:
        console = self._console
        self._size = (console.size.width, console.size.height)
        if self._screen is None:
            return
        screen = self._screen(False)
        if len(console.render_lines(screen, pad=False)) >= console.size.height:
            screen = self._screen(True)
        console.clear()
        console.print(screen)

    def _write(self, prompt: str) -> None:
        self._console.file.write(prompt)
        self._console.file.flush()

    def _read(self) -> str:
        """One character; empty if the terminal is gone."""
        try:
            first = os.read(self._input, 1)
            more = {0xC0: 1, 0xE0: 2, 0xF0: 3}.get(first[0] & 0xF0 if first else 0, 0)
            return (first + (os.read(self._input, more) if more else b"")).decode("utf-8", "replace")
        except OSError:
            return ""

    def _skip_sequence(self) -> None:
        """Leave out what an arrow key sends behind its Escape."""
        while select.select([self._input], [], [], 0.02)[0]:
            one = self._read()
            if not one or one.isalpha() or one == "~":
                return

    def _resumed(self, number: int, frame: FrameType | None) -> None:
        self._continued = True


def _terminated(number: int, frame: FrameType | None) -> None:
    sys.exit(128 + number)


def _edited(prompt: str, value: str, known: Sequence[str]) -> str:
    """A line edited from *value*; where Python was built without readline, typed anew or left by Enter."""
    readline = _readline()
    if readline is None:
        return input(f"{prompt}({value}) " if value else prompt) or value

    readline.set_startup_hook(lambda: readline.insert_text(value))
    readline.set_completer(_completer(known))
    readline.set_completer_delims(";")
    readline.set_auto_history(False)
    libedit = "libedit" in (readline.__doc__ or "")
    readline.parse_and_bind("bind ^I rl_complete" if libedit else "tab: complete")
    try:
        return input(prompt)
    finally:
        readline.set_startup_hook(None)
        readline.set_completer(None)


def _readline() -> ModuleType | None:
    try:
        import readline
    except ImportError:
        return None
    return readline


def _completer(known: Sequence[str]) -> Callable[[str, int], str | None]:
    """Completes the name behind the last semicolon."""

    def complete(text: str, state: int) -> str | None:
        begun = text.lstrip()
        space = text[: len(text) - len(begun)]
        found = [one for one in known if one.casefold().startswith(begun.casefold())]
        return f"{space}{found[state]}" if state < len(found) else None

    return complete
