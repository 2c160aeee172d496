"""Measures maps of findings on simulated test pictures: `python -m consilium_training.maps.measure`."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter
from scipy.stats import spearmanr

from ..cohorts import ROOT
from ..dataset import DatasetError
from ..encoders.encoder import FILE
from ..encoders.pictures import make_pictures
from ..encoders.plans import PLAN, Plan
from ..encoders.train import PICTURES
from ..inputs import TensorSpec
from ..manifest import MANIFEST
from .cells import Reading, reading_of
from .methods import CELLS, METHODS, SIDE, CellMap, walks
from .network import Encoder, shuffled
from .plans import FEW, PLANS, MapPlan
from .proof import write_golden_map
from .removal import map_score, random_score
from .report import write_maps
from .score import SEED, Measured, better, compare, resampled, verdict

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Pictures:
    """Test pictures that the encoder reads, with their truth, and the one that stands for "without"."""

    test: NDArray[np.float32]
    truth: list[dict]
    reference: NDArray[np.float32]


def chosen_pictures(
    plan: MapPlan, sets: Plan, encoder: Encoder, limit: float, folder: Path, spec: TensorSpec
) -> Pictures:
    """Return test pictures that are read, and the least unusual ordinary one in whole greys.

    Raises
    ------
    DatasetError
        Where the encoder reads none, or none is ordinary.
    """
    test = make_pictures(folder, sets.mapped, spec, wide=True)
    found = make_pictures(folder, sets.reference, spec, wide=False)
    pictures = np.array(test.tensors)
    read = [k for k, novelty in enumerate(novelties(encoder, pictures)) if novelty <= limit]
    plain = [k for k, truth in enumerate(found.truth) if plan.ordinary(truth)]
    if not read or not plain:
        missing = "map, since it reads none" if plain else "stand for one without findings"
        raise DatasetError(f"{plan.folder}: there is no picture to {missing}")
    candidates = np.array(found.tensors)[plain]
    reference = candidates[int(np.argmin(novelties(encoder, candidates)))]
    greys = np.floor(reference.astype(float) * 255 + 0.5) / 255
    return Pictures(pictures[read], [test.truth[k] for k in read], greys.astype(np.float32))


def novelties(encoder: Encoder, pictures: NDArray) -> list[float]:
    """Return how unlike the training pictures each picture is."""
    encoder.novelty.clear()
    for picture in pictures:
        encoder(picture[None])
    return list(encoder.novelty)


def measure(encoder: Encoder, pictures: Pictures, say) -> tuple[Measured, list[CellMap]]:
    """Return scores of all methods on all pictures, and the sampled maps."""
    random = np.random.default_rng(SEED)
    rows: dict[str, list] = {"random": [], "errors": [], "strongest": [], "difference": []}
    scores: dict[str, list] = {name: [] for name in METHODS}
    gaps: dict[str, list] = {name: [] for name in METHODS}
    kept: list[dict[str, CellMap]] = []
    for count, picture in enumerate(pictures.test, 1):
        read = reading_of(encoder, picture, pictures.reference, SIDE)
        difference = read(np.ones(CELLS)) - read(np.zeros(CELLS))
        maps = {name: method(read) for name, method in METHODS.items()}
        for name, one in maps.items():
            scores[name].append(map_score(read, one.effects))
            gaps[name].append(one.effects.sum(0) - difference)
        rows["random"].append(random_score(read, random))
        rows["difference"].append(difference)
        rows["errors"].append(np.sqrt(np.square(maps["walks"].error).mean(0)))
        rows["strongest"].append(np.abs(maps["walks"].effects).max(0))
        kept.append(maps)
        if count % 10 == 0:
            say(f"{count} of {len(pictures.test)} pictures")
    whole = {name: np.array(values) for name, values in rows.items()}
    by_method = [{name: np.array(values) for name, values in one.items()} for one in (scores, gaps)]
    return Measured(scores=by_method[0], gaps=by_method[1], **whole), kept


def covered(network: Encoder, pictures: Pictures, limit: float) -> dict[str, dict]:
    """Return what becomes of pictures when cells are covered by their own blur, or by the reference."""
    size = pictures.reference.shape[-1]
    answers = {}
    for name in ("local mean", "reference"):
        network.novelty.clear()
        none = []
        for picture in pictures.test[:FEW]:
            other = pictures.reference if name == "reference" else blurred(picture, size // 8)
            read = reading_of(network, picture, other, SIDE)
            walks(read)
            none.append(network((other)[None]))
        refused = np.mean(np.array(network.novelty) > limit)
        answers[name] = {"refused": float(refused), "reads": np.mean(none, 0).tolist()}
    return answers


def blurred(picture: NDArray, reach: int) -> NDArray:
    """Return each frame's local mean, twice, over squares of 2 `reach` + 1 pixels cut at the border."""
    window = [1] * (picture.ndim - 2) + [2 * reach + 1] * 2
    weight = uniform_filter(np.ones_like(picture), window, mode="constant")
    for _ in range(2):
        picture = uniform_filter(picture, window, mode="constant") / weight
    return picture


