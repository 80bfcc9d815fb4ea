"""Writes to people and workspaces: one function each, named by a verb.

Each checks the role, writes an audit entry in the same transaction, and lets mail and
jobs leave only on commit.
"""
