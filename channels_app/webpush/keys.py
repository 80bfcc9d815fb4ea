"""The account's VAPID keys (RFC 8292): a pair on P-256, in the text forms that browsers read."""

from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


def new() -> tuple[str, str]:
    """The public and the private key, both base64url: 65 bytes, and 32."""
    key = ec.generate_private_key(ec.SECP256R1())
    number = key.private_numbers().private_value.to_bytes(32, "big")
    return public_of(key.public_key()), _text(number)


def public_of(key: ec.EllipticCurvePublicKey) -> str:
    return _text(key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))


def is_pair(public: str, private: str) -> bool:
    """Whether both belong together."""
    try:
        number = int.from_bytes(urlsafe_b64decode(private + "=" * (-len(private) % 4)), "big")
        return public_of(ec.derive_private_key(number, ec.SECP256R1()).public_key()) == public
    except ValueError:
        return False


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()
