"""The form in which names are compared, and the keys of parties, which are made of nothing else.

Two names are equal if they have the same words, without case, punctuation and spelling of the legal form.
Accents, the order of words and every letter count.
"""

import re
import unicodedata
from typing import Final, NamedTuple

from graph.registers.resolving.domains import domain, is_shared, own_label
from graph.registers.resolving.tables import tables
from graph.vocabulary import digest

#: The longest key, in characters; no longer than ``slug`` leaves as it is.
LONGEST_KEY: Final = 80
_HASH: Final = 10
#: A name of several words with so many letters is not that of somebody else by chance.
_LONG: Final = 12

_PLAIN: Final = re.compile(r"[a-z0-9]+(?: [a-z0-9]+)*")
_INVISIBLE: Final = frozenset({"Cf", "Cs"})
_MARKS: Final = re.compile(r"[™®©℠]")
_IGNORED: Final = re.compile(r"[™®©℠'’‘`´]")
_ACRONYM: Final = re.compile(r"(?<!\w)\w(?:\.\w)+(?!\w)\.?")
#: Punctuation that carries no meaning between the words of a name; any other symbol does ("C++", "#1").
_GAP: Final = re.compile(r"[\s\"“”„«».,;:!?¡¿()\[\]{}<>|/\\_‐‑–—…·•*~^・，、。（）-]+")
_WORD: Final = re.compile(r"[^\W_]+")
#: Words that could be taken for the joints of a key.
_MISLEADING: Final = re.compile(r"(?:^| )(?:at|within)(?: |$)|(?:^| )[0-9a-f]{10}$")
ADDRESS: Final = re.compile(r"(?:https?://)?(?:[^\W_][\w-]*\.)+[^\W\d_]{2,}/?")


class Atom(NamedTuple):
    """A name and domain in the form in which they are compared: all that distinguishes entries.

    ``words`` of the name in lower case without its legal form, ``form`` that legal form ("" if it has none),
    ``host`` the domain, None if none is known.
    """

    words: str
    form: str
    host: str | None

    @property
    def key(self) -> str:
        """The key of a party that is this: made of nothing else, so that no other name ever changes it."""
        key = _readable(f"{self.words} {self.form}".strip())
        return _short(key if self.host is None else f"{key}-at-{_slug(self.host, '.')}".lstrip("-"))

    def spells_out(self, host: str) -> bool:
        """Tell whether a domain is beyond doubt that of this name: its address, or a long name spelt out."""
        one = self._replace(host=host)
        if squash(host.partition("/")[0]) == squash(self.words) and "." in host:
            return squash(own_label(host)) != squash(self.words)
        return " " in self.words and len(squash(self.words)) >= _LONG and one.is_owner()

    def is_owner(self) -> bool:
        """Tell whether the domain is called as the name is: ``acme.com`` of Acme and of Acme Ltd."""
        if self.host is None:
            return False
        squashed = squash(self.words)
        host = self.host.partition("/")[0]
        return bool(squashed) and (
            squash(own_label(host)) in (squashed, squashed + squash(self.form)) or squash(host) == squashed
        )


def atom(name: str | None, said: str | None) -> Atom:
    """What *name* and the domain *said* are compared by.

    >>> atom("ACME, Inc.", "www.acme.com") == atom("Acme Incorporated", "acme.com")
    True
    >>> atom("U.S. Smith & Sons", None)
    Atom(words='us smith and sons', form='', host=None)
    """
    return Atom(*_split(fold(name or "")), domain(said))


def fold(name: str) -> str:
    """The words of a name with one space between them, in lower case, without what carries no meaning."""
    text = (printable(name).lower() if name.isascii() else _unicode(name)).strip()
    if _PLAIN.fullmatch(text):
        return text
    if ADDRESS.fullmatch(text):
        return _address(text)
    text = _IGNORED.sub("", text)
    if "." in text:
        text = _ACRONYM.sub(lambda found: found[0].replace(".", "") + " ", text)
    return _GAP.sub(" ", text.replace("&", " and ")).strip()


def _address(text: str) -> str:
    """The words of a name that is an address: a-b.com is not a.b.com, and .pt is no legal form."""
    address = domain(text) or text
    words = address.replace(".", " ")
    return address if _split(words)[1] else words


def _unicode(name: str) -> str:
    once = unicodedata.normalize("NFKC", _IGNORED.sub("", printable(name))).casefold()
    return unicodedata.normalize("NFKC", once).replace("\u0307", "")


def _split(words: str) -> tuple[str, str]:
    """The words without a legal form, and the form; what is nothing but a form is a name."""
    listed, parts = tables(), words.split(" ")
    if parts[-1] in listed.ends:
        for number in range(min(listed.longest, len(parts) - 1), 0, -1):
            form = listed.forms.get(tuple(parts[-number:]))
            if form is not None:
                return " ".join(parts[:-number]), form
    if len(parts) > 1 and parts[0] in listed.in_front:
        return " ".join(parts[1:]), listed.forms[parts[0],]
    if not words.isascii():
        for form in listed.attached:
            if words != form and words.endswith(form):
                return words[: -len(form)].strip(), form
            if words != form and words.startswith(form) and form in listed.in_front:
                return words[len(form) :].strip(), form
    return words, ""


def printable(text: str) -> str:
    """The text without invisible marks and halves of characters; controls as spaces."""
    if text.isprintable():
        return text
    kept = (one for one in text if unicodedata.category(one) not in _INVISIBLE)
    return "".join(one if one.isprintable() else " " for one in kept)


def unmarked(text: str) -> str:
    """The text without ™ and the like, which are no part of a name."""
    return text if text.isascii() else _MARKS.sub("", text).replace("´", "'")


def squash(words: str) -> str:
    """The letters and digits alone."""
    return "".join(_WORD.findall(words))


def bare(words: str) -> str:
    """The letters and digits alone, without accents."""
    if words.isascii():
        return squash(words)
    split = unicodedata.normalize("NFKD", words)
    return squash("".join(one for one in split if not unicodedata.combining(one)))


def names_nobody(one: Atom) -> bool:
    """Tell whether the name is none ("", "N/A", "confidential", "12345")."""
    return one.words in tables().nobody or not any(map(str.isalpha, one.words))


def is_telling(one: Atom, name: str) -> bool:
    """Tell whether name and domain tell who somebody is, wherever they are said.

    A name with its legal form does, one that is an address, and one with a domain of its own; "Lee" does
    not, nor does "Lee" with a page on somebody's site.
    """
    if names_nobody(one):
        return False
    if one.form or ADDRESS.fullmatch(name.strip().lower()):
        return True
    return one.host is not None and (not is_shared(one.host.partition("/")[0]) or one.is_owner())


def _readable(words: str) -> str:
    """Words as a piece of an IRI; with a hash where they could not be read back from it."""
    return f"{_slug(words, ' ')}-{digest(words)[:_HASH]}" if _MISLEADING.search(words) else _slug(words, " ")


def _slug(text: str, gap: str) -> str:
    if gap == " " and _PLAIN.fullmatch(text):
        return text.replace(" ", "-")
    slug = "-".join(_WORD.findall(text.casefold()))
    return slug if slug.replace("-", gap) == text else f"{slug}-{digest(text)[:_HASH]}".lstrip("-")


def _short(key: str) -> str:
    if len(key) <= LONGEST_KEY:
        return key
    return f"{key[: LONGEST_KEY - _HASH - 1].rstrip('-')}-{digest(key)[:_HASH]}"
