"""Text from outside made fit for XML and for Markdown: what is data stays data."""

import re
from typing import Final
from xml.sax.saxutils import escape

from graph.telling.plain import escaped, visible

#: What XML 1.0 forbids, and the marks that turn the direction of all text after them.
_FORBIDDEN: Final = re.compile(
    "[^\t\n\r\x20-\u2029\u202f-\u2065\u206a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
#: The same but for the marks that keep a name from turning its surroundings, where we set them in pairs.
_FORBIDDEN_BUT_ISOLATES: Final = re.compile(
    "[^\t\n\r\x20-\u2029\u202f-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
#: Text without any of what is escaped, which is most of it.
_PLAIN: Final = re.compile("[ !#-%'-;=?-~\u00a0-\u2027\u2030-\u205f\u3000-\ud7ff]*")
_LINE_ENDS: Final = {"\r": "&#13;"}
_QUOTED: Final = {'"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
#: What Markdown, HTML or a formula renderer would take for markup, and what makes a bare address a link.
_MARKUP: Final = re.compile(r"[\\`*_{}\[\]|~$#]|:(?=//)|(?<=\bwww)\.", re.IGNORECASE)
#: What begins a list, a heading or a rule at the start of a line of Markdown.
_OPENING: Final = re.compile(r"(?:[-+=!]|[0-9]+[.)])")


class Allowed:
    r"""Replaces what may not stand in XML by escapes (``\x00``, ``\u202e``), and counts it."""

    def __init__(self, isolates: bool = False) -> None:
        """Leave the marks around names written from right to left where *isolates*: the text is ours."""
        self.replaced = 0
        self._forbidden = _FORBIDDEN_BUT_ISOLATES if isolates else _FORBIDDEN

    def plain(self, text: str) -> str:
        """The text with every such character as its escape."""
        if _PLAIN.fullmatch(text):
            return text
        allowed, times = self._forbidden.subn(lambda match: escaped(match[0]), text)
        self.replaced += times
        return allowed

    def text(self, text: str) -> str:
        """The same as the text of an XML element."""
        return text if _PLAIN.fullmatch(text) else escape(self.plain(text), _LINE_ENDS)

    def quoted(self, text: str) -> str:
        """The same as the value of an XML attribute, without its quotation marks."""
        return text if _PLAIN.fullmatch(text) else escape(self.plain(text), _QUOTED)

    def lost(self, format: str = "XML") -> tuple[str, ...]:
        """How many were replaced, as a phrase; nothing where none was."""
        if not self.replaced:
            return ()
        plural = "s" if self.replaced > 1 else ""
        return (f"{self.replaced} character{plural} that may not stand in {format}, written as escapes",)


def markdown_text(text: str) -> str:
    r"""Text as one line of Markdown in which nothing acts as markup; for the midst of a line.

    >>> print(markdown_text("*a* <b>\n[c](d) http://e"))
    \*a\* &lt;b&gt; \[c\](d) http\://e
    """
    safe = visible(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MARKUP.sub(lambda match: "\\" + match[0], safe)


def markdown_line(text: str) -> str:
    r"""The same for the start of a line, where a number or a dash would begin a list.

    >>> print(markdown_line("- no"), markdown_line("1. no"))
    \- no 1\. no
    """
    safe = markdown_text(text)
    match = _OPENING.match(safe)
    if match is None:
        return safe
    return f"{safe[: match.end() - 1]}\\{safe[match.end() - 1 :]}"
