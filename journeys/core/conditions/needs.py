"""What a condition reads: attributes, events, how far back; and which it still lacks (S5)."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from journeys.core.conditions.evaluate import compile_condition
from journeys.core.conditions.operators import MAX_DEPTH, TRUE_WHEN_ABSENT, root_of
from journeys.core.durations import parse
from journeys.core.view import MISSING, View, look_up

Tree = Mapping[str, Any]


def leaves(tree: Any, depth: int = 0) -> Iterator[Tree]:
    """Every leaf of a tree, also of the `where` of a count; what is no tree is passed over."""
    if not isinstance(tree, Mapping) or depth > MAX_DEPTH:
        return
    for group in ("all", "any"):
        if group in tree:
            for part in tree[group] if isinstance(tree[group], list | tuple) else ():
                yield from leaves(part, depth + 1)
            return
    if "not" in tree:
        yield from leaves(tree["not"], depth + 1)
        return
    yield tree
    if "did" in tree:
        yield from leaves(tree.get("where"), depth + 1)


def attributes_in(tree: Tree | None) -> tuple[str, ...]:
    """Paths of the profile's attributes that the condition reads, in order, once each."""
    found: dict[str, None] = {}
    for leaf in leaves(tree):
        if isinstance(leaf.get("profile"), str):
            found[leaf["profile"]] = None
        for value in (leaf.get("value"), leaf.get("value2")):
            source = value.get("from") if isinstance(value, Mapping) else None
            if isinstance(source, str) and source.startswith("profile."):
                found[source.removeprefix("profile.")] = None
    return tuple(found)


def messages_in(tree: Tree | None) -> tuple[str, ...]:
    """The steps whose messages the condition asks about."""
    told = (leaf["message"] for leaf in leaves(tree) if isinstance(leaf.get("message"), str))
    return tuple(dict.fromkeys(path.rpartition(".")[0] for path in told))


def events_in(tree: Tree | None) -> tuple[str, ...]:
    """Names of the events that the condition counts."""
    names = (leaf["did"] for leaf in leaves(tree) if isinstance(leaf.get("did"), str))
    return tuple(dict.fromkeys(names))


def history_needs(tree: Tree | None) -> dict[str, timedelta | None]:
    """Event name -> how far back its occurrences are needed; None means for ever."""
    needs: dict[str, timedelta | None] = {}
    for leaf in leaves(tree):
        name = leaf.get("did")
        if not isinstance(name, str):
            continue
        window = _window(leaf.get("within"))
        known = needs.get(name, timedelta(0))
        needs[name] = None if window is None or known is None else max(window, known)
    return needs


def _window(within: Any) -> timedelta | None:
    try:
        return parse(within).at_most if within else None
    except (ValueError, TypeError):
        return None


def absent_profile(tree: Tree | None, view: View) -> tuple[str, ...]:
    """The attributes that are not there and that could make the condition true if they came (S5).

    Empty when it holds, or when what is known already rules it out.
    """
    if tree is None:
        return ()
    missing: dict[str, None] = {}
    return tuple(missing) if _settled(tree, view, missing) is None else ()


def _settled(tree: Tree, view: View, missing: dict[str, None]) -> bool | None:
    """True or False when decided by what is there, None when an absent attribute could decide."""
    if "all" in tree or "any" in tree:
        decides = "any" in tree
        results = [_settled(part, view, missing) for part in tree["any" if decides else "all"]]
        if decides in results:
            return decides
        return None if None in results else not decides
    if "not" in tree:
        inner = _settled(tree["not"], view, missing)
        return None if inner is None else not inner
    absent = [name for name in attributes_in(tree) if look_up(view, f"profile.{name}") is MISSING]
    if absent and root_of(tree) and tree.get("op") not in TRUE_WHEN_ABSENT:
        missing.update(dict.fromkeys(absent))
        return None
    return compile_condition(tree)(view)
