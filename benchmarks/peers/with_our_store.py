"""Our store filled with the claims of a dossier, in memory or in a new folder; prints the number of quads."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from graph.asking.store import open_store
from graph.opening import trig_of


def main(dossier: str, home: str) -> None:
    """Read *dossier* into *home*: ``memory``, or a folder that does not exist yet."""
    with open_store(None if home == "memory" else Path(home)) as store:
        for graph in trig_of([Path(dossier)]):
            store.load(graph)
        print(store.count())


if __name__ == "__main__":
    main(*sys.argv[1:])
