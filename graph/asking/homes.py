"""The home of the graph that an option names: memory, a folder, or a server."""

import os
from collections.abc import Mapping
from pathlib import Path

from graph.asking.store import Store, open_store


def open_home(
    home: str | None = None, read_only: bool = False, environment: Mapping[str, str] = os.environ
) -> Store:
    """The store at *home*.

    Args:
        home: Nothing for a store in memory; a folder; ``http://…`` or ``https://…`` for a server of
            SPARQL 1.1; or a file ``….toml`` that names the addresses of one.
        read_only: Only to be read: nothing is made or written there.
        environment: Where user, password and token of a server are looked for.

    Raises:
        UsageError: nothing is there that can be opened.
    """
    if home is None:
        return open_store(None, read_only)
    from graph.asking.servers import is_url, server

    if is_url(home) or (home.endswith(".toml") and not Path(home).is_dir()):
        from graph.asking.endpoint import EndpointStore

        return EndpointStore(server(home, environment), read_only)
    return open_store(Path(home), read_only)
