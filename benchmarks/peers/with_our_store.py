"""Our store loading a TriG file, into memory or a new folder; prints the quads, the vocabulary included."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from graph.store import open_store


def main(data: str, home: str) -> None:
    """Load the file *data* into *home*: ``memory``, or a folder that does not exist yet."""
    with open_store(None if home == "memory" else Path(home)) as store:
        store.load(Path(data))
        print(store.count())


if __name__ == "__main__":
    main(*sys.argv[1:])
