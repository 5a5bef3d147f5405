"""The lake in a browser of this machine: the pages that are built, with live search and read-only SQL beside them.

Takes a lake's URL and the folder of the pages, gives an ASGI application (`application`) and serves it on 127.0.0.1
(`serve`) until it is interrupted. ``defence`` keeps other sites and other machines out, ``live`` asks the lake,
``endpoints`` answers programs, ``views`` and ``files`` answer people.
"""

from warehouse.serving.application import application
from warehouse.serving.server import serve

__all__ = ["application", "serve"]
