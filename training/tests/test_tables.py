"""Comparison on tables: what is read, how it is judged, and that nothing later than the start is known."""

import json
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import roc_auc_score
from sksurv.metrics import concordance_index_ipcw
from sksurv.util import Surv

from consilium_training.choose import split
from consilium_training.fit import Settings
from consilium_training.tables import __main__ as command
from consilium_training.tables import binary, encounters, page, readmissions, survival
from consilium_training.tables.frames import Table, encode, make_cohort
from consilium_training.tables.lace import charlson_points, lace
from consilium_training.tables.ours import OURS
from consilium_training.tables.resampled import corrected_interval, mean_rank, ranks
from consilium_training.tables.survival_tables import READERS, at_hand

needs_tables = pytest.mark.skipif(not at_hand(), reason="../shared/data/survival is not at hand")
needs_stays = pytest.mark.skipif(
    not encounters.FILE.exists(), reason="../shared/data/readmission is not at hand"
)
LITTLE = (Settings(members=2, rank=1, epochs=30, rate=0.05),)


@pytest.fixture
def patients() -> Table:
    """240 patients whose hazard rises with age and falls with treatment; the marker has gaps."""
    random = np.random.default_rng(3)
    frame = pd.DataFrame(
        {
            "age": random.normal(70, 10, 240),
            "marker": np.where(random.random(240) < 0.3, np.nan, random.normal(size=240)),
            "arm": random.choice(["drug", "placebo"], 240),
        }
    )
    hazard = np.exp(0.12 * (frame["age"] - 70) - 1.0 * (frame["arm"] == "drug"))
    time, end = random.exponential(300 / hazard) + 1, random.uniform(50, 800, 240)
    cohort, columns = make_cohort(frame, np.minimum(time, end), (time <= end).astype(float))
    return Table("little", "Little table", cohort, columns, "nothing")


def stays(**change) -> pd.DataFrame:
    """Return stays as the public table has them."""
    row = {name: "1" for name in encounters.COUNTS} | {name: "No" for name in encounters.DRUGS}
    row |= dict(gender="Male", race="?", payer_code="MC", medical_specialty="Urology", age="[70-80)")
    row |= dict(diag_1="428", diag_2="585", diag_3="?", max_glu_serum="None", A1Cresult=">8")
    row |= dict(admission_type_id="1", admission_source_id="7", discharge_disposition_id="1")
    row |= dict(change="Ch", diabetesMed="Yes", readmitted="NO", patient_nbr="1")
    size = len(next(iter(change.values()), [0]))
    return pd.DataFrame({**{name: [value] * size for name, value in row.items()}, **change})


def test_columns_of_one_variable_are_one_measure():
    frame = pd.DataFrame({"x": [1.0, None, 3.0], "same": [2, 2, 2], "kind": ["b", "a", None]})
    names, measure, values = encode(frame.assign(kind2=["u", "v", "w"]))
    assert names == ["x", "kind=b", "kind2=v", "kind2=w"]
    assert measure == [0, 1, 2, 2]
    np.testing.assert_array_equal(values[:, 1], [1, 0, np.nan])


def test_interval_is_wider_by_the_rows_that_training_sets_share():
    values = np.array([0.1, 0.2, 0.3, 0.4, 0.5])
    found = corrected_interval(values, folds=5)
    naive = 2.776445 * values.std(ddof=1) / np.sqrt(5)
    assert found["estimate"] == pytest.approx(0.3)
    assert (found["high"] - 0.3) / naive == pytest.approx(np.sqrt(1 + 5 / 4), rel=1e-6)


def test_ranks_share_ties():
    assert ranks({"a": 0.7, "b": 0.8, "c": 0.7}) == {"a": 2.5, "b": 1, "c": 2.5}
    found = mean_rank(np.array([1.0, 3.0, 2.0]), 200, 1)
    assert found["low"] < found["estimate"] == 2.0 < found["high"]


def test_uno_is_that_of_scikit_survival(patients):
    train, held = next(split(patients.cohort, 5, 1))
    score = held.values[:, 0]
    limit = float(np.quantile(train.time, survival.SEEN))
    outcome = [Surv.from_arrays(one.event > 0, one.time) for one in (train, held)]
    expected = concordance_index_ipcw(*outcome, score, tau=limit)[0]
    assert survival.judge(score, held, train)[1] == pytest.approx(expected, abs=1e-6)


def test_every_model_finds_what_is_there_and_each_repeat_is_kept(patients, tmp_path):
    protocol = survival.Protocol(1, (OURS, "cox-ridge", "coxnet"), LITTLE)

    def keep(one: dict) -> None:
        body = command.read_body(tmp_path)
        command.put(body, {**one, "id": "veteran"})
        page.write_page(body, tmp_path)

    found = survival.measure(patients, protocol, lambda _: None, keep)
    for one in found["harrell"]["concordance"].values():
        assert one["low"] > 0.6
    assert found["repeats"] == 1
    kept = json.loads((tmp_path / "generated/real-tables.json").read_text())
    assert kept["survival"][0]["harrell"] == found["harrell"]
    assert kept["verdict"]["wholeBelow"] == []
    assert "Little table" in (tmp_path / "generated/real-tables.md").read_text()


