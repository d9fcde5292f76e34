"""The mapping that every peer carries out: predicate by predicate, from the columns of the peers' table."""

from typing import Final

FC: Final = "https://w3id.org/flowclaims/ns#"
OA: Final = "http://www.w3.org/ns/oa#"
PROV: Final = "http://www.w3.org/ns/prov#"
RDF_TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"

#: (column of the subject, predicate, column of an IRI); with CLASSES and VALUES 19 quads per claim.
LINKS: Final = (
    ("claim", FC + "inSource", "source"),
    ("claim", FC + "stance", "stance"),
    ("claim", FC + "speaker", "speaker"),
    ("claim", FC + "reported", "reported"),
    ("claim", FC + "about", "flow"),
    ("claim", FC + "evidence", "evidence"),
    ("evidence", OA + "hasSource", "source"),
    ("evidence", PROV + "wasQuotedFrom", "source"),
    ("flow", FC + "act", "act"),
    ("flow", FC + "from", "from"),
    ("flow", FC + "to", "to"),
    ("flow", FC + "data", "data"),
    ("flow", FC + "purpose", "purpose"),
    ("flow", FC + "subjects", "subjects"),
)

#: (column of the subject, class)
CLASSES: Final = (
    ("claim", FC + "Claim"),
    ("evidence", OA + "SpecificResource"),
    ("flow", FC + "FlowPattern"),
)

#: (column of the subject, predicate, column of a literal, datatype or None)
VALUES: Final = (
    ("claim", FC + "order", "order", XSD + "integer"),
    ("evidence", FC + "pointer", "pointer", None),
)
