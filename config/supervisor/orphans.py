"""A part does not outlive its supervisor, even one that was killed."""

import ctypes
import signal
import sys

PR_SET_PDEATHSIG = 1
# Opened here, since between fork and exec one should do as little as can be.
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def die_with_parent() -> None:
    """Ask the kernel for SIGINT when the parent dies (Linux; elsewhere nothing happens).

    The kernel forgets the wish when the process changes its user, so that whoever does that
    asks again. SIGINT is what each part, PostgreSQL too, takes for an orderly stop.
    """
    if _libc is not None:
        _libc.prctl(PR_SET_PDEATHSIG, signal.SIGINT)
