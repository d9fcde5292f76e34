"""Replies of models, kept by the hash of what was asked: the same question is sent once."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from graph.drafting.model.prompt import Request
from graph.problems import UsageError, shown
from graph.writing import write_whole

#: The largest entry that is read, in bytes.
_LARGEST: Final = 20_000_000


def cache_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Where replies are kept if nobody says otherwise."""
    base = environment.get("XDG_CACHE_HOME") or ""
    folder = Path(base) if os.path.isabs(base) else Path(os.path.expanduser("~")) / ".cache"
    return folder / "flowclaims" / "llm"


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of replies, one file each. A damaged file is as good as none, and is replaced."""

    folder: Path

    def prepare(self) -> None:
        """Make the folder, for its owner only.

        Raises:
            UsageError: it cannot be made or written to.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise UsageError(f"{shown(str(self.folder))} cannot be made: {error.strerror}") from None
        if not os.access(self.folder, os.W_OK | os.X_OK):
            raise UsageError(f"{shown(str(self.folder))} cannot be written to; name another --cache")

    def find(self, request: Request) -> str | None:
        """The reply to *request*; None if none is kept."""
        path = self._path(request)
        try:
            if not path.is_file() or path.stat().st_size > _LARGEST:
                return None
            entry = json.loads(path.read_bytes())
        except (OSError, ValueError, RecursionError):
            return None
        if not isinstance(entry, dict) or entry.get("request") != request.digest:
            return None
        reply = entry.get("reply")
        return reply if isinstance(reply, str) and entry.get("sha256") == _hash(reply) else None

    def keep(self, request: Request, reply: str) -> None:
        """Keep the reply to *request*.

        Raises:
            UsageError: the folder cannot be written to.
        """
        entry = {"request": request.digest, "model": request.model, "sha256": _hash(reply), "reply": reply}
        write_whole(self._path(request), json.dumps(entry, indent=1).encode() + b"\n")

    def _path(self, request: Request) -> Path:
        return self.folder / f"{request.digest}.json"


def _hash(reply: str) -> str:
    return sha256(reply.encode("utf-8", "surrogatepass")).hexdigest()
