"""Pictures that an encoder did not learn: distortions of test pictures, the other kind, and real files."""

import csv
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn.functional import interpolate

from ..cohorts import ROOT, CommandError
from ..inputs import TensorSpec

Pictures = NDArray[np.float32]
# Groups of the real files by the DICOM modality that their list gives; what is of none is "other".
GROUPS = {
    "CT": "CT",
    "MR": "magnetic resonance",
    "US": "ultrasound",
    "CR": "radiographs of other parts",
    "DX": "radiographs of other parts",
}
SOME_REFUSED = 2


def resized(pictures: Pictures, size: int) -> Pictures:
    """Return pictures (n, c, h, w) at another size."""
    scaled = interpolate(torch.tensor(pictures), (size, size), mode="bilinear", antialias=True)
    return scaled.numpy()


def magnified(pictures: Pictures) -> Pictures:
    """Return the upper left quarter of each, as large as the whole."""
    size = pictures.shape[-1]
    return resized(pictures[..., : size // 2, : size // 2], size)


def half_covered(pictures: Pictures) -> Pictures:
    """Return pictures whose right half is black."""
    covered = pictures.copy()
    covered[..., pictures.shape[-1] // 2 :] = 0
    return covered


def noise(pictures: Pictures) -> Pictures:
    """Return noise of the pictures' shape."""
    return np.random.default_rng(1).random(pictures.shape, np.float32)


DISTORTIONS: dict[str, Callable[[Pictures], Pictures]] = {
    "upside down": lambda pictures: pictures[..., ::-1, :],
    "on its side": lambda pictures: np.rot90(pictures, axes=(-2, -1)),
    "left and right exchanged": lambda pictures: pictures[..., ::-1],
    "black and white exchanged": lambda pictures: 1 - pictures,
    "a quarter of the picture, magnified": magnified,
    "half covered": half_covered,
    "noise": noise,
    "blank": lambda pictures: np.full_like(pictures[:1], 0.5),
}


def distorted(pictures: Pictures) -> dict[str, Pictures]:
    """Return distortions by name of pictures (n, c, h, w)."""
    return {
        f"simulated, {name}": np.ascontiguousarray(change(pictures)) for name, change in DISTORTIONS.items()
    }


def odd_films(films: Pictures, clips: Pictures) -> dict[str, Pictures]:
    """Return what no film encoder should read, by name.

    Parameters
    ----------
    films : ndarray, shape (n, 1, 256, 256)
    clips : ndarray, shape (m, frames, 1, 112, 112)
    """
    frames = resized(clips[:, 0], films.shape[-1])
    return {"simulated echocardiogram": frames, **distorted(films)}


def odd_clips(clips: Pictures, films: Pictures) -> dict[str, Pictures]:
    """Return what no clip encoder should read, by name; shapes as `odd_films`."""
    frames = clips.shape[1]
    small = resized(films, clips.shape[-1])
    flat = {name: one[:, :, None] for name, one in distorted(clips[:, :, 0]).items()}
    return {
        "simulated radiograph": np.repeat(small[:, None], frames, axis=1),
        "simulated, a still": np.repeat(clips[:, :1], frames, axis=1),
        **flat,
    }


def real_pictures(folder: Path, spec: TensorSpec) -> dict[str, Pictures]:
    """Return real DICOM pictures by kind, each as the product makes the encoder's tensor of it.

    Parameters
    ----------
    folder : Path
        With a list MANIFEST.csv of columns `path` and `modality`.
    spec : TensorSpec
        Of a film, or of a clip: a still is repeated, a clip stands for a film by its first frame.
    """
    frames = spec.shape[0] if len(spec.shape) == 4 else 1
    with (folder / "MANIFEST.csv").open(encoding="utf-8") as lines:
        listed = {row["path"]: row["modality"] for row in csv.DictReader(lines)}
    paths = [path for path in sorted(listed) if (folder / path).is_file()]
    command = ["npx", "--no-install", "consilium", "picture", "--tensor", str(spec.shape[-1])]
    command += ["--frames", str(frames), *(str(folder / path) for path in paths)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode not in (0, SOME_REFUSED):
        raise CommandError(f"consilium picture ended with {done.returncode}: {done.stderr[-2000:]}")
    groups: dict[str, list[Pictures]] = {}
    for path, line in zip(paths, done.stdout.splitlines(), strict=True):
        tensor = json.loads(line).get("tensor")
        if tensor is None:
            continue
        values = np.array(tensor["values"], np.float32).reshape(tensor["shape"])
        name = f"real, {GROUPS.get(listed[path], 'other')}"
        groups.setdefault(name, []).append(np.resize(values, spec.shape))
    return {name: np.stack(found) for name, found in sorted(groups.items())}


def refusals(novelty: Callable[[Pictures], NDArray], limit: float, sets: dict[str, Pictures]) -> list[dict]:
    """Return of each set how many pictures are above the limit of novelty."""
    return [
        {"name": name, "pictures": len(one), "refused": int((novelty(one) > limit).sum())}
        for name, one in sets.items()
    ]
