"""Canonical JSON as JavaScript prints it, so that a hash is the same in every program."""

import hashlib
import json
import math
from decimal import Decimal

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]

# Up to so many digits before the point and zeros after it a number is printed without exponent.
MOST_BEFORE, MOST_AFTER = 21, 6


def number_text(number: int | float) -> str:
    """Return a number as JavaScript's `JSON.stringify` prints it: `1` for 1.0, `1e-7` for 1e-07.

    Raises
    ------
    ValueError
        Infinite or not a number: JSON has no such number.

    References
    ----------
    ECMA-262, 16th edition, Number::toString.
    """
    value = float(number)
    if not math.isfinite(value):
        raise ValueError(f"{number} is no number of JSON")
    sign = "-" if value < 0 else ""
    _, parts, exponent = Decimal(repr(abs(value))).as_tuple()
    printed = "".join(map(str, parts)).lstrip("0")
    digits = printed.rstrip("0")
    return f"{sign}{unsigned_text(digits, int(exponent) + len(printed))}" if digits else "0"


def unsigned_text(digits: str, point: int) -> str:
    """Return 0.`digits` · 10^`point`; the first and the last digit are not 0."""
    if 0 < point <= MOST_BEFORE:
        whole, part = digits[:point].ljust(point, "0"), digits[point:]
        return f"{whole}.{part}" if part else whole
    if -MOST_AFTER < point <= 0:
        return f"0.{'0' * -point}{digits}"
    first = f"{digits[0]}.{digits[1:]}" if len(digits) > 1 else digits
    return f"{first}e{point - 1:+d}"


def canonical_json(value: Json) -> str:
    """Return JSON with sorted keys and no white space (RFC 8785 for plain keys).

    Raises
    ------
    ValueError
        As `number_text`.
    """
    if isinstance(value, dict):
        entries = (
            f"{json.dumps(key, ensure_ascii=False)}:{canonical_json(value[key])}" for key in sorted(value)
        )
        return f"{{{','.join(entries)}}}"
    if isinstance(value, list | tuple):
        return f"[{','.join(map(canonical_json, value))}]"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number_text(value)
    return json.dumps(value, ensure_ascii=False)


def canonical_hash(value: Json) -> str:
    """Return the lower-case hexadecimal SHA-256 of the canonical JSON, as UTF-8."""
    return hashlib.sha256(canonical_json(value).encode()).hexdigest()
