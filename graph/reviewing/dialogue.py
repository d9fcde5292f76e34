"""The conversation of a review: what is shown, which key leads to which action, and what is saved."""

from functools import lru_cache

from graph.problems import Level, UsageError, quoted
from graph.reviewing.asking import Cancelled, Questions, Terminal, place_of
from graph.reviewing.checking import Checked, check, line_of, lines_of, source_text
from graph.reviewing.context import Context, context
from graph.reviewing.drafts import Held
from graph.reviewing.opened import ChangedMeanwhile, Opened
from graph.reviewing.screen import View, draft_screen, end_screen, help_screen
from graph.reviewing.session import Accept, Action, Back, Edit, Reject, Skip, State, Undo, begin, step
from graph.reviewing.splicing import without_keys


class Dialogue:
    """A review of one file, decision by decision; each is saved at once. ``state`` is how far it came."""

    def __init__(self, opened: Opened, terminal: Terminal) -> None:
        """Begin with the first draft."""
        self.opened, self.terminal = opened, terminal
        self.state = begin(opened.text)
        self.message = ""
        self._text = source_text(opened.path, opened.text)
        self._questions = Questions(opened.path, self._text, terminal)
        self._checked = lru_cache(maxsize=4)(self._check)

    def run(self) -> None:
        """Talk until the user quits.

        Raises:
            EOFError: the terminal is gone.
            ChangedMeanwhile: the file was changed by somebody else.
        """
        while True:
            view = self._show()
            key = self.terminal.key()
            if key == "q" or (view is None and key == "\r"):
                return
            self.message = ""
            try:
                action = self._action(key, view)
                if action is not None:
                    self._take(action)
            except Cancelled:
                self.message = "Nothing was changed."
            except ChangedMeanwhile:
                raise
            except UsageError as error:
                self.message = _sentence_case(str(error))

    # ------------------------------------------------------------ what is shown

    def _show(self) -> View | None:
        """Show the present draft; None if all are through."""
        state, message, file = self.state, self.message, self.opened.path.name
        if state.shown is None:
            self.terminal.show(lambda short: end_screen(state, file, message))
            return None
        view = self._view(state.shown)
        self._draw(view, message)
        return view

    def _draw(self, view: View, message: str, all_fields: bool = False) -> None:
        self.terminal.show(
            lambda short: draft_screen(view, all_fields=all_fields, short=short, message=message)
        )

    def _view(self, held: Held) -> View:
        text, _ = without_keys(self.state.text, [(held.block, held.number)], "draft")
        checked = self._checked(text)
        lines = lines_of(text, held.block, held.number)
        here = [one for one in checked.problems if one.place.line in lines]
        return View(
            self.opened.path.name,
            self.state,
            held,
            self._context(held),
            self._text is not None,
            checked.sentence(line_of(text, held.block, held.number)),
            tuple(one.message for one in here if one.level is Level.ERROR),
            tuple(one.message for one in here if one.level is Level.WARNING and one.rule != "not-placed"),
        )

    def _context(self, held: Held) -> Context:
        quote = next(iter(held.values.get("quote", ())), "")
        place = place_of(self._text, quote, held.at)
        if self._text is None or place is None:
            return Context("", quote, "")
        return context(self._text.raw, *place)

    def _check(self, text: str) -> Checked:
        return check(self.opened.path, text, text.encode())

    # ------------------------------------------------------------ from keys to actions

    def _action(self, key: str, view: View | None) -> Action | None:
        match key:
            case "b":
                return Back()
            case "u":
                return Undo()
            case "?" | "h":
                self.terminal.show(lambda short: help_screen())
                self.terminal.key()
                return None
        if view is None:
            return None
        match key:
            case "a":
                return Accept()
            case "s":
                return Skip()
            case "r":
                return Reject(self.terminal.line("Why is it no claim? (Enter: no reason) "))
            case "e":
                self._draw(view, "", all_fields=True)
                return self._questions.edit(view.held, self.state.text, lambda said: self._draw(view, said))
            case "p":
                return self._questions.split(view.held)
        self.message = f"{quoted(key)} does nothing here; ? lists the keys."
        return None

    def _take(self, action: Action) -> None:
        """Do it, unless the file would then say what the reader refuses; and save."""
        after = step(self.state, action)
        if isinstance(action, Accept | Reject | Edit) and after.text != self.state.text:
            self._refuse(action, after)
        self.opened.save(after.text)
        self.state = after

    def _refuse(self, action: Action, after: State) -> None:
        """Raise UsageError for errors that the action would bring about."""
        entry = self.state.entry
        assert entry is not None and entry.number is not None
        errors = self._checked(after.text).errors
        lines: range = range(0)
        if not isinstance(action, Reject):
            lines = lines_of(after.text, entry.block, entry.number)
        before = {one.message for one in self._checked(self.state.text).errors} if errors else set()
        found = [
            one
            for one in errors
            if (isinstance(action, Accept) and one.place.line in lines)
            or (one.message not in before and one.place.line not in lines)
        ]
        if found:
            does = {Accept: "accepted", Reject: "rejected"}.get(type(action), "changed so")
            raise UsageError(f"cannot be {does}: {'; '.join(one.message for one in found[:3])}")


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")
