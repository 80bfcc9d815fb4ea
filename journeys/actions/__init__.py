"""Writes: one function each, named by a verb, with its permission and audit entry.

What they tell the workers and the browsers leaves with the commit. A single run is never
touched from here: an order for it goes into its lane's inbox, and the drain, alone on that
lane, carries it out in the customer's order (S3).
"""
