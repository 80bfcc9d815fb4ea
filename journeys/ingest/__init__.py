"""The public event API: a bare ASGI application that stands before Django (see README.md)."""
