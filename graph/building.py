"""A dossier built: graph, answers, network and figure in one folder, or the graph alone in one file."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from graph.claims import Claim, Dossier, NonAnswer, Stance
from graph.collecting import collecting_nothing
from graph.opening import LARGEST_HELD, Streaming
from graph.problems import Problem
from graph.status.report import LARGEST, is_small, report
from graph.status.values import Status
from graph.telling.grammar import counted
from graph.writing import whole_file, whole_folder

if TYPE_CHECKING:
    from graph.asking.store import Store
    from graph.asking.updating import Update

GRAPH: Final = "graph.trig"

#: What makes further files of a dossier, from it and the graph's SHA-256: bytes by file name, and messages.
Maker = Callable[[Dossier, str], tuple[Mapping[str, bytes], tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Built:
    """What was built: folder or file, the dossier (None if too large to hold), and problems told.

    ``drafts`` is the number of drafts in the source files, whether they were built or not.
    """

    name: str
    place: Path
    files: tuple[str, ...]
    entries: int
    dossier: Dossier | None
    problems: tuple[Problem, ...]
    messages: tuple[str, ...] = ()
    drafts: int = 0


def build_folder(
    paths: Sequence[Path],
    out: Path,
    makers: Iterable[Maker] = (),
    ours: frozenset[str] = frozenset(),
    each: Callable[[], None] = lambda: None,
    drafts: bool = False,
) -> Built:
    """Build the dossier at *paths* into the folder *out*/its name, whole or not at all.

    Args:
        paths: One folder, or files that belong together.
        out: The folder of all built dossiers.
        makers: What makes the files beside the graph.
        ours: All names that makers may give a file; other files in the folder are the user's and stay.
        each: Called after each statement, for a progress bar.
        drafts: Whether drafts are put beside what was reviewed, told apart everywhere.

    Raises:
        DossierError: the dossier has errors; nothing is written.
        UsageError: it cannot be read, or *out* not be written.
    """
    streaming = Streaming(paths, each, drafts)
    reader = streaming.reader
    folder = out / reader.files.name
    with whole_folder(folder, ours | {GRAPH}) as fresh:
        with (fresh / GRAPH).open("wb") as stream:
            sha256 = _write(streaming, stream.write)
        dossier = streaming.dossier
        files, told = [GRAPH], []
        if dossier is None:
            told.append(f"more than {LARGEST_HELD:,} entries: only the graph was built, without statuses")
        else:
            if streaming.number > LARGEST:
                told.append(f"more than {LARGEST:,} entries: built without statuses, which `status` tells")
            for maker in makers:
                made, messages = maker(dossier, sha256)
                for name, data in made.items():
                    (fresh / name).write_bytes(data)
                files += made
                told += messages
    return Built(
        reader.files.name,
        folder,
        tuple(files),
        streaming.number,
        dossier,
        tuple(reader.problems),
        tuple(told),
        reader.number_of_drafts,
    )


def build_file(
    paths: Sequence[Path], file: Path, each: Callable[[], None] = lambda: None, drafts: bool = False
) -> Built:
    """Build the graph of the dossier at *paths* into *file*, as its extension tells, whole or not at all.

    TriG streams through; N-Quads, Turtle and JSON-LD are sorted, and pass through a store.

    Raises:
        DossierError: the dossier has errors; nothing is written.
        UsageError: it cannot be read, or *file* not be written.
    """
    streaming = Streaming(paths, each, drafts)
    reader = streaming.reader
    with whole_file(file) as stream:
        if file.suffix == ".trig":
            _write(streaming, stream.write)
        else:
            from graph.asking.store import open_store
            from graph.formats.rdf import write_store

            blocks: list[bytes] = []
            _write(streaming, blocks.append)
            with open_store() as store:
                store.load(blocks)
                write_store(store, stream, file.suffix.removeprefix("."))
    return Built(
        reader.files.name,
        file,
        (file.name,),
        streaming.number,
        None,
        tuple(reader.problems),
        drafts=reader.number_of_drafts,
    )


def build_home(
    paths: Sequence[Path], store: "Store", each: Callable[[], None] = lambda: None, drafts: bool = False
) -> tuple[Built, "Update"]:
    """Put the graph of the dossier at *paths* into *store*, all changes at once; and what was changed.

    Raises:
        DossierError: the dossier has errors; the store is as it was.
        UsageError: it cannot be read, or not be put there; the store is as it was.
    """
    from graph.asking.updating import put

    streaming = Streaming(paths, each, drafts)
    reader = streaming.reader
    with collecting_nothing():
        update = put(store, streaming.blocks())
    built = Built(
        reader.files.name,
        paths[0],
        (),
        streaming.number,
        None,
        tuple(reader.problems),
        drafts=reader.number_of_drafts,
    )
    return built, update


def _write(streaming: Streaming, write: Callable[[bytes], object]) -> str:
    """Write the graph, and tell its SHA-256."""
    digest = hashlib.sha256()
    with collecting_nothing():
        for block in streaming.blocks():
            data = block.encode()
            digest.update(data)
            write(data)
    return digest.hexdigest()


def summary(dossier: Dossier) -> str:
    """What a dossier holds, in a few lines for a newcomer: counts, and who has said nothing."""
    claims, answers = dossier.claims, dossier.non_answers
    spoken: tuple[Claim | NonAnswer, ...] = (*claims, *answers)
    parties = dossier.party_of
    speakers = {one.speaker for one in spoken}
    count = {stance: sum(one.stance is stance for one in claims) for stance in Stance}
    said = ", ".join(f"{count[stance]} {stance}" for stance in Stance if count[stance]) or "none"
    dates = sorted({str(source.published) for source in dossier.sources if source.published})
    when = f", {dates[0]}" + (f" to {dates[-1]}" if len(dates) > 1 else "") if dates else ""
    lines = [
        f"{dossier.name}: {counted(len(claims), 'claim')} ({said}) and {counted(len(answers), 'non-answer')} "
        f"by {counted(len(speakers), 'speaker')} in {counted(len(dossier.sources), 'source')}{when}"
    ]
    unchecked = sum(1 for one in spoken if one.evidence.quote and not one.evidence.verified)
    if unchecked:
        lines[0] += f"; {unchecked} quotes not checked, since the text is not at hand"
    told = []
    if is_small(dossier) and (statuses := report(dossier)).flows:
        come_to = [f"{number} {one.words}" for one in Status if (number := statuses.counts[one])]
        told.append(f"{counted(len(statuses.flows), 'alleged flow')}: {', '.join(come_to)}")
    silent = sorted(parties[one].name for one in silent_parties(dossier))
    if silent:
        told.append(f"said nothing, though allegations name them: {', '.join(silent)}")
    if told:
        lines.append(f"  {'; '.join(told)}")
    return "\n".join(lines)


def where(built: Sequence[Built]) -> str:
    """Where the built dossiers are, in one line, with the files that all of them have."""
    common = [name for name in built[0].files if all(name in one.files for one in built)]
    each = "" if len(built) == 1 else ", each with" if len(built) > 2 else ", both with"
    return f"in {' and '.join(str(one.place) for one in built)}{each or ':'} {', '.join(common)}"


def silent_parties(dossier: Dossier) -> frozenset[str]:
    """Named parties of alleged flows of whom no statement and no non-answer is on file."""
    parties = dossier.party_of
    spoken: tuple[Claim | NonAnswer, ...] = (*dossier.claims, *dossier.non_answers)
    spoke = {one.speaker for one in spoken}
    named = {
        end.value
        for claim in dossier.claims
        if claim.stance is Stance.ALLEGED
        for end in (*claim.from_, *claim.to)
        if parties[end.value].kind is None
    }
    return frozenset(one for one in named if one not in spoke and not spoke & set(parties[one].operated_by))