def likeness(path: Path, pictures: Pictures, maps: Sequence[CellMap], method: str) -> tuple[Array, Array]:
    """Return rank correlations with maps of the encoder with shuffled weights.

    Of the effects and of their strengths, mean over pictures, shape (findings,) each.
    """
    ignorant = shuffled(path, SEED)
    alike = []
    for picture, own in zip(pictures.test[:FEW], maps, strict=False):
        read: Reading = reading_of(ignorant, picture, pictures.reference, SIDE)
        other = METHODS[method](read).effects
        pairs = list(zip(own.effects.T, other.T, strict=True))
        alike.append([[rank_correlation(a, b), rank_correlation(np.abs(a), np.abs(b))] for a, b in pairs])
    signed, strength = np.mean(alike, 0).T
    return signed, strength


def rank_correlation(a: Array, b: Array) -> float:
    """Return Spearman's correlation; 0 where one of the two is flat."""
    if np.ptp(a) == 0 or np.ptp(b) == 0:
        return 0.0
    return float(spearmanr(a, b).statistic)


def on_side(plan: MapPlan, pictures: Pictures, maps: Sequence[CellMap]) -> dict[str, dict[str, int]]:
    """Return how often the cell that raises a finding most lies on the side where it is in truth."""
    names = [one.id for one in plan.findings]
    found = {}
    for name, side_of in plan.sides.items():
        sides = [side_of(truth) for truth in pictures.truth]
        there = [k for k, side in enumerate(sides) if side is not None]
        # The patient's right is on the left of a film.
        left = [np.argmax(maps[k].effects[:, names.index(name)]) % SIDE < SIDE // 2 for k in there]
        hits = sum((sides[k] == "right") == bool(is_left) for k, is_left in zip(there, left, strict=True))
        found[name] = {"pictures": len(there), "there": hits}
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure the shipped encoders' maps."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", type=Path, default=PICTURES, help="where pictures are kept")
    measure_maps(parser.parse_args(arguments).pictures, PLAN, ROOT)


def measure_maps(pictures: Path, sets: Plan, root: Path) -> None:
    """Measure both encoders of a project, choose one way for both, and write report and manifests.

    Parameters
    ----------
    pictures : Path
        Where pictures are put, or lie already.
    sets : Plan
        Which pictures.
    root : Path
        Project with the encoders.
    """
    measured = [measured_encoder(plan, sets, pictures, root) for plan in PLANS]
    method = better([one["compared"] for one in measured])
    for one in measured:
        finish(one, method)
    write_maps(root, sets, measured, method)
    film = measured[0]
    encoder = Encoder(film["path"].read_bytes())
    write_golden_map(root, film["path"].parent, encoder, film["pictures"].reference)


def say(text: str) -> None:
    """Tell the terminal."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def measured_encoder(plan: MapPlan, sets: Plan, folder: Path, root: Path) -> dict:
    """Return everything that is measured of one encoder before the way is chosen."""
    home = root / "public/models" / plan.folder
    manifest = json.loads((home / MANIFEST).read_text(encoding="utf-8"))
    spec = TensorSpec.of(manifest["inputs"]["tensors"][0])
    limit = manifest["novelty"]["limit"]
    encoder = Encoder((home / FILE).read_bytes())
    pictures = chosen_pictures(plan, sets, encoder, limit, folder, spec)
    say(f"maps of {plan.folder}: {len(pictures.test)} pictures")
    scores, maps = measure(encoder, pictures, say)
    return {
        "plan": plan,
        "manifest": manifest,
        "path": home / FILE,
        "pictures": pictures,
        "scores": scores,
        "maps": maps,
        "compared": compare(scores),
        "covered": covered(encoder, pictures, limit),
    }


def finish(one: dict, method: str) -> None:
    """Add what is measured of the chosen way alone: findings that get a map, and checks."""
    scores: Measured = one["scores"]
    maps = [by_name[method] for by_name in one["maps"]]
    signed, strength = likeness(one["path"], one["pictures"], maps, method)
    one["sides"] = on_side(one["plan"], one["pictures"], maps)
    one["findings"] = []
    for k, finding in enumerate(one["plan"].findings):
        gain = resampled(scores.scores[method][:, k] - scores.random[:, k])
        one["findings"].append(
            {
                "id": finding.id,
                "score": resampled(scores.scores[method][:, k]),
                "random": resampled(scores.random[:, k]),
                "gain": gain,
                "alike": float(signed[k]),
                "alikeInStrength": float(strength[k]),
                "cellError": float(scores.errors[:, k].sum() / scores.strongest[:, k].sum()),
                "because": verdict(gain, float(signed[k])),
            }
        )


if __name__ == "__main__":
    main()
