"""The staff's PIN: kept as scrypt's output, never as digits."""

import hashlib
import hmac
import secrets

from kiosk.model.error import SettingsError

LEAST_DIGITS, MOST_DIGITS = 4, 12

SEALED = r"scrypt\$\d{1,8}\$\d{1,3}\$\d{1,3}\$[0-9a-f]+\$[0-9a-f]+"
"""What a PIN looks like as it is kept."""

_N, _R, _P = 2**14, 8, 1
"""scrypt's cost: 16 MB and about 50 ms a try (RFC 7914 names these for interactive use)."""


def seal(digits: str) -> str:
    """The PIN as it is kept.

    Raises:
        SettingsError: It is not 4 to 12 digits.
    """
    if not (digits.isascii() and digits.isdigit() and LEAST_DIGITS <= len(digits) <= MOST_DIGITS):
        raise SettingsError(f"A PIN is {LEAST_DIGITS} to {MOST_DIGITS} digits, and nothing else. Type another one.")
    salt = secrets.token_bytes(16)
    return f"scrypt${_N}${_R}${_P}${salt.hex()}${_hash(digits, salt, _N, _R, _P).hex()}"


def fits(digits: str, kept: str) -> bool:
    """Whether digits are the PIN that is kept."""
    _, n, r, p, salt, wanted = kept.split("$")
    found = _hash(digits, bytes.fromhex(salt), int(n), int(r), int(p))
    return hmac.compare_digest(found, bytes.fromhex(wanted))


def _hash(digits: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    return hashlib.scrypt(digits.encode(), salt=salt, n=n, r=r, p=p, maxmem=2**26)
