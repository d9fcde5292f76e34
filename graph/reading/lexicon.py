"""What words mean: from the phrases of the sources to places in the taxonomies.

A phrase means the same in the whole dossier. One that means a concept
(``exact``) is replaced by it; one that lies under concepts or other phrases
(``broader``) keeps its own name. What the dossier's terms declare goes first;
a phrase they do not declare may be known already (``known``); one that nobody
placed stays by itself, and no denial of anything wider covers it.
"""

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from graph.claims import LocalName, Phrase, Said, Slot
from graph.problems import Level, Place, Problem, quoted, shown
from graph.reading.containment import MOST_STEPS, cycles, too_deep
from graph.reading.format import PlaceBlock, TermsBlock
from graph.reading.known import LEXICON, bare, known
from graph.reading.lost import Lost
from graph.reading.suggesting import Suggestions
from graph.reading.unplaced import Unplaced
from graph.vocabulary import Taxonomy, slug

SLOTS: Final = (Slot.DATA, Slot.PURPOSE, Slot.SUBJECTS)
_PREFIXES: Final = ("pd:", "dpv:", "fc:")


@dataclass(frozen=True, slots=True)
class Terms:
    """A ``terms`` block, the source in which it stands (None: shared), and its places."""

    block: TermsBlock
    source: LocalName | None
    place: Callable[[tuple[int | str, ...]], Place]


