"""The space of similar patients learns what tells diagnoses apart, and bears gaps."""

import json
from pathlib import Path

import numpy as np

from consilium_training.similarity.choose import equal_weights, judge, learn_scalings, material_of
from consilium_training.similarity.export import learned_views, unlearned_view, with_unlearned
from consilium_training.similarity.fit import SpaceSettings, fit_space, hide, precision_at
from consilium_training.similarity.rows import read_profiles

SETTINGS = SpaceSettings(axes=3, epochs=30, batch=90)
COUNT = 180


def _write(path: Path, seed: int, diagnosed: bool = True) -> None:
    """Write patients of three diagnoses: one value of chart and picture tells, the rest is noise."""
    random = np.random.default_rng(seed)
    head = {
        "views": [
            {"id": "chart", "inputs": ["crp.last", "a", "b", "never"]},
            {"id": "radiograph", "network": "net", "inputs": ["net.0", "net.1", "net.2"]},
        ]
    }
    lines = [json.dumps(head)]
    for k in range(COUNT):
        kind = k % 3
        chart = [float(np.exp(random.normal(3 * (kind == 0), 1))), *random.normal(0, 1, 2).tolist(), 0.0]
        film = (random.normal(0, 1, 3) + np.array([4 * (kind == 1), 0, 0])).tolist()
        views = {"chart": {"values": chart, "present": [1, int(random.random() > 0.2), 1, 0]}}
        if k % 7:
            views["radiograph"] = {"values": film, "present": [1, 1, 1]}
        diagnoses = [{"system": "s", "code": str(kind)}] if diagnosed else []
        lines.append(json.dumps({"views": views, "diagnoses": diagnoses}))
    path.write_text("\n".join(lines), encoding="utf8")


def test_learned_maps_find_the_own_diagnosis_more_often(tmp_path: Path) -> None:
    """Held-out patients, some without a film: learning beats a network that has learned nothing."""
    for name, seed in (("train", 1), ("test", 2)):
        _write(tmp_path / name, seed)
    rows, held = (read_profiles([tmp_path / name], 0.05) for name in ("train", "test"))
    assert rows.views["chart"].ids == ("crp.last", "a", "b")
    scalings = learn_scalings(rows)
    assert scalings["chart"].logs.tolist() == [True, False, False]
    material = material_of(rows, scalings, {})
    cosine = frozenset({"radiograph"})
    found = []
    for epochs in (0, SETTINGS.epochs):
        network = fit_space(material, cosine, SpaceSettings(axes=3, epochs=epochs, batch=90))
        fused = judge(network, material_of(held, scalings, {}), network.weights.detach())
        assert np.allclose(fused, fused.T, atol=1e-6)
        found.append(precision_at(fused, held.labels, 10))
    assert found[1] > found[0] + 0.1
    views = learned_views(rows, scalings, network, {})
    _write(tmp_path / "others", 3, diagnosed=False)
    other = read_profiles([tmp_path / "others"], 0.05, diagnosed=False).views["radiograph"]
    every = with_unlearned(views, [unlearned_view("echo", other, True, 0.0, 0.5, 1.0)])
    assert abs(sum(float(one["weight"]) for one in every) - 1) < 1e-5
    assert all(0 <= float(one["chance"]) <= 1 and float(one["bandwidth"]) > 0 for one in every)
    assert len(equal_weights(network)) == 2


def test_hiding_leaves_everybody_something(tmp_path: Path) -> None:
    """Whatever is hidden, nobody is left without a view."""
    _write(tmp_path / "train", 1)
    rows = read_profiles([tmp_path / "train"], 0.05)
    has = material_of(rows, learn_scalings(rows), {}).has
    hidden = hide(has, 0.99)
    assert bool((hidden["chart"] | hidden["radiograph"]).all())
