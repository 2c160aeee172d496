"""Keeps a run of each stage in a local store of MLflow where that is installed; elsewhere nothing is kept."""

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from .params import Section
from .stages import Outcome, Stage

Record = Callable[[Stage, Outcome, float], None]
EXPERIMENT = "consilium"
STORE, FILES = "mlflow.db", "mlflow-files"


def recorder(work: Path, params: Section) -> Record:
    """Return what keeps a stage's params, metrics, seconds and files in `work`.

    The store is a file of SQLite: no server, and nothing leaves the machine. See it with
    `mlflow ui --backend-store-uri sqlite:///training/work/mlflow.db`.
    """
    if find_spec("mlflow") is None:
        return lambda *_: None
    import mlflow

    work.mkdir(parents=True, exist_ok=True)
    mlflow.set_tracking_uri(f"sqlite:///{work / STORE}")
    if mlflow.get_experiment_by_name(EXPERIMENT) is None:
        mlflow.create_experiment(EXPERIMENT, artifact_location=(work / FILES).as_uri())
    mlflow.set_experiment(EXPERIMENT)

    def record(stage: Stage, outcome: Outcome, seconds: float) -> None:
        with mlflow.start_run(run_name=stage.name):
            mlflow.log_params({name: value for path in stage.params for name, value in params.flat(path)})
            mlflow.log_metrics({"seconds": seconds, **outcome.metrics})
            for file in outcome.files:
                mlflow.log_artifact(str(file))

    return record