class Lexicon:
    """The phrases of a dossier and what each means; grows by phrases that no terms declare."""

    def __init__(
        self, terms: Sequence[Terms], taxonomy: Taxonomy, problems: list[Problem], lost: Lost
    ) -> None:
        """Read all *terms*; what clashes or names no concept is added to *problems*, unless it is *lost*."""
        self.taxonomy, self._problems, self._lost = taxonomy, problems, lost
        self._suggestions = Suggestions()
        self.phrases: dict[LocalName, Phrase] = {}
        self.places: dict[LocalName, Place] = {}
        self._meaning: dict[tuple[Slot, str], LocalName] = {}
        self._said: dict[tuple[Slot, str], Said] = {}
        self._places: dict[LocalName, tuple[PlaceBlock, Place]] = {}
        self._declared: frozenset[tuple[Slot, str]] = frozenset()
        self._unplaced = Unplaced(problems, self._suggestions)
        self._declare_all(terms)

    def _declare_all(self, terms: Sequence[Terms]) -> None:
        """Read what *terms* declare, beside what is known."""
        before = frozenset(self.phrases)
        listed = [
            (slot, label, block, one)
            for one in sorted(terms, key=_by_file)
            for slot in SLOTS
            for label, block in getattr(one.block, slot).items()
        ]
        for slot, label, block, one in listed:
            self._declare(slot, label, block, one)
        for slot, label, block, one in sorted(listed, key=lambda item: item[2].exact is None):
            self._put(
                slot, label, block, one
            )  # exact ones first: what lies under them lies under the concept
        self._refuse_cycles()
        self._declared |= {
            (slot, slug(name)) for slot, label, block, _ in listed for name in (label, *block.aliases)
        }
        if not any(one.level is Level.ERROR for one in self._problems):  # or it is the error that left it so
            for local, phrase in self.phrases.items():
                if local not in before and not (phrase.exact or phrase.broader):
                    self._unplaced.tell(phrase.slot, phrase.label, self.places[local])

    def with_drafts(self, terms: Sequence[Terms], problems: list[Problem]) -> "Lexicon":
        """These phrases, and those of *terms* that only drafts use, as a lexicon of its own.

        What a phrase means already it still means: a draft places no phrase of what was reviewed.

        Args:
            terms: What the drafts declare.
            problems: What clashes or names no concept among them is added here.
        """
        lexicon = copy(self)
        lexicon._problems = problems
        lexicon.phrases, lexicon.places = dict(self.phrases), dict(self.places)
        lexicon._meaning, lexicon._said = dict(self._meaning), dict(self._said)
        lexicon._places = dict(self._places)
        lexicon._unplaced = Unplaced(problems, self._suggestions)
        lexicon._declare_all([replace(one, block=self._without_known(one.block)) for one in terms])
        return lexicon

    def _without_known(self, block: TermsBlock) -> TermsBlock:
        """The terms without the phrases, and without the other names of phrases, that mean something."""
        return TermsBlock(
            **{
                slot.value: {
                    label: place.model_copy(
                        update={
                            "aliases": tuple(
                                one for one in place.aliases if (slot, slug(one)) not in self._meaning
                            )
                        }
                    )
                    for label, place in getattr(block, slot).items()
                    if (slot, slug(label)) not in self._meaning
                }
                for slot in SLOTS
            }
        )

    def said(self, slot: Slot, words: str, place: Callable[[], Place]) -> Said | None:
        """The value that *words* mean in *slot*; None, and a problem, if they name no concept of it."""
        before = self._said.get((slot, words))
        if before is not None:
            return before
        if words.startswith(_PREFIXES):
            concept = self.taxonomy.resolve(words, slot)
            if concept is None:
                self._tell_no_concept(slot, words, str(slot), place())
                return None
            found = Said(concept, self.taxonomy.label(concept))
        else:
            key = slug(words)
            local = self._meaning.get((slot, key))
            if local is None:
                local = self._meaning[slot, key] = self._new(slot, words, key, place())
            found = Said(self.phrases[local].exact or local, words)
        self._said[slot, words] = found
        return found

    def _new(self, slot: Slot, words: str, key: str, place: Place) -> LocalName:
        """The phrase that *words* are, which no terms declare: known, or one that nobody placed."""
        for one in bare(slot, key):
            if (slot, one) in self._declared:
                local = self._alias(self._meaning[slot, one], words)
                self._tell(slot, words, f"means {quoted(self.phrases[local].label)} of terms", place)
                return local
        found = known().find(slot, key)
        if found is None:
            local = self._add(Phrase(f"{slot}/{key}", slot, words), place)
            self._unplaced.tell(slot, words, place)
            return local
        self._tell(slot, words, f"placed by the shipped lexicon: {found.place}", place)
        if found.exact:
            return self._add(
                Phrase(f"{slot}/{key}", slot, words, exact=found.exact, placed_in=(LEXICON,)), place
            )
        # all wordings of what lies under a concept are one phrase, or a denial in one would miss the others
        label = slug(found.label)
        local = self._meaning.get((slot, label), "")
        if not local:
            phrase = Phrase(f"{slot}/{label}", slot, found.label, broader=found.broader, placed_in=(LEXICON,))
            local = self._meaning[slot, label] = self._add(phrase, place)
        return local if label == key else self._alias(local, words)

    def _add(self, phrase: Phrase, place: Place) -> LocalName:
        self.phrases[phrase.iri] = phrase
        self.places[phrase.iri] = place
        return phrase.iri

    def _alias(self, local: LocalName, words: str) -> LocalName:
        """Make *words* another wording of a phrase."""
        phrase = self.phrases[local]
        self.phrases[local] = replace(phrase, aliases=tuple(sorted({*phrase.aliases, words})))
        return local

    def _tell(self, slot: Slot, words: str, how: str, place: Place) -> None:
        self._problems.append(Problem(place, f"{slot} {quoted(words)}: {how}", "lexicon", Level.NOTE))

    def _declare(self, slot: Slot, label: str, block: PlaceBlock, one: Terms) -> None:
        local = f"{slot}/{slug(label)}"
        if label.startswith(_PREFIXES):
            message = (
                f"{quoted(label)} is written like a concept; a phrase is what a source says in its own words"
            )
            self._problems.append(Problem(one.place((slot, label)), message, "terms"))
        if local not in self.phrases:
            self.phrases[local] = Phrase(local, slot, label)
            self.places[local] = one.place((slot, label))
        for number, name in enumerate((label, *block.aliases)):
            owner = self._meaning.setdefault((slot, slug(name)), local)
            if owner != local:
                loc = (slot, label, "aliases", number - 1) if number else (slot, label)
                message = (
                    f"{quoted(name)} already means {quoted(self.phrases[owner].label)}; "
                    "in one dossier a phrase means one thing"
                )
                self._problems.append(Problem(one.place(loc), message, "alias-clash"))
        phrase = self.phrases[local]
        aliases = {phrase.label, label, *phrase.aliases, *block.aliases} - {phrase.label}
        placed = (block.exact or block.broader) and one.source is not None
        sources = {*phrase.placed_in, *((one.source,) if placed and one.source else ())}
        self.phrases[local] = replace(
            phrase, aliases=tuple(sorted(aliases)), placed_in=tuple(sorted(sources))
        )

    def _put(self, slot: Slot, label: str, block: PlaceBlock, one: Terms) -> None:
        local = self._meaning.get((slot, slug(label)))
        if local is None or local != f"{slot}/{slug(label)}" or not (block.exact or block.broader):
            return
        exact = None
        if block.exact:
            exact = self.taxonomy.resolve(block.exact, slot)
            if exact is None:
                self._tell_no_concept(slot, block.exact, "exact", one.place((slot, label, "exact")))
                return
        broader: set[LocalName] = set()
        for number, words in enumerate(block.broader):
            found = self._above(slot, words)
            if found is None:
                self._tell_no_concept(slot, words, "broader", one.place((slot, label, "broader", number)))
            else:
                broader.add(found)
        phrase = self.phrases[local]
        placed = replace(phrase, exact=exact, broader=tuple(sorted(broader)))
        before = self._places.setdefault(local, (block, one.place((slot, label))))
        if before[0] is not block and (phrase.exact, phrase.broader) != (placed.exact, placed.broader):
            message = (
                f"{quoted(label)} is placed elsewhere in {before[1]}; "
                "in one dossier a phrase means one thing: make them agree"
            )
            self._problems.append(Problem(one.place((slot, label)), message, "terms"))
            return
        self.phrases[local] = placed

    def _above(self, slot: Slot, words: str) -> LocalName | None:
        """The concept or declared phrase called *words*; a phrase that means a concept is that concept."""
        if words.startswith(_PREFIXES):
            return self.taxonomy.resolve(words, slot)
        local = self._meaning.get((slot, slug(words)))
        if local is None:
            return None
        return self.phrases[local].exact or local

    def _tell_no_concept(self, slot: Slot, words: str, key: str, place: Place) -> None:
        if words not in self._lost:
            self._problems.append(Problem(place, self._no_concept(slot, words, key), "concept"))

    def _no_concept(self, slot: Slot, words: str, key: str) -> str:
        said = f"{key}: {quoted(words)} is no {slot} concept"
        if key == "broader":
            said += " or phrase"
        if words.startswith(_PREFIXES):
            names: Sequence[str] = self.taxonomy.names(slot)
            other = next(
                (one for one in SLOTS if one is not slot and self.taxonomy.resolve(words, one)), None
            )
            if other is not None:
                return f"{said}; it is one of {other}"
        elif key == "broader":
            names = [phrase.label for phrase in self.phrases.values() if phrase.slot is slot]
        else:
            names = self.taxonomy.names(slot)
        alike = (
            name
            for name in names
            if name.rpartition(":")[2].casefold() == words.rpartition(":")[2].casefold()
        )
        near = next(alike, None) or self._suggestions.nearest(words, names)
        if near is not None:
            return f"{said}; did you mean {near}?"
        return f"{said}; use a name such as {_EXAMPLES[slot]}" + (
            ", or a phrase of terms" if key == "broader" else ""
        )

    def _refuse_cycles(self) -> None:
        above = {local: list(phrase.broader) for local, phrase in self.phrases.items()}
        for cycle in cycles(above):
            called = " → ".join(shown(self.phrases[one].label) for one in (*cycle, cycle[0]))
            message = f"a phrase cannot lie under itself: {called}; take out one of these steps"
            self._problems.append(Problem(self._places[cycle[0]][1], message, "cycle"))
            above = {}
        if (step := too_deep(above)) is not None:
            message = f"more than {MOST_STEPS} steps of phrases under one another; leave some out"
            self._problems.append(Problem(self._places[step[0]][1], message, "cycle"))


def _by_file(one: Terms) -> tuple[bool, str, str]:
    """Shared terms first, then by file; the folder decides last, so that a moved dossier stays the same."""
    path = one.place(()).path
    return one.source is not None, Path(path).name, path


#: A name that may be used in each slot, shown where nothing like the one given is known.
_EXAMPLES: Final[Mapping[Slot, str]] = {
    Slot.DATA: "pd:Financial",
    Slot.PURPOSE: "dpv:Advertising",
    Slot.SUBJECTS: "fc:children",
}
