"""Kills parts of a running house under load, at random moments, and then does the accounts.

`make chaos` starts the product as `make run` does, in a folder of its own, posts events over HTTP
and sends SIGKILL to its processes. At the end every accepted event is held against the moves, the
runs, the messages and the mails that the pure simulation says should have come of it.
"""
