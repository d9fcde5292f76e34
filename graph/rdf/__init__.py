"""A dossier as RDF, and RDF as a dossier."""
