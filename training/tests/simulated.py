"""Small made-up cohorts for tests: curved effects, an interaction between sources, gaps, landmarks."""

import json
from pathlib import Path

import numpy as np

from consilium_training.dataset import Cohort
from consilium_training.sources import Columns, Source

FEATURES = 10
# Two features of one measure; x2 and x3, which need one another, come from two sources.
SOURCE = np.array([0, 0, 1, 2, 0, 1, 2, 0, 1, 2])
COLUMNS = Columns(np.arange(FEATURES), SOURCE, 3, np.zeros(FEATURES, bool))
NAMES = ["ehr", "echo", "wearables"]


def simulate(patients: int, seed: int, days: tuple[int, ...] = (0, 3)) -> Cohort:
    """Return a cohort whose hazard rises with x0, is U-shaped in x1 and needs x2 and x3 together."""
    random = np.random.default_rng(seed)
    x = random.normal(size=(patients, FEATURES))
    truth = 0.5 * x[:, 0] + 0.35 * (x[:, 1] ** 2 - 1) + 0.6 * x[:, 2] * x[:, 3]
    values = x.copy()
    values[:, 0] = np.exp(x[:, 0] + 3)
    values[:, 9] = x[:, 9] > 0.5
    present = (random.random(x.shape) < np.where(np.arange(FEATURES) > 6, 0.6, 0.95)).astype(float)
    has = np.stack([np.ones(patients), *(random.random((2, patients)) < 0.8)], axis=1).astype(float)
    death = random.exponential(60 * np.exp(-truth))
    parts = np.stack([0.5 * x[:, 0] + 0.35 * x[:, 1] ** 2, 0.3 * x[:, 2] * x[:, 3]], axis=1)
    at = [(k, day) for k in range(patients) for day in days if min(death[k], 90) > day]
    who, day = (np.array(part) for part in zip(*at, strict=True))
    return Cohort(
        features=[f"x{i}" for i in range(FEATURES)],
        sources=NAMES,
        patients=np.array([f"p{k:06}" for k in who]),
        day=day,
        has=has[who],
        values=(values * present)[who],
        present=present[who],
        time=np.minimum(death, 90)[who] - day,
        event=(death <= 90).astype(float)[who],
        oracle=truth[who],
        components=parts[who][:, [0, 1, 1, 1]],
        ancestry=who % 4,
    )


FIVE = (
    Source("ehr", "Health record", "ehr", known=("days-since-discharge",)),
    Source("radiograph", "Chest radiograph", "imaging", ("radiograph.",)),
    Source("echo", "Echocardiogram", "imaging", ("echo.",)),
    Source("wearables", "Week at home", "wearables"),
    Source("genomics", "Genome", "genomics"),
)
SPECS = (
    ("ehr", "days-since-discharge"),
    ("ehr", "sodium.last"),
    ("ehr", "sodium.trend"),
    ("imaging", "radiograph.ratio"),
    ("imaging", "echo.fraction"),
    ("wearables", "odi3"),
    ("genomics", "polygenic.standardised"),
)


def head(days: tuple[int, ...] = (0, 1, 3)) -> dict:
    """Return the first line of a made-up file of rows."""
    features = [
        {
            "id": name,
            "modality": modality,
            "label": name,
            "measure": name.removesuffix(".last").removesuffix(".trend"),
            "group": "Group",
            "unit": "1",
            "plausible": [-100, 100],
            "source": "made up",
        }
        for modality, name in SPECS
    ]
    return {
        "model": "readmission", "days": list(days), "pictures": "emulated",
        "features": features, "tensors": [],
    }  # fmt: skip


def write_rows(folder: Path, patients: int, seed: int, days: tuple[int, ...] = (0, 1, 3)) -> None:
    """Write rows and truth as the program does; the hazard holds a product of echo and wearable."""
    random = np.random.default_rng(seed)
    folder.mkdir(parents=True, exist_ok=True)
    rows, truths = [head(days)], []
    for k in range(patients):
        x = random.normal(size=len(SPECS))
        parts = {"ehr": 0.5 * x[1], "imaging": 0.4 * x[4], "wearables": 0.3 * x[5], "genomics": 0.2 * x[6]}
        product = 0.4 * x[4] * x[5]
        truth = sum(parts.values()) + product
        death = random.exponential(90 * np.exp(-truth))
        has = [
            "ehr",
            *(one for one in ("radiograph", "echo", "wearables", "genomics") if random.random() < 0.7),
        ]
        truths.append(
            {
                "simulated": True,
                "patient": f"s{seed}-{k:05}",
                "logHazard": truth,
                "timeDays": min(death, 90),
                "event": int(death <= 90),
                "components": parts,
                "latents": {"ancestry": {"proportions": [float(k % 2 == 0), float(k % 2 == 1), 0, 0]}},
            }
        )
        for day in days:
            values = [day, *x[1:]]
            present = [1, 1, 1, 1, 1, int(day > 0), 1]
            rows.append(
                {
                    "patient": f"s{seed}-{k:05}",
                    "index": k,
                    "day": day,
                    "eligible": True,
                    "has": has,
                    "values": [v * p for v, p in zip(values, present, strict=True)],
                    "present": present,
                }
            )
    for name, lines in (("rows", rows), ("truth", truths)):
        text = "".join(json.dumps(line) + "\n" for line in lines)
        (folder / f"{name}.ndjson").write_text(text)
