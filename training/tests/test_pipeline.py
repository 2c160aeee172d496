"""The pipeline's files say what the code does: stages, params, commands; runs are kept where MLflow is."""

import json
from importlib.util import find_spec
from pathlib import Path

import pytest

from consilium_training.params import PARAMS, read_params
from consilium_training.recording import EXPERIMENT, STORE, recorder
from consilium_training.stages import STAGES, Outcome, Run, Stage, perform

TRAINING = PARAMS.parent
NEEDS = "needs requirements-train.txt"
# Stages that are commands of their own: they are made from real stays.
OWN = {"icu": "consilium_training.icu.train", "icu-transformer": "consilium_training.icu_transformer.train"}
NAMES = [*(stage.name for stage in STAGES), *OWN]


@pytest.fixture(scope="module")
def pipeline() -> dict:
    """Return dvc.yaml."""
    return read_params(TRAINING / "dvc.yaml").values["stages"]


def test_dvc_knows_the_stages_in_their_order_with_their_params(pipeline):
    assert list(pipeline) == NAMES
    for stage in STAGES:
        assert pipeline[stage.name]["cmd"].endswith(f"-m consilium_training.train {stage.name}")
        assert tuple(pipeline[stage.name]["params"]) == stage.params
    for name, module in OWN.items():
        assert pipeline[name]["cmd"].endswith(f"-m {module}")
        assert pipeline[name]["params"] == [name]
        assert find_spec(module) is not None


def test_what_a_stage_depends_on_is_there_or_left_by_an_earlier_one(pipeline):
    left: set[str] = set()
    for stage in pipeline.values():
        for path in stage["deps"]:
            assert path in left or (TRAINING / path).exists(), path
            assert path in left or not path.startswith("work/"), path
        for one in [*stage.get("outs", []), *stage.get("metrics", [])]:
            left |= set(one)


def test_dvc_reads_it():
    dvcfile = pytest.importorskip("dvc.dvcfile", reason=NEEDS)
    repo = pytest.importorskip("dvc.repo").Repo(str(TRAINING))
    stages = dvcfile.load_file(repo, str(TRAINING / "dvc.yaml")).stages
    assert list(stages) == NAMES


def test_all_params_of_a_stage_are_in_the_file():
    for stage in STAGES:
        for path in stage.params:
            told = read_params().flat(path)
            assert told
            assert all(name.startswith(path) for name, _ in told)


def measured(_run: Run) -> Outcome:
    """Do nothing, and measure something."""
    return Outcome({"concordance": 0.7}, (PARAMS,))


def test_a_stage_is_handed_over_with_what_it_measured(tmp_path):
    stage, kept = Stage("evaluate", measured, ("readmission.seed",)), []
    perform(Run(tmp_path, None, None), [stage], lambda *told: kept.append(told))
    ((one, outcome, seconds),) = kept
    assert (one, outcome.metrics) == (stage, {"concordance": 0.7})
    assert seconds >= 0


def test_a_run_is_kept_in_a_local_store(tmp_path):
    mlflow = pytest.importorskip("mlflow", reason=NEEDS)
    stage = Stage("evaluate", measured, ("readmission.seed", "encoders.networks.vit"))
    perform(Run(tmp_path, None, None), [stage], recorder(tmp_path, read_params()))
    client = mlflow.MlflowClient(f"sqlite:///{tmp_path / STORE}")
    (run,) = client.search_runs([client.get_experiment_by_name(EXPERIMENT).experiment_id])
    assert run.info.run_name == "evaluate"
    assert run.data.params["encoders.networks.vit.size.patch"] == "16"
    assert run.data.metrics["concordance"] == 0.7
    (file,) = client.list_artifacts(run.info.run_id)
    assert file.path == "params.yaml"
    assert Path(tmp_path / "mlflow-files").is_dir()


def test_without_mlflow_nothing_is_kept(tmp_path, monkeypatch):
    monkeypatch.setattr("consilium_training.recording.find_spec", lambda _: None)
    stage = Stage("evaluate", measured, ("readmission.seed",))
    perform(Run(tmp_path, None, None), [stage], recorder(tmp_path, read_params()))
    assert list(tmp_path.iterdir()) == []


def test_the_page_of_results_holds_networks_side_by_side():
    from consilium_training.encoders.network_table import network_table

    metric = {"finding": "a", "measure": "MAE", "estimate": 0.0081, "low": 0.0075, "high": 0.0092}
    sets = [{"name": "noise", "pictures": 4, "refused": 4}, {"name": "mirrored", "pictures": 4, "refused": 1}]
    one = {"parameters": 1234, "bytes": 2048, "milliseconds": 1.04, "metrics": [metric],
           "novelty": {"refusedOfTrained": 0.01, "sets": sets}}  # fmt: skip
    part = {"shipped": "residual", "labels": {"a": "Ratio"}, "networks": {"vit": one, "residual": one}}
    lines = network_table(json.loads(json.dumps(part))).splitlines()
    assert lines[0] == "|  | residual (shipped) | vit |"
    assert "| Ratio, MAE | 0.0081 (0.0075 to 0.0092) | 0.0081 (0.0075 to 0.0092) |" in lines
    assert "| Others that are not read, least of all kinds | 25.0 % (mirrored) | 25.0 % (mirrored) |" in lines
    assert "| Parameters | 1,234 | 1,234 |" in lines
