"""Measures the whole product on this machine: `make bench`. Nothing here is imported by the
product."""
