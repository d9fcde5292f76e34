"""maplib: OTTR templates over a polars DataFrame, one named graph, written as N-Triples or Turtle.

maplib 0.20 writes one graph at a time and no TriG or N-Quads; its file has the
same triples without the name of their graph. One template per kind of subject
and unchecked IRIs: the fastest way that was found (one template for the whole
row takes 40 % longer).
"""

import sys

import polars
from maplib import IRI, Model, Parameter, RDFType, Template, Triple, Variable, xsd
from mapping import CLASSES, LINKS, RDF_TYPE, VALUES

PREFIXES = {
    "fc": "https://w3id.org/flowclaims/ns#",
    "party": "https://w3id.org/flowclaims/id/party/",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
}


def template(subject: str, kind: str) -> Template:
    """The template for the subjects in the column *subject*."""
    links = [(predicate, column) for one, predicate, column in LINKS if one == subject]
    values = [(predicate, column, datatype) for one, predicate, column, datatype in VALUES if one == subject]
    columns = dict.fromkeys((subject, *(column for _, column in links)), RDFType.IRI)
    columns |= {
        name: RDFType.Literal(xsd.integer if datatype else xsd.string) for _, name, datatype in values
    }
    this = Variable(subject)
    return Template(
        IRI(f"https://w3id.org/flowclaims/ns#{subject}Template"),
        [Parameter(Variable(name), rdf_type=rdf_type) for name, rdf_type in columns.items()],
        [
            Triple(this, IRI(RDF_TYPE), IRI(kind)),
            *(Triple(this, IRI(predicate), Variable(column)) for predicate, column in links),
            *(Triple(this, IRI(predicate), Variable(column)) for predicate, column, _ in values),
        ],
    )


def main(table: str, out: str, style: str) -> None:
    """Map *table* and write *out*; ``style`` is ntriples or turtle."""
    rows = polars.read_csv(table)
    graph = rows["source"][0]
    model = Model()
    for subject, kind in CLASSES:
        one = template(subject, kind)
        columns = [parameter.variable.name for parameter in one.parameters]
        model.map(one, rows.select(columns), graph=graph, validate_iris=False)
    model.write(out, format=style, graph=graph, **({"prefixes": PREFIXES} if style == "turtle" else {}))


if __name__ == "__main__":
    main(*sys.argv[1:])
