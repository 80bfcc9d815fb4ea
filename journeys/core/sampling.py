"""Chance is a hash: the same parts give the same number on every machine and in every replay."""

from hashlib import blake2b

_SPAN = float(1 << 53)


def bucket(*parts: object) -> float:
    """A number in [0, 1), evenly spread. Sticky on re-entry: bucket(customer, journey, step);
    redrawn each time: bucket(run, step). ("ab", "c") is not ("a", "bc")."""
    digest = blake2b(digest_size=8)
    for part in parts:
        raw = str(part).encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(raw))
        digest.update(raw)
    # The top 53 bits: every value is exact as a float and below 1.
    return (int.from_bytes(digest.digest(), "big") >> 11) / _SPAN
