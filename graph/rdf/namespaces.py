"""The vocabulary as a closed rdflib namespace, for scripting against our graphs."""

from typing import Any

from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import DefinedNamespace, DefinedNamespaceMeta

from graph.vocabulary import FC_NS, ontology_files


def _terms() -> dict[str, type]:
    graph = Graph().parse(ontology_files()[0], format="turtle")
    return {
        str(one)[len(FC_NS) :]: URIRef
        for one in set(graph.subjects())
        if isinstance(one, URIRef) and str(one).startswith(FC_NS)
    }


class _Closed(DefinedNamespaceMeta):
    """Reads the terms from the ontology, so that the namespace can never differ from it."""

    def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> "_Closed":
        body["__annotations__"] = _terms()
        return super().__new__(cls, name, bases, body)


class FC(DefinedNamespace, metaclass=_Closed):
    """Terms of ontology.ttl; a misspelt term raises AttributeError.

    >>> FC.Claim
    rdflib.term.URIRef('https://w3id.org/flowclaims/ns#Claim')
    >>> FC["from"]
    rdflib.term.URIRef('https://w3id.org/flowclaims/ns#from')
    """

    _NS = Namespace(FC_NS)
    _fail = True
