"""Where the bytes of a source are: from ``source.toml`` to inputs, nothing parsed.

``declarations`` reads and checks the files, ``discover`` finds the inputs of a source by its kind.
"""
