"""Heart rate variability of the command line against NeuroKit2, each difference explained."""

import json
import subprocess
from pathlib import Path

import neurokit2 as nk
import numpy as np
import pytest

ROOT = Path(__file__).parents[2]
NODE = ROOT / "node_modules/.bin/node"
WELLTORY = sorted((ROOT / "../shared/data/ppg/data").glob("subject_*/RR.txt"))[:8]

pytestmark = pytest.mark.skipif(not NODE.exists(), reason="needs npm ci")


def consilium(path: Path) -> dict:
    """Return what ``consilium hrv --json`` says about a file."""
    command = [NODE, "cli/main.ts", "hrv", path, "--json"]
    return json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)


def breathing(beats: int, seed: int) -> np.ndarray:
    """Return intervals in ms (beats,) with a fast and a slow swing, and noise that no cleaning removes."""
    random = np.random.default_rng(seed)
    intervals, at = [], 0.0
    for noise in np.clip(random.normal(0, 12, beats), -30, 30):
        swing = 30 * np.sin(2 * np.pi * 0.25 * at) + 35 * np.sin(2 * np.pi * 0.1 * at)
        intervals.append(850 + swing + noise)
        at += intervals[-1] / 1000
    return np.array(intervals)


@pytest.fixture(scope="module", params=[1, 2])
def recording(request, tmp_path_factory):
    """Intervals in ms, and what both tools say of them."""
    intervals = breathing(900, request.param)
    path = tmp_path_factory.mktemp("rr") / "rr.csv"
    np.savetxt(path, intervals, header="rr_ms", comments="", fmt="%.6f")
    found = consilium(path)
    assert found["cleaning"]["kept"] == found["cleaning"]["recorded"] == len(intervals)
    return intervals, found


def neurokit(intervals: np.ndarray):
    return {"RRI": intervals, "RRI_Time": np.cumsum(intervals) / 1000}


def test_time_domain_and_poincare_are_the_same(recording):
    intervals, found = recording
    expected = nk.hrv_time(neurokit(intervals)).iloc[0]
    plot = nk.hrv_nonlinear(neurokit(intervals)).iloc[0]
    assert found["sdnnMs"]["value"] == pytest.approx(expected["HRV_SDNN"], rel=1e-6)
    assert found["rmssdMs"]["value"] == pytest.approx(expected["HRV_RMSSD"], rel=1e-6)
    assert found["sd1Ms"]["value"] == pytest.approx(plot["HRV_SD1"], rel=1e-6)
    assert found["sd2Ms"]["value"] == pytest.approx(plot["HRV_SD2"], rel=1e-6)


def test_pnn50_has_the_same_denominator(recording):
    # Both divide by all intervals and not by the differences, of which there is one fewer.
    intervals, found = recording
    assert found["pnn50Percent"]["of"] == len(intervals)
    expected = nk.hrv_time(neurokit(intervals)).iloc[0]["HRV_pNN50"]
    assert found["pnn50Percent"]["value"] == pytest.approx(expected, rel=1e-6)


def test_uncorrected_dfa_is_near_and_the_correction_lowers_it(recording):
    # NeuroKit2's boxes overlap by half, ours begin at each beat; `value` is freed from small boxes' bias.
    intervals, found = recording
    expected = nk.fractal_dfa(intervals, scale=np.arange(4, 17), multifractal=False)[0]
    assert found["dfaAlpha1"]["uncorrected"] == pytest.approx(expected, abs=0.02)
    assert found["dfaAlpha1"]["value"] < found["dfaAlpha1"]["uncorrected"]


def test_sample_entropy_is_the_same(recording):
    intervals, found = recording
    tolerance = 0.2 * np.std(intervals, ddof=1)
    expected = nk.entropy_sample(intervals, dimension=2, tolerance=tolerance)[0]
    assert found["sampleEntropy"]["value"] == pytest.approx(expected, rel=1e-9)


def test_welch_power_is_that_of_neurokit_plus_what_its_interpolation_loses(recording):
    # Both interpolate, which weakens fast swings: NeuroKit2 leaves it at that, we undo it.
    intervals, found = recording
    expected = nk.hrv_frequency(neurokit(intervals), psd_method="welch", normalize=False).iloc[0]
    assert found["welchMs2"]["lf"]["value"] == pytest.approx(expected["HRV_LF"], rel=0.03)
    assert 1 < found["welchMs2"]["hf"]["value"] / expected["HRV_HF"] < 1.1


@pytest.mark.skipif(not WELLTORY, reason="needs ../shared/data/ppg")
@pytest.mark.parametrize("path", WELLTORY, ids=lambda path: path.parent.name)
def test_real_recordings_agree_where_nothing_was_removed(path):
    found = consilium(path)
    intervals = np.loadtxt(path)
    # NeuroKit2 takes intervals as they are, so a file of which cleaning removed some must differ.
    expected = nk.hrv_time(neurokit(intervals)).iloc[0]
    if found["cleaning"]["kept"] < len(intervals):
        assert found["sdnnMs"]["value"] < expected["HRV_SDNN"]
        return
    assert found["sdnnMs"]["value"] == pytest.approx(expected["HRV_SDNN"], rel=1e-6)
    assert found["rmssdMs"]["value"] == pytest.approx(expected["HRV_RMSSD"], rel=1e-6)
