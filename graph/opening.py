"""Whatever the user points at, opened: folders of sources, single source files, or built graphs."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from graph.claims import Dossier
from graph.files import dossiers, find
from graph.problems import DossierError, Level, UsageError, shown
from graph.rdf.triples import Writer
from graph.reading.dossiers import Reader, load

#: How a built graph is called; anything else is read as sources.
GRAPHS = frozenset({".trig", ".nq"})


def open_all(paths: Sequence[Path]) -> list[Dossier]:
    """The dossiers at *paths*, in the order of the paths.

    Raises:
        DossierError: one has errors.
        UsageError: a path does not exist or holds nothing to read.
    """
    opened = []
    for group in grouped(paths):
        if group[0].suffix in GRAPHS:
            from graph.rdf.reading_back import read_trig

            opened.append(read_trig(group[0]))
        else:
            opened.append(load(group))
    return opened


def open_one(paths: Sequence[Path]) -> Dossier:
    """The one dossier at *paths*.

    Raises:
        DossierError: it has errors.
        UsageError: there is none, or more than one.
    """
    groups = grouped(paths)
    if len(groups) > 1:
        listed = "\n".join(f"  -d {shown(' '.join(map(str, group)))}" for group in groups)
        raise UsageError(f"there are {len(groups)} dossiers here; name the one you mean:\n{listed}")
    return open_all(groups[0])[0]


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


def open_holding(paths: Sequence[Path], names: Sequence[str]) -> Dossier:
    """Of the dossiers at *paths*, the one in which all *names* name parties.

    Raises:
        DossierError: a dossier has errors.
        UsageError: no dossier knows all the names, or several do.
    """
    from graph.telling.finding import find_party

    opened = open_all(paths)
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


def trig_of(paths: Sequence[Path]) -> Iterator[Path | Iterator[str]]:
    """The graph of each dossier at *paths*: the built file, or TriG in blocks as its sources are read.

    Raises:
        DossierError: at the end of the blocks, if the dossier has errors: they are then to be thrown away.
        UsageError: a path does not exist or holds nothing to read.
    """
    for group in grouped(paths):
        yield group[0] if group[0].suffix in GRAPHS else _blocks(group)


def _blocks(paths: Sequence[Path]) -> Iterator[str]:
    reader = Reader(find(paths))
    writer = Writer(reader.names.parties, reader.lexicon.phrases)
    yield from writer.document(reader.files.name, reader.sources, reader.statements())
    refuse_errors(reader)


def refuse_errors(reader: Reader) -> None:
    """Raise DossierError if anything read so far was an error."""
    if reader.has_errors:
        errors = {one for one in reader.problems if one.level is Level.ERROR}
        raise DossierError(sorted(errors, key=lambda one: (one.place, one.message)))
