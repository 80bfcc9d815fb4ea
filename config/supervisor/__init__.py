"""One process group on one machine: the database, the web server, the worker and the jobs.

`python -m config.supervisor` is what `make run` calls. Each part that dies is started again,
with a pause that doubles while it keeps dying. In production the same parts are started
separately, by whatever the machine starts things with.
"""
