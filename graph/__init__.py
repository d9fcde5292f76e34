"""Documents in, knowledge graph out: who is said to share which data with whom, in whose words.

A script needs three lines: ``graph.reading.dossiers.load`` reads a dossier,
``graph.rdf.triples`` writes it as RDF, ``graph.network`` turns it into networkx.
"""

__version__ = "0.1.0"