def test_wholly_below_the_best_peer_is_told():
    def less(high: float) -> dict:
        return {"bestPeer": "a", "oursLess": {"a": {"estimate": -0.1, "low": -0.2, "high": high}}}

    tables = [
        {"id": name, "harrell": {**less(high), "rank": {OURS: rank}}}
        for name, high, rank in (("x", -0.011, 3.0), ("y", -0.009, 1.0))
    ]
    assert page.verdict(tables)["wholeBelow"] == ["x"]
    assert page.verdict(tables)["meanRank"]["estimate"] == 2.0


def test_nobody_who_cannot_come_back_is_kept():
    frame = stays(
        discharge_disposition_id=["1", "11", "13", "2", "6", "1"],
        diag_1=["428", "428", "428", "428", "428", "250"],
    )
    assert encounters.eligible(frame)["discharge_disposition_id"].tolist() == ["1", "6"]


def test_predictors_do_not_know_what_came_after():
    frame = stays(readmitted=["NO", "<30", ">30"])
    found = encounters.predictors(frame)
    assert (found.nunique(dropna=False) == 1).all()
    assert not {"encounter_id", "patient_nbr", "readmitted"} & set(found)


def test_lace_by_hand():
    frame = stays(time_in_hospital=["2", "8"], number_emergency=["0", "9"], admission_type_id=["3", "1"])
    # Heart failure 2, diabetes 1, kidney 2: 5 of 4 and more. Days 2 and 5 points, acute 3, visits 4 at most.
    np.testing.assert_array_equal(charlson_points(frame), [5, 5])
    np.testing.assert_array_equal(lace(frame), [2 + 0 + 5 + 0, 5 + 3 + 5 + 4])


def test_measures_of_risk():
    random = np.random.default_rng(5)
    risk = np.round(random.uniform(0.05, 0.6, 3000), 2)
    had = (random.random(3000) < risk).astype(float)
    weight = random.integers(0, 3, 3000).astype(float)
    expected = roc_auc_score(had, risk, sample_weight=weight)
    assert binary.auroc(risk, had, weight) == pytest.approx(expected)
    assert binary.calibration_slope(risk, had, np.ones(3000)) == pytest.approx(1, abs=0.15)
    sharper = 1 / (1 + (1 / risk - 1) ** 2)
    assert binary.calibration_slope(sharper, had, np.ones(3000)) == pytest.approx(0.5, abs=0.1)


def test_rows_of_a_patient_are_drawn_together():
    number = np.array([0, 0, 1, 2, 2])
    for weight in binary.patient_weights(number, 20, 1):
        assert weight[0] == weight[1]
        assert weight[3] == weight[4]
        assert weight[[0, 2, 3]].sum() == 3


def test_stays_are_judged_once_with_calibrated_risks(patients):
    cohort = patients.cohort
    had = (cohort.event > 0) & (cohort.time < 200)
    again = replace(cohort, patients=np.repeat(cohort.patients[:120], 2), time=2.0 - had, event=had * 1.0)
    table = replace(patients, cohort=again)
    models = {
        OURS: lambda train, table, seed: readmissions.head(train, table, seed, LITTLE),
        "logistic": readmissions.logistic,
    }
    found = readmissions.measure(table, again.values[:, 0], 30, lambda _: None, models)
    assert found["auroc"]["models"][OURS]["estimate"] > 0.7
    assert found["slope"]["models"][OURS]["estimate"] == pytest.approx(1, abs=0.4)
    assert set(found["auroc"]["oursLess"]) == {"logistic", "lace"}


@needs_tables
@pytest.mark.parametrize(
    ("name", "patients", "events"),
    [("uci-heart-failure", 299, 96), ("whas500", 500, 215), ("veteran", 137, 128), ("pbc2", 312, 140)],
)
def test_published_tables_have_their_patients_and_events(name, patients, events):
    cohort = READERS[name]().cohort
    assert (cohort.people, cohort.event.sum()) == (patients, events)
    # Who has the event first is not to be read off a column.
    order = np.argsort(cohort.time)
    for column in cohort.values.T[:, order]:
        assert abs(np.corrcoef(column, np.arange(patients))[0, 1]) < 0.7


@needs_tables
def test_support_is_heart_failure_alone_without_its_end():
    table = READERS["support2-chf"]()
    assert (table.cohort.people, table.cohort.event.sum()) == (1387, 844)
    later = ("slos", "hospdead", "surv2m", "sfdm2", "charges", "dnr")
    assert not [name for name in table.cohort.features if name.startswith(later)]


@needs_stays
@pytest.mark.slow
def test_stays_are_those_of_the_source():
    table, index, flow = encounters.readmissions()
    assert flow["heartFailure"] == 6862
    assert len(index) == flow["kept"] == len(table.cohort.time)
    assert flow["patients"] < flow["kept"]
