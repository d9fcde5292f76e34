"""Hand-over to other tools: ``exporting.export`` is the one entrance, ``exporting.FORMATS`` the formats.

Formats that show looks are written here, from the one table of looks; pure data by ``graph.formats``.
"""
