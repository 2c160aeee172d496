"""One map of a golden picture, which the program must find again with its own code."""

import base64
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..manifest import GOLDEN
from .cells import Network, reading_of
from .methods import CELLS, SIDE, walk, walk_orders

FILE = "lib/fusion/fixtures/film-map/golden.json"


def write_golden_map(root: Path, home: Path, encoder: Network, reference: NDArray) -> None:
    """Write what each cell of an encoder's first golden picture did to each finding, by the first order."""
    picture = golden_picture(home)
    read = reading_of(encoder, picture, reference, SIDE)
    none, whole, order = read(np.zeros(CELLS)), read(np.ones(CELLS)), walk_orders()[0]
    effects = (walk(read, order, none, whole) + walk(read, order[::-1], none, whole)) / 2
    columns = [[float(f"{one:.6g}") for one in column] for column in effects.T]
    (root / FILE).parent.mkdir(parents=True, exist_ok=True)
    (root / FILE).write_text(json.dumps({"effects": columns}, separators=(",", ":")) + "\n", encoding="utf-8")


def golden_picture(home: Path) -> NDArray[np.float32]:
    """Return the picture of an encoder's first golden case, without the axis of rows."""
    case = json.loads((home / GOLDEN).read_text(encoding="utf-8"))["cases"][0]
    [given] = case["inputs"].values()
    greys = np.frombuffer(base64.b64decode(given["greys"]), np.uint8)
    return (greys.astype(np.float32) / np.float32(255)).reshape(given["shape"])[0]
