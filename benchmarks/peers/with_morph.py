"""morph-kgc: an RML mapping over the table, N-Quads out, by its own command line."""

import runpy
import sys
import tempfile
from pathlib import Path

from mapping import CLASSES, LINKS, VALUES

_HEAD = """\
@prefix rr: <http://www.w3.org/ns/r2rml#> .
@prefix rml: <http://semweb.mmlab.be/ns/rml#> .
@prefix ql: <http://semweb.mmlab.be/ns/ql#> .
"""


def rml(table: str) -> str:
    """The mapping in RML: one triples map per kind of subject, the row's source as graph."""
    blocks = [_HEAD]
    for subject, kind in CLASSES:
        source = f'[ rml:source "{table}"; rml:referenceFormulation ql:CSV ]'
        lines = [f"<#{subject}> rml:logicalSource {source};"]
        lines.append(
            f'  rr:subjectMap [ rml:reference "{subject}"; rr:termType rr:IRI; rr:class <{kind}>;'
            ' rr:graphMap [ rml:reference "source"; rr:termType rr:IRI ] ];'
        )
        for one, predicate, column in LINKS:
            if one == subject:
                value = f'[ rml:reference "{column}"; rr:termType rr:IRI ]'
                lines.append(f"  rr:predicateObjectMap [ rr:predicate <{predicate}>; rr:objectMap {value} ];")
        for one, predicate, column, datatype in VALUES:
            if one == subject:
                value = f'[ rml:reference "{column}"{f"; rr:datatype <{datatype}>" if datatype else ""} ]'
                lines.append(f"  rr:predicateObjectMap [ rr:predicate <{predicate}>; rr:objectMap {value} ];")
        blocks.append("\n".join(lines).rstrip(";") + " .\n")
    return "\n".join(blocks)


def main(table: str, out: str, processes: str) -> None:
    """Map *table* and write *out* with as many *processes*."""
    with tempfile.TemporaryDirectory() as folder:
        mapping, config = Path(folder, "mapping.ttl"), Path(folder, "config.ini")
        mapping.write_text(rml(table), encoding="utf-8")
        config.write_text(
            f"[CONFIGURATION]\noutput_file: {out}\noutput_format: N-QUADS\nnumber_of_processes: {processes}\n"
            f"logging_level: WARNING\n\n[Claims]\nmappings: {mapping}\n",
            encoding="utf-8",
        )
        sys.argv = ["morph_kgc", str(config)]
        runpy.run_module("morph_kgc", run_name="__main__")


if __name__ == "__main__":
    main(*sys.argv[1:])
