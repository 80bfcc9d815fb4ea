"""What SMPP carries of a text message, and what its receipts and inbound messages say.

SMPP 3.4 (https://smpp.org/SMPP_v3_4_Issue1_2.pdf): submit_sm 4.4, deliver_sm 4.6, the text of a
receipt in appendix B, esm_class 5.2.12, message_state 5.2.28, data_coding 5.2.19. Long messages go
in parts with a header of six octets (3GPP TS 23.040, 9.2.3.24.1).
"""

import re
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any
from zlib import crc32

import msgspec
from smpplib import consts

from channels_app.contracts import Status
from channels_app.phone import e164
from channels_app.provider import Said, Told
from channels_app.sms import gsm

CODINGS = {"gsm7": consts.SMPP_ENCODING_DEFAULT, "ucs2": consts.SMPP_ENCODING_ISO10646}
UDHI = 0x40
RECEIPT = 0x04
_KIND = 0x3C
STATES = {
    "DELIVRD": Status.DELIVERED,
    "EXPIRED": Status.BOUNCED,
    "UNDELIV": Status.BOUNCED,
    "DELETED": Status.FAILED,
    "REJECTD": Status.FAILED,
}
# message_state as a number, for receipts whose text does not say it.
NUMBERED = {2: "DELIVRD", 3: "EXPIRED", 4: "DELETED", 5: "UNDELIV", 8: "REJECTD"}
_WORD = re.compile(rb"\b(id|stat|err):([^ ]*)", re.IGNORECASE)
# A message that comes again because its acknowledgement was lost is known within so many seconds.
SAME_WITHIN = 600


class Piece(msgspec.Struct, frozen=True):
    """A part of a long inbound message."""

    key: tuple[str, int, int]
    """From whom, the message's number, and how many parts it has."""
    place: int
    text: str


def submits(message_id: str, text: str, to: str, sender: str) -> list[dict[str, Any]]:
    """The fields of each submit_sm. Only the last part asks for a receipt: it tells for all."""
    encoding, parts = gsm.encoding_of(text), gsm.split(text)
    number = crc32(message_id.encode()) & 0xFF
    made = []
    for place, part in enumerate(parts, 1):
        octets = gsm.encode(part, encoding)
        if len(parts) > 1:
            octets = bytes((5, 0, 3, number, len(parts), place)) + octets
        made.append(
            {
                **_source(sender),
                "dest_addr_ton": consts.SMPP_TON_INTL,
                "dest_addr_npi": consts.SMPP_NPI_ISDN,
                "destination_addr": to.removeprefix("+"),
                "esm_class": UDHI if len(parts) > 1 else 0,
                "data_coding": CODINGS[encoding],
                "registered_delivery": 1 if place == len(parts) else 0,
                "short_message": octets,
            }
        )
    return made


def _source(sender: str) -> dict[str, Any]:
    """Type and plan of the sender's address: a number, a short number, or a name."""
    if sender.startswith("+"):
        kind, plan = consts.SMPP_TON_INTL, consts.SMPP_NPI_ISDN
    elif sender.isdecimal():
        kind, plan = consts.SMPP_TON_NWSPEC, consts.SMPP_NPI_UNK
    else:
        kind, plan = consts.SMPP_TON_ALNUM, consts.SMPP_NPI_UNK
    named = {"source_addr_ton": kind, "source_addr_npi": plan}
    return {**named, "source_addr": sender.removeprefix("+")}


def is_receipt(pdu: Any) -> bool:
    return bool((pdu.esm_class or 0) & _KIND == RECEIPT)


def told(pdu: Any, hexadecimal: bool, now: datetime) -> Told | None:
    """The report in a receipt; None for one on the way there, or without an id."""
    words = {
        name.decode().lower(): value.decode("ascii", "replace")
        for name, value in reversed(_WORD.findall(_octets(pdu)))
    }
    given = _text(getattr(pdu, "receipted_message_id", None)) or words.get("id", "")
    state = words.get("stat", "").upper() or NUMBERED.get(getattr(pdu, "message_state", 0) or 0, "")
    status = STATES.get(state)
    if status is None or not given:
        return None
    ref = same_id(given, of_receipt=True, hexadecimal=hexadecimal)
    error = words.get("err", "")
    bad = status is not Status.DELIVERED
    return Told(
        event_id=f"{ref}:{state}",
        status=status,
        at=now,
        ref=ref,
        reason=f"The carrier says {state}{f', error {error}' if error else ''}." if bad else "",
        detail={"error": error} if bad and error else {},
    )


def same_id(text: str, *, of_receipt: bool, hexadecimal: bool) -> str:
    """The id by which a submission and its receipt find each other: some centres write it in
    hexadecimal first and in decimal later."""
    if hexadecimal:
        try:
            return str(int(text, 10 if of_receipt else 16))
        except ValueError:
            return text
    return text


def said(pdu: Any, now: datetime) -> Said | Piece | None:
    """What somebody wrote, or a part of it; None when it comes from no phone number."""
    address = e164(_text(pdu.source_addr))
    if not address:
        return None
    octets = _octets(pdu)
    header, body = b"", octets
    if (pdu.esm_class or 0) & UDHI and octets:
        length = octets[0] + 1
        header, body = octets[1:length], octets[length:]
    text = decoded(body, pdu.data_coding or 0)
    part = _concatenated(header)
    if part and part[1] > 1:
        return Piece((address, part[0], part[1]), part[2], text)
    return spoken(address, text, now, octets)


def spoken(address: str, text: str, now: datetime, octets: bytes) -> Said:
    """Centres give inbound messages no id: the same words within some minutes are the same."""
    print_ = sha256(address.encode() + b"\0" + octets).hexdigest()[:32]
    slot = int(now.timestamp()) // SAME_WITHIN
    return Said(
        event_id=f"in:{print_}:{slot}", what="message", address=address, at=now, text=text[:4096]
    )


def decoded(octets: bytes, coding: int) -> str:
    if coding == consts.SMPP_ENCODING_ISO10646:
        return octets.decode("utf-16-be", "replace")
    if coding == consts.SMPP_ENCODING_ISO88591:
        return octets.decode("latin-1")
    if coding == consts.SMPP_ENCODING_IA5:
        return octets.decode("ascii", "replace")
    return gsm.decode(octets)


def _concatenated(header: bytes) -> tuple[int, int, int] | None:
    """Number, total and place, from the header's elements; a number of one octet or of two."""
    elements: Mapping[int, bytes] = _elements(header)
    if len(short := elements.get(0, b"")) == 3:
        return short[0], short[1], short[2]
    if len(long := elements.get(8, b"")) == 4:
        return int.from_bytes(long[:2], "big"), long[2], long[3]
    return None


def _elements(header: bytes) -> dict[int, bytes]:
    found, at = {}, 0
    while at + 2 <= len(header):
        length = header[at + 1]
        found[header[at]] = header[at + 2 : at + 2 + length]
        at += 2 + length
    return found


def _octets(pdu: Any) -> bytes:
    return bytes(pdu.short_message or getattr(pdu, "message_payload", None) or b"")


def _text(value: bytes | str | None) -> str:
    text = value.decode("ascii", "replace") if isinstance(value, bytes) else value or ""
    return text.strip("\0 ")
