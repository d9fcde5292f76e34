"""Whatever the user points at, opened: folders of sources, single source files, or built graphs."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Final

from graph.asking.store import VOCABULARY, Store
from graph.claims import Dossier
from graph.files import dossiers, find
from graph.problems import DossierError, Level, UsageError, shown
from graph.rdf.derived import derived
from graph.rdf.triples import DRAFTS, Statement, Writer, trig
from graph.reading.dossiers import Reader, gathered, load
from graph.status.part import PartOf
from graph.status.report import LARGEST, report
from graph.status.views import DEFAULT, PointOfView, known_by
from graph.vocabulary import local_name
from graph.without_drafts import without_drafts

#: Dossiers of more entries than this stream through: no figure could show them.
LARGEST_HELD: Final = 20_000
#: How a built graph is called; anything else is read as sources.
GRAPHS = frozenset({".trig", ".nq"})


def open_all(paths: Sequence[Path], drafts: bool = False, home: str | None = None) -> list[Dossier]:
    """The dossiers at *paths*, in the order of the paths, with their *drafts* if wanted; or that in a *home*.

    Raises:
        DossierError: one has errors.
        UsageError: a path does not exist or holds nothing to read.
    """
    if home is not None:
        return [from_home(home, drafts)]
    opened = []
    for group in grouped(paths):
        if group[0].suffix in GRAPHS:
            from graph.rdf.reading_back import read_trig

            built = read_trig(group[0])
            opened.append(built if drafts else without_drafts(built))
        else:
            opened.append(load(group, drafts))
    return opened


def open_one(paths: Sequence[Path], drafts: bool = False, home: str | None = None) -> Dossier:
    """The one dossier at *paths* or in a *home*, with its *drafts* if wanted.

    Raises:
        DossierError: it has errors.
        UsageError: there is none, or more than one.
    """
    if home is not None:
        return from_home(home, drafts)
    groups = grouped(paths)
    if len(groups) > 1:
        listed = "\n".join(f"  -d {shown(' '.join(map(str, group)))}" for group in groups)
        raise UsageError(f"there are {len(groups)} dossiers here; name the one you mean:\n{listed}")
    return open_all(groups[0], drafts)[0]


def grouped(paths: Sequence[Path]) -> list[tuple[Path, ...]]:
    """The paths, one group per dossier; a folder that was built stands for its ``graph.trig``.

    Raises:
        UsageError: a path does not exist, or there is none.
    """
    for path in paths:
        if not path.exists():
            raise UsageError(f"{shown(str(path))}: no such file or folder")
    paths = [path / "graph.trig" if (path / "graph.trig").is_file() else path for path in paths]
    graphs = [(path,) for path in paths if path.suffix in GRAPHS and not path.is_dir()]
    rest = [path for path in paths if path.suffix not in GRAPHS or path.is_dir()]
    groups = graphs + dossiers(rest)
    if not groups:
        raise UsageError("no dossier is named; use -d FOLDER")
    return groups


@dataclass(frozen=True, slots=True)
class Opened:
    """A dossier, and whom to tell of; perhaps only *part* of a larger one."""

    dossier: Dossier
    names: tuple[str, ...]
    part: PartOf | None = None


def open_about(
    paths: Sequence[Path],
    names: Sequence[str],
    view: PointOfView = DEFAULT,
    drafts: bool = False,
    home: str | None = None,
) -> Opened:
    """The dossier in which all *names* name parties; of a large one in a *home* only what bears on them.

    A home with drafts in it is read whole. *view* tells by which day things have to be known to be counted.

    Raises:
        DossierError: a dossier has errors.
        UsageError: no dossier knows all the names, or several do.
    """
    from graph.asking.excerpt import excerpt, is_large
    from graph.asking.homes import open_home

    if home is not None:
        with open_home(home, read_only=True) as store:
            if is_large(store) and not any(local_name(one).startswith(DRAFTS) for one in store.graphs()):
                found = excerpt(store, names, home, view.as_of)
                return Opened(found.dossier, found.about, found.part)
    return Opened(open_holding(paths, names, drafts, home), tuple(names))


def open_holding(
    paths: Sequence[Path], names: Sequence[str], drafts: bool = False, home: str | None = None
) -> Dossier:
    """Of the dossiers at *paths*, the one in which all *names* name parties; with its *drafts* if wanted.

    Where a *home* is named, the one that is there.

    Raises:
        DossierError: a dossier has errors.
        UsageError: no dossier knows all the names, or several do.
    """
    from graph.telling.finding import find_party

    opened = open_all(paths, drafts, home)
    if len(opened) == 1:
        return opened[0]
    holding, refusals = [], []
    for dossier in opened:
        try:
            for name in names:
                find_party(dossier, name)
            holding.append(dossier)
        except UsageError as error:
            refusals.append(f"in {dossier.name}: {error}")
    if len(holding) == 1:
        return holding[0]
    if holding:
        raise UsageError(
            f"several dossiers know these parties ({', '.join(one.name for one in holding)}); use -d"
        )
    raise UsageError("no dossier knows these parties\n" + "\n".join(refusals))


def from_home(home: str, drafts: bool = False) -> Dossier:
    """The dossier that was put into a *home* of the graph, read back; with its *drafts* if wanted.

    Raises:
        DossierError: what is there is not of our model.
        UsageError: there is no home, or it cannot be read.
    """
    from graph.asking.homes import open_home
    from graph.rdf.reading_back import dossier_from

    with open_home(home, read_only=True) as store:
        graphs = (one for one in store.graphs() if one != VOCABULARY)
        dossier = dossier_from((quad for graph in graphs for quad in store.quads(graph)), home)
    return dossier if drafts else without_drafts(dossier)


@contextmanager
def asked_of(
    paths: Sequence[Path],
    home: str | None,
    view: PointOfView = DEFAULT,
    drafts: bool = False,
    about_drafts: bool = False,
) -> Iterator[Store]:
    """A store to ask: the *home* itself, or one in memory with the dossiers at *paths*, in a *view*.

    A home holds statuses in the default view. From another, and where a question *about_drafts* is
    asked and they are not wanted, the graph is read back and derived anew.

    Raises:
        DossierError: a dossier has errors.
        UsageError: a path or home does not exist, or holds nothing to read.
    """
    from graph.asking.homes import open_home

    if home is not None and view == DEFAULT and (drafts or not about_drafts):
        with open_home(home, read_only=True) as store:
            yield store
        return
    with open_home() as store:
        if home is None:
            for blocks in trig_of(paths, view, drafts):
                store.load(blocks)
        else:
            store.load(trig(known_by(from_home(home, drafts), view.as_of), view=view))
        yield store


def trig_of(
    paths: Sequence[Path], view: PointOfView = DEFAULT, drafts: bool = False
) -> Iterator[Path | Iterator[str]]:
    """The graph of each dossier at *paths*, statuses included: the built file, or TriG in blocks.

    Drafts are in it if wanted, in graphs of their own.

    From another than the default point of view everything is derived anew, and what was said
    later than its date is left out.

    Raises:
        DossierError: at the end of the blocks, if the dossier has errors: they are then to be thrown away.
        UsageError: a path does not exist or holds nothing to read.
    """
    for group in grouped(paths):
        if group[0].suffix in GRAPHS and view == DEFAULT and _can_be_used(group[0], drafts):
            yield group[0]
        elif group[0].suffix in GRAPHS or view != DEFAULT:
            (dossier,) = open_all(group, drafts)
            yield trig(known_by(dossier, view.as_of), view=view)
        else:
            yield Streaming(group, drafts=drafts).blocks()


def _can_be_used(path: Path, drafts: bool) -> bool:
    """Whether a built graph holds statuses from the default point of view, and no drafts unless wanted."""
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as content:
        if content.rfind(b"view/plain/direct/") < 0:
            return False
        return drafts or (content.find(b"fc:Draft") < 0 and content.find(b"/ns#Draft>") < 0)


class Streaming:
    """A dossier written as TriG while it is read, with its statuses where it is not too large to hold.

    Its *drafts* are written if wanted, and checked anyway. ``dossier`` (None if too large) and
    ``number`` of entries are there once all blocks have passed.
    """

    def __init__(
        self, paths: Sequence[Path], each: Callable[[], None] = lambda: None, drafts: bool = False
    ) -> None:
        self.reader = Reader(find(paths), with_drafts=drafts)
        self.number = 0
        self.dossier: Dossier | None = None
        self._held: list[Statement] | None = []
        self._each = each

    def blocks(self) -> Iterator[str]:
        """The document, block by block.

        Raises:
            DossierError: at the end of the sources, if there are errors; what has passed is void.
        """
        reader = self.reader
        writer = Writer(reader.parties, reader.phrases)
        yield from writer.document(reader.files.name, reader.sources, self._passing(), drafts=reader.drafts)
        refuse_errors(reader)
        if self._held is not None:
            self.dossier = gathered(reader, self._held)
            if self.number <= LARGEST:
                yield from derived(report(self.dossier))

    def _passing(self) -> Iterator[Statement]:
        for one in self.reader.statements():
            self.number += 1
            if self._held is not None:
                self._held.append(one)
                if self.number > LARGEST_HELD:
                    self._held = None
            self._each()
            yield one


def refuse_errors(reader: Reader) -> None:
    """Raise DossierError if anything read so far was an error."""
    if reader.has_errors:
        told = (*reader.problems, *reader.draft_problems)
        errors = {one for one in told if one.level is Level.ERROR}
        raise DossierError(sorted(errors, key=lambda one: (one.place, one.message)))
