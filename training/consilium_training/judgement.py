"""Measures a fitted head on the test cohort: all that its manifest and its report say of it."""

from pathlib import Path

import numpy as np
import torch

from .baseline import breslow_cumulative_hazard
from .calibration import fit_calibration, observed_risk
from .cells import evaluate_cells
from .cohorts import oracle_scores
from .conformal import describe_bounds
from .evaluate import Scored, evaluate, intervals, overall, score_cohort
from .explain import feature_effects
from .game import source_game
from .masking import as_given
from .material import Material
from .metrics import concordance, truncate
from .network import RampNetwork
from .picture_check import check_pictures
from .promises import measure_bounds, promised
from .readmission import HORIZON_DAYS, Plan, bands
from .reason_checks import check_reasons
from .reference import fit_reference
from .scoring import baseline_of, network_log_hazard, score_network
from .shifts import CLOCKS, shift_coverage


def judge(network: RampNetwork, material: Material, plan: Plan, cohorts: Path) -> dict[str, object]:
    """Return `rate`, `measured` (for the manifest) and `report`.

    Parameters
    ----------
    cohorts : Path
        Where the rows lie; what the ideal observer predicts is kept beside those of the test cohort.
    """
    discharge = as_given(material.test.at(0), material.columns)
    scored = score_network(network, discharge)
    name = f"simulated test cohort at discharge, as it comes, seed {plan.test.seed}"
    bounds = measure_bounds(network, material.inputs, material.unseen)
    seen = material.unseen.at(0)
    rate = observed_risk(seen.time, seen.event, HORIZON_DAYS)["observed"]
    return {
        "rate": rate,
        "measured": {**bounds, **evaluate(scored, discharge, name, plan.seed)},
        "report": {
            **beside_reference(network, scored, material, plan.seed),
            **at_all_landmarks(network, material, bounds, bands(rate), cohorts / plan.test.name, plan.seed),
        },
    }


def at_all_landmarks(
    network: RampNetwork, material: Material, bounds: dict, limits: dict, folder: Path, seed: int
) -> dict[str, object]:
    """Return what the report says of the test cohort at all landmarks: cells, coverage, reasons."""
    test = material.test
    game = source_game(network, test.values, test.present, material.columns)
    oracle = oracle_scores(folder)
    thresholds = {band: limits[band] for band in ("intermediate", "high")}
    late = np.flatnonzero(test.day == test.day.max())
    return {
        "cells": evaluate_cells(game, test, baseline_of(network), thresholds, oracle, seed),
        "shiftCoverage": shift_coverage(bounds["shifts"], game, test),
        "conformalCoverage": {
            clock: {
                way: describe_bounds(
                    *promised(network, game, test, clock, way), bounds["conformal"]["thresholds"][clock]
                )
                for way in ("real", "complete")
            }
            for clock in CLOCKS
        },
        "reasons": check_reasons(game[late], test[late], oracle, seed),
        "pictures": check_pictures(
            (game, test),
            (
                source_game(network, material.read.values, material.read.present, material.columns),
                material.read,
            ),
            baseline_of(network),
            seed,
        ),
    }


def beside_reference(
    network: RampNetwork, scored: Scored, material: Material, seed: int
) -> dict[str, object]:
    """Return the reference model at discharge, the risk with nothing known, and what the features do."""
    random = np.random.default_rng(seed)
    train, unseen = (
        as_given(part[part.draw(random)], material.columns) for part in (material.train, material.unseen)
    )
    test = as_given(material.test.at(0), material.columns)
    predict = fit_reference(train, seed)
    eta, eta_unseen = predict(train), predict(unseen)

    def cumulative(at: np.ndarray) -> np.ndarray:
        return breslow_cumulative_hazard(eta, train.time, train.event, at)

    time, event = truncate(unseen.time, unseen.event, HORIZON_DAYS)
    line = fit_calibration(eta_unseen, cumulative(time), event)
    plain = score_cohort(test, line.intercept + line.slope * predict(test), cumulative, HORIZON_DAYS)

    def difference(rows: np.ndarray) -> dict[str, float]:
        cut = scored[rows].cut
        ours, theirs = (concordance(s.log_hazard[rows], *cut) for s in (scored, plain))
        return {"difference": ours - theirs}

    reference = overall(plain, test.oracle, seed)
    reference.pop("oracleConcordance")
    nothing = torch.zeros(1, len(test.features))
    with torch.no_grad():
        empty = 1 - network(nothing, nothing)[1][0, -1].item()
    everything = material.test[material.test.draw(random)]
    return {
        "reference": reference,
        **intervals(len(test.time), difference, seed),
        "empty": empty,
        "effects": feature_effects(lambda v, p: network_log_hazard(network, v, p), everything, seed),
    }
