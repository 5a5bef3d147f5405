"""The lake in a browser of this machine: the pages that are built, with live search and read-only SQL beside them.

Takes a lake's URL and the folder of the pages, gives an ASGI application for 127.0.0.1 (``shushuo serve``).
"""
