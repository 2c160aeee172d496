"""Boosted trees of at most two features each: fitted by LightGBM, averaged over seeds, written as a graph.

A tree of depth two asks of one feature and then of one other: the log-odds are a sum of terms of at most two
features.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import lightgbm
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Settings:
    """How an ensemble is fitted.

    Attributes
    ----------
    depth : int
        Questions from the root to a leaf; 2 keeps two features a tree.
    features, hours : float
        Share of them that each tree sees.
    thinned : float
        Share of the hours of stays without the outcome that each member sees; they count for more in turn.
    bins : int
        Values of a feature are told apart by so many steps: few, so that a filled value does not stand out.
    """

    depth: int
    trees: int
    rate: float
    ridge: float
    leaf: int
    features: float
    hours: float
    bins: int
    thinned: float

    def __post_init__(self) -> None:
        if not (self.depth >= 1 and self.trees >= 1 and 0 < self.thinned <= 1):
            raise ValueError("there is at least one question and one tree, and thinned is a share")


@dataclass(frozen=True)
class Node:
    """A question (`value` ≤ `threshold`: go `left`), or with `feature` −1 a leaf of that `value`."""

    feature: int
    threshold: float
    left: int
    right: int
    value: float


Tree = tuple[Node, ...]


@dataclass(frozen=True)
class Ensemble:
    """Log-odds: `intercept` and a leaf of each tree. A missing feature counts as its `medians`."""

    trees: tuple[Tree, ...]
    intercept: float
    medians: NDArray[np.float32]

    def scaled(self, slope: float, intercept: float) -> "Ensemble":
        """Return the ensemble whose log-odds are `intercept` + `slope` · these."""
        trees = tuple(
            tuple(replace(node, value=node.value * slope) if node.feature < 0 else node for node in tree)
            for tree in self.trees
        )
        return Ensemble(trees, intercept + slope * self.intercept, self.medians)

    def log_odds(self, values: NDArray[np.float32]) -> Array:
        """Return the log-odds of rows; slow, to check the graph by."""
        filled = fill(values, self.medians)
        return np.array([self.intercept + sum(leaf(tree, row) for tree in self.trees) for row in filled])


def leaf(tree: Tree, row: NDArray[np.float32]) -> float:
    """Return the value of the leaf that a row comes to."""
    node = tree[0]
    while node.feature >= 0:
        node = tree[node.left if row[node.feature] <= node.threshold else node.right]
    return node.value


def fill(values: NDArray[np.float32], medians: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return rows in which what is missing is the median."""
    return np.where(np.isnan(values), medians, values)


def mean_of(ensembles: Sequence[Ensemble]) -> Ensemble:
    """Return the mean of ensembles with the same medians."""
    share = 1 / len(ensembles)
    scaled = [one.scaled(share, 0.0) for one in ensembles]
    trees = tuple(tree for one in scaled for tree in one.trees)
    return Ensemble(trees, sum(one.intercept for one in scaled), ensembles[0].medians)


def round_down(threshold: float) -> float:
    """Return the largest float32 that is not above a threshold: a float32 lies below both or neither."""
    single = np.float32(threshold)
    return float(single if float(single) <= threshold else np.nextafter(single, np.float32(-np.inf)))


def nodes_of(structure: dict) -> Tree:
    """Return a tree of LightGBM's dump as a list of nodes, the root first."""
    nodes: list[Node] = []

    def add(part: dict) -> int:
        place = len(nodes)
        if "leaf_value" in part:
            nodes.append(Node(-1, 0.0, 0, 0, float(part["leaf_value"])))
            return place
        nodes.append(Node(part["split_feature"], round_down(part["threshold"]), 0, 0, 0.0))
        left, right = add(part["left_child"]), add(part["right_child"])
        nodes[place] = replace(nodes[place], left=left, right=right)
        return place

    add(structure)
    return tuple(nodes)


@dataclass(frozen=True)
class Material:
    """Rows at which the question is asked, binned once for every ensemble that is fitted on some of them.

    Attributes
    ----------
    eventful : ndarray of bool, shape (rows,)
        Rows of stays in which the outcome came: every member sees all of them.
    """

    data: lightgbm.Dataset
    eventful: NDArray[np.bool_]
    medians: NDArray[np.float32]
    settings: Settings


def material_of(
    values: NDArray[np.float32], outcome: NDArray, eventful: NDArray[np.bool_], settings: Settings
) -> Material:
    """Bin rows.

    Parameters
    ----------
    values : ndarray, shape (rows, features)
        NaN: missing.
    outcome : ndarray of 0 and 1, shape (rows,)
    settings : Settings
        Whose bins and thinning are used, whatever else is fitted.
    """
    medians = medians_of(values)
    weight = np.where(eventful, 1.0, 1 / settings.thinned)
    options = {"max_bin": settings.bins, "use_missing": False, "verbose": -1, "num_threads": 1}
    data = lightgbm.Dataset(fill(values, medians), outcome, weight=weight, params=options).construct()
    return Material(data, eventful, medians, settings)


def medians_of(values: NDArray[np.float32], least: int = 50_000) -> NDArray[np.float32]:
    """Return what stands for a missing feature: its median among some rows, and 0 for one that nobody has."""
    some = values[:: max(1, len(values) // least)]
    known = ~np.all(np.isnan(some), axis=0)
    medians = np.zeros(values.shape[1], np.float32)
    medians[known] = np.nanmedian(some[:, known], axis=0)
    return medians


def fit_member(material: Material, chosen: NDArray[np.bool_], settings: Settings, seed: int) -> Ensemble:
    """Fit one ensemble on the chosen rows, less those that thinning leaves out."""
    random = np.random.default_rng(seed)
    seen = chosen & (material.eventful | (random.random(len(chosen)) < material.settings.thinned))
    booster = lightgbm.train(
        {
            "objective": "binary",
            "learning_rate": settings.rate,
            "max_depth": settings.depth,
            "num_leaves": 2**settings.depth,
            "min_data_in_leaf": settings.leaf,
            "lambda_l2": settings.ridge,
            "feature_fraction": settings.features,
            "bagging_fraction": settings.hours,
            "bagging_freq": 1,
            "max_bin": material.settings.bins,
            "use_missing": False,
            "seed": seed,
            "deterministic": True,
            "force_col_wise": True,
            # A second thread mostly waits for the first, and under other work it spins.
            "num_threads": 1,
            "verbose": -1,
        },
        material.data.subset(np.flatnonzero(seen)),
        settings.trees,
    )
    dump = booster.dump_model()
    trees = tuple(nodes_of(tree["tree_structure"]) for tree in dump["tree_info"])
    return Ensemble(trees, 0.0, material.medians)
