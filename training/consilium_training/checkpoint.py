"""Keeps what took long beside the rows that it came from, so that a run goes on where one stopped."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import torch

from .golden import sha256

Made = TypeVar("Made")


def key_of(*parts: object, files: tuple[Path, ...] = ()) -> str:
    """Return a hash of what a result depends on: anything with a faithful `repr`, and the bytes of files."""
    told = [*map(repr, parts), *map(sha256, files)]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def remembered(path: Path, key: str, make: Callable[[], Made]) -> Made:
    """Return what `path` holds under this key, else make it and keep it there."""
    if path.exists():
        # Written by this very function, in a folder of the person who trains.
        known = torch.load(path, weights_only=False)
        if known["key"] == key:
            return known["made"]
    made = make()
    partial = path.with_suffix(".partial")
    torch.save({"key": key, "made": made}, partial)
    partial.rename(path)
    return made
