"""Real servers for the tests, on this machine, with data of their own: oxigraph and Virtuoso."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

VIRTUOSO = shutil.which("virtuoso-t")
OXIGRAPH = shutil.which(
    "oxigraph", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
)

needs_virtuoso = pytest.mark.skipif(
    VIRTUOSO is None, reason="Virtuoso is not installed (Debian: virtuoso-opensource-7)"
)
needs_oxigraph = pytest.mark.skipif(
    OXIGRAPH is None, reason="the oxigraph server is not installed (PyPI: oxigraph)"
)

#: How Virtuoso is asked: it has addresses of its own, wants digests, and looks for the best order of joins
#: too long unless it is told to take ours.
VIRTUOSO_TOML = """\
query = "http://127.0.0.1:{port}/sparql-auth"
update = "http://127.0.0.1:{port}/sparql-auth"
graph-store = "http://127.0.0.1:{port}/sparql-graph-crud-auth"
authentication = "digest"
user = "dba"
before-query = 'define sql:select-option "order"'
"""

_INI = """\
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
ServerThreads = 8
NumberOfBuffers = 20000
MaxDirtyBuffers = 12000
MaxMemPoolSize = 2000000000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 8
[SPARQL]
ResultSetMaxRows = 1000000
"""


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


@contextmanager
def running_oxigraph(folder: Path) -> Iterator[str]:
    """The URL of an oxigraph server with its data in *folder*."""
    assert OXIGRAPH is not None
    port = free_port()
    command = [OXIGRAPH, "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(port, process.poll)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


@contextmanager
def running_virtuoso(folder: Path) -> Iterator[Path]:
    """The file of addresses of a Virtuoso with its data in *folder*."""
    assert VIRTUOSO is not None
    http, sql = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(_INI.format(http=http, sql=sql))
    command = [VIRTUOSO, "+configfile", "virtuoso.ini", "+foreground"]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(http, process.poll)
        toml = folder / "virtuoso.toml"
        toml.write_text(VIRTUOSO_TOML.format(port=http))
        yield toml
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()


def _wait(port: int, ended: object) -> None:
    """Wait until somebody listens at *port*."""
    for _ in range(600):
        with socket.socket() as client:
            if client.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert callable(ended) and ended() is None, "the server ended at once"
        time.sleep(0.1)
    raise AssertionError("the server does not answer")
