"""Marking links for the shop's own analytics (utm_source and its kin), by rule. Pure."""

from collections.abc import Mapping, Sequence
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from channels_app.tracking.rules import Utm

MARKS = ("source", "medium", "campaign", "content", "term")


def rule_for(rules: Sequence[Utm], channel: str, journey: str) -> Utm | None:
    """The first rule that fits; an empty field of a rule fits everything."""
    for rule in rules:
        if rule.channel in ("", channel) and rule.journey in ("", journey):
            return rule
    return None


def marked(url: str, rule: Utm | None, words: Mapping[str, str]) -> str:
    """The address with the rule's marks; what it has already stays as it is."""
    if rule is None:
        return url
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    if rule.hosts and not _within(parts.hostname or "", rule.hosts):
        return url
    given = {name for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
    added = {
        f"utm_{mark}": _filled(getattr(rule, mark), words)
        for mark in MARKS
        if getattr(rule, mark) and f"utm_{mark}" not in given
    }
    extra = urlencode({name: value for name, value in added.items() if value}, quote_via=quote)
    query = "&".join(part for part in (parts.query, extra) if part)
    return urlunsplit(parts._replace(query=query))


def _within(host: str, hosts: Sequence[str]) -> bool:
    return any(host == each.lower() or host.endswith(f".{each.lower()}") for each in hosts)


def _filled(text: str, words: Mapping[str, str]) -> str:
    for name, value in words.items():
        text = text.replace("{" + name + "}", value)
    return text
