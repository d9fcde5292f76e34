"""Oxigraph's own bulk load of a TriG or N-Quads file, into memory or into a new folder; prints the quads."""

import sys
from pathlib import Path

from pyoxigraph import RdfFormat, Store


def main(data: str, home: str) -> None:
    """Load the file *data* into *home*: ``memory``, or a folder that does not exist yet."""
    store = Store() if home == "memory" else Store(home)
    store.bulk_load(path=data, format=RdfFormat.from_extension(Path(data).suffix[1:]))
    if home != "memory":
        store.flush()
    print(len(store))


if __name__ == "__main__":
    main(*sys.argv[1:])
