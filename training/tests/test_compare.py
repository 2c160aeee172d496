"""Ways to fuse, in little: every one is fitted, scores every choice of sources, and is set beside ours."""

import json
from dataclasses import replace

import numpy as np
import pytest
import torch
from simulated import COLUMNS, FIVE, head, simulate, write_rows

from consilium_training.compare import FORMS, LATE, OURS, compare_cells, fit_rival, own_candidates, verdicts
from consilium_training.dataset import read_cohort
from consilium_training.fit import DAYS, Settings, fit_members, member_log_hazards
from consilium_training.inputs import inputs_of
from consilium_training.metrics import concordance
from consilium_training.readmission import MODALITIES
from consilium_training.results import comparison, write_results
from consilium_training.rivals import AdditiveNetwork, SoftmaxNetwork
from consilium_training.scaling import fit_scaling
from consilium_training.sources import columns_of, own_inputs

FEW = Settings(members=2, rank=2, epochs=2, batch=20)
WAYS = (*FORMS, LATE)


@pytest.fixture(scope="module")
def cells(tmp_path_factory):
    """Compare all ways on 40 patients."""
    folder = tmp_path_factory.mktemp("few")
    inputs = own_inputs(inputs_of(head(), MODALITIES), FIVE)
    cohorts = []
    for name, seed in (("train", 1), ("test", 2)):
        write_rows(folder / name, 40, seed)
        paths = (folder / name / f"{what}.ndjson" for what in ("rows", "truth"))
        cohorts.append(read_cohort(*paths, inputs, FIVE))
    columns = columns_of(inputs, FIVE)
    scores = {name: fit_rival(cohorts[0], columns, name, (FEW,), lambda _: None) for name in WAYS}
    return compare_cells(scores, cohorts[1], columns, seed=1)


def test_every_way_is_beside_ours_in_every_choice(cells):
    # 15 choices at discharge, where nothing is worn yet, and 31 on day 3; complete and as given.
    assert len(cells) == 2 * (15 + 31)
    for cell in cells:
        assert set(cell["concordance"]) == set(WAYS)
        assert set(cell["oursLess"]) == set(WAYS) - {OURS}
        ours, late = (cell["concordance"][name]["estimate"] for name in (OURS, LATE))
        assert cell["oursLess"][LATE]["estimate"] == pytest.approx(ours - late)


def test_the_page_of_results_tells_it(cells, tmp_path):
    arm = {"trained": 40, "patients": 40, "interaction": 0.0, "verdicts": verdicts(cells), "cells": cells}
    about = {"resamples": 9, "members": 2, "margin": 0.003, "penalties": "the same for all"}
    body = {**about, "arms": [arm, {**arm, "interaction": 0.25}]}
    told = "\n".join(comparison(body))
    assert all(told.count(f"| {name} |") == 2 for name in WAYS if name != OURS)
    assert "25.0 % of whose risk lies in products" in told
    (tmp_path / "generated").mkdir()
    (tmp_path / "generated/readmission-comparison.json").write_text(json.dumps(body))
    page = write_results(tmp_path).read_text()
    assert "## Ways to fuse" in page
    assert "## Readmission" not in page


def test_additive_fusion_cannot_find_the_product_that_ours_and_softmax_attention_find():
    train, test = simulate(2500, 1, (0,)), simulate(2500, 2, (0,))
    settings = Settings(members=2, rank=3, batch=500, epochs=25, rate=0.03, ridge=1e-3, sparse=1e-3, bend=2,
                        pair=0.01, cross=1e-3)  # fmt: skip
    found = {}
    for name in (OURS, "additive", "softmax"):
        # Softmax attention starts slowly.
        own = own_candidates(name, (replace(settings, epochs=60 if name == "softmax" else 25),))[0]
        network = fit_members(train, COLUMNS, own, seed=1, build=FORMS[name]).network
        eta = member_log_hazards(network, test.values, test.present).mean(1)
        found[name] = concordance(eta, test.time, test.event)
    assert found[OURS] > found["additive"] + 0.02
    assert found["softmax"] > found["additive"] + 0.02


def softmax() -> SoftmaxNetwork:
    torch.manual_seed(1)
    made = simulate(300, 3)
    network = SoftmaxNetwork(fit_scaling(made.values, made.present), COLUMNS.source, 2, 0, DAYS)
    torch.nn.init.normal_(network.readout)
    return network


def test_nobody_attends_to_a_source_that_is_missing():
    network = softmax()
    tokens = torch.randn(2, 1, 3, 12)
    changed = tokens.clone()
    changed[:, :, 1] += 5
    seen = torch.tensor([[1.0, 0.0, 1.0]])
    taken, other = (network.attend(one, seen)[:, :, [0, 2]] for one in (tokens, changed))
    torch.testing.assert_close(taken, other)
    assert network.attend(tokens, torch.zeros(1, 3)).abs().max() == 0


def test_softmax_attention_holds_terms_of_three_sources_and_an_additive_network_of_one():
    made = simulate(300, 3)
    row = made.values[:1], np.ones_like(made.present[:1])

    def highest(network) -> list[float]:
        worth = np.zeros((2, 2, 2))
        for there in np.ndindex(2, 2, 2):
            shown = row[1] * COLUMNS.shown(np.array([there]))
            worth[there] = member_log_hazards(network, row[0] * shown, shown)[0, 0]
        third = np.diff(np.diff(np.diff(worth, axis=0), axis=1), axis=2).item()
        return [abs(worth[1, 1, 0] - worth[1, 0, 0] - worth[0, 1, 0] + worth[0, 0, 0]), abs(third)]

    plain = AdditiveNetwork(fit_scaling(made.values, made.present), COLUMNS.source, 2, 0, DAYS)
    torch.nn.init.normal_(plain.main)
    assert max(highest(plain)) < 1e-5
    assert min(highest(softmax())) > 1e-4
