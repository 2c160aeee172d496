"""The page of results tells of speed where it was measured, and is silent where it was not."""

from consilium_training.results import speed
from consilium_training.results_icu import monitoring, stage_one


def ms(median: int) -> dict[str, int]:
    """Return a summary of times."""
    return {"median": median, "least": median - 1, "greatest": median + 1, "runs": 3}


def test_speed_stands_beside_its_bars():
    page = {"warmMs": ms(900)}
    pages = ("patientPage", "patientPageWhole", "worklist200Listed", "worklist200PageScored")
    bars = {f"{name}WarmMs": 1000 for name in pages}
    folders = {"readmission": 25, "radiograph-findings": 20, "echo-findings": 61}
    app = {
        **dict.fromkeys(pages, page),
        "bars": bars,
        "modelRuns": {
            "runs": {f"/models/{name}/1": {"rows": 1, "ms": ms(time)} for name, time in folders.items()},
            "bytesOnWire": 3_800_000,
            "bars": {"readmissionMs": 20, "radiographMs": 30, "echoMs": 60, "bytesOnWire": 8_000_000},
        },
    }
    text = "\n".join(speed({"machine": {"cores": 2, "load": 0.31}, "app": app}))
    assert "| /models/readmission/1 | 25 (24 to 26) | 20 | missed |" in text
    assert "| /models/radiograph-findings/1 | 20 (19 to 21) | 30 | met |" in text
    assert "| Whole report with pictures | 900 (899 to 901) | 1000 | met |" in text
    assert "load 0.3" in text
    assert "3.8 MB" in text
    assert speed({"machine": {}, "app": {"patientPage": page}}) == []


def test_intensive_care_stands_beside_bedside_scores():
    auroc = {"estimate": 0.8, "low": 0.79, "high": 0.81}
    question = {
        "title": "Sepsis",
        "metrics": {"auroc": auroc, "alarmRate": {"estimate": 0.15}},
        "peers": [{"name": "qSOFA", "auroc": 0.57}, {"name": "NEWS2", "auroc": 0.64}],
    }
    text = "\n".join(stage_one({"data": "stays of one hospital", "questions": [question]}))
    assert "| Sepsis | 0.800 (0.790 to 0.810) | 0.640 (NEWS2) | – | 15 %" in text.replace("15.0 %", "15 %")
    assert monitoring({"arms": {}}) == []
