"""What a picture or an export was made from, and with: the line at its foot."""


def imprint(graph_sha256: str, version: str, licence: str = "", in_part: bool = False) -> str:
    """What something was made from, and with; of a graph that was read *in part*, that it was.

    >>> imprint("0123456789abcdef", "1.0", "CC0")
    'graph sha256 01234567 · flowclaims 1.0 · CC0'
    >>> imprint("0123456789abcdef", "", in_part=True)
    'part of a graph, sha256 01234567 · flowclaims'
    """
    graph = "part of a graph," if in_part else "graph"
    made_from = f"{graph} sha256 {graph_sha256[:8]}" if graph_sha256 else ""
    return " · ".join(filter(None, (made_from, f"flowclaims {version}".strip(), licence)))
