"""The page of results tells how fast the wall was, engine by engine, and which bars were missed."""

from consilium_training.results_icu_speed import scorers, wall


def run(late: int, frames: int) -> dict:
    """Return one run of the wall."""
    grown = {"growth": {"perMinute": 0.1, "low": -0.2, "high": 0.4}}
    return {
        "machine": {"cores": 2, "load": 2.31},
        "minutes": 30,
        "ingestToTile": {"p99Ms": late},
        "ingestToWaveform": {"p99Ms": 180},
        "eventToAlert": {"p99Ms": 700, "crossings": 120, "never": 0},
        "framesPerSecond": {"median": 60, "p5": frames, "least": 40},
        "memory": {"server": grown, "browser": grown, "script": grown},
        "mostCores": [{"beds": 1000, "server": 4.7, "scorers": 2, "database": 0.5, "broker": 2.5}],
        "bars": {"ingestToWallP99Ms": 250, "eventToAlertP99Ms": 1000, "framesPerSecond": 50},
    }


def test_the_wall_stands_beside_its_bars():
    text = "\n".join(wall({"kafka": run(400, 47), "pglite": run(160, 58)}))
    assert "| PGlite, 30 min | Event to its number on the wall, p99 ms | 160 | 250 | met |" in text
    assert "| Kafka, 30 min | Event to its number on the wall, p99 ms | 400 | 250 | missed |" in text
    assert "5th percentile 47, least 40 | 60 | 50 | missed |" in text
    assert "120 crossings, 0 never shown) | 700 | 1000 | met |" in text
    assert "| PGlite | – | 0.10 (-0.20 to 0.40) | 0.10" in text
    assert "| Kafka | 1,000 | 4.7 | 2.0 | 0.5 | 2.5 |" in text


def test_scorers_are_told_with_what_many_beds_need():
    cost = {"scorers": 0.25, "database": 0.1, "broker": 0.02}
    one = {
        "processes": 1,
        "updatesPerSecond": 4200,
        "updatesPerCpuSecond": 4000,
        "processorMsPerUpdate": cost,
    }
    needs = {"beds": 10_000, "scorers": 2.5, "database": 1, "broker": 0.2}
    text = "\n".join(
        scorers({"cores": 2, "scorer": {"postgresql": [one], "kafka": [one], "leastCores": [needs]}})
    )
    assert "| Kafka, 1 | 4,200 | 4,000 | 0.25 | 0.10 | 0.02 |" in text
    assert "| 10,000 | 2.5 | 1.0 | 0.2 |" in text
