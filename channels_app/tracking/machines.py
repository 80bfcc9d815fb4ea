"""Which requests are a person's, as far as one can know it.

What is known and what is not:
- Apple's Mail Privacy Protection fetches every picture some time after delivery, whether the mail
  is opened or not. It comes from relays of several networks, whose list changes, and says nothing
  but "Mozilla/5.0". Such an open proves nothing and is kept apart (`machine`).
- Gmail and Yahoo fetch pictures by their own proxy when the mail is opened. It was opened; where
  and on what, one cannot know.
- Scanners of links (of companies' mail gates) open every link. Those that say who they are, and
  all that ask by HEAD, are kept apart; one that poses as a browser cannot be told from a person.
"""

import re

import msgspec

_SCANNER = re.compile(
    r"bot\b|crawl|spider|scan|preview|barracuda|mimecast|proofpoint|symantec|trendmicro|"
    r"safelinks|urldefense|forcepoint|facebookexternalhit|whatsapp/|telegrambot|viber/|vkshare|"
    r"slackbot|skypeuripreview|headlesschrome|python-|curl/|wget/|go-http-client|okhttp|java/",
    re.IGNORECASE,
)


class Seen(msgspec.Struct, frozen=True):
    """`by` names a go-between; `machine` that no person need have been there."""

    by: str = ""
    machine: bool = False


def opener(agent: str) -> Seen:
    """Who asked for a mail's pixel."""
    if "GoogleImageProxy" in agent:
        return Seen("gmail")
    if "YahooMailProxy" in agent:
        return Seen("yahoo")
    if agent.strip() == "Mozilla/5.0":
        return Seen("apple", machine=True)
    return clicker(agent)


def clicker(agent: str) -> Seen:
    """Who opened a link."""
    if not agent.strip() or _SCANNER.search(agent):
        return Seen("scanner", machine=True)
    return Seen()
