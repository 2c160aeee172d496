"""The head as a Cox model at 30 days on real hospital stays, beside the field's own models and LACE."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
from lightgbm import LGBMClassifier
from numpy.typing import NDArray
from sklearn.base import clone
from sklearn.linear_model import LogisticRegression

from ..choose import choose_settings, split
from ..dataset import Cohort
from ..fit import Settings, fit_members, member_log_hazards
from .binary import auroc, compare_risks, patient_weights
from .frames import Table
from .ours import OURS
from .peers import INNER_FOLDS, prepare
from .resampled import best_other

Array = NDArray[np.float64]
# Risk of a cohort's rows.
Risk = Callable[[Cohort], Array]
FOLDS, SEED = 5, 20261129
# From stiff to supple; which ones, was found on stays with other primary diagnoses of the same data.
CANDIDATES = (
    Settings(members=16, epochs=30, rate=0.02, ridge=1.0, sparse=0.02, pair=30.0),
    Settings(members=16, epochs=30, rate=0.02, ridge=0.3, sparse=0.05, pair=10.0),
    Settings(members=16, epochs=30, rate=0.02, ridge=0.02, sparse=0.05, pair=30.0),
    Settings(members=16, epochs=30, rate=0.02, ridge=0.3, sparse=0.03, pair=10.0, bend=0.3),
    Settings(members=16, epochs=30, rate=0.02, ridge=0.1, sparse=0.02, pair=3.0),
)
LACE = "lace"


def head(train: Cohort, table: Table, seed: int, candidates: tuple[Settings, ...] = CANDIDATES) -> Risk:
    """Fit the head, its penalties chosen in `train`.

    Whoever came back did so at the same time, as far as is known: the log-hazard is read by a logistic
    regression on held-out rows of inner folds. The question is of stays, so each counts, as for the others:
    those who come often tell most about coming back.
    """
    settings, _ = choose_settings(train, table.columns, seed, candidates=candidates)

    def score(part: Cohort) -> Callable[[Cohort], Array]:
        network = fit_members(each_stay(part), table.columns, settings, seed).network
        return lambda cohort: member_log_hazards(network, cohort.values, cohort.present).mean(1)

    apart = [(score(rest)(held), held.event) for rest, held in split(train, INNER_FOLDS, seed)]
    eta, event = (np.concatenate(parts) for parts in zip(*apart, strict=True))
    read, whole = on_index(eta, event), score(train)
    return lambda cohort: read(whole(cohort))


def each_stay(cohort: Cohort) -> Cohort:
    """Return the same with every row a patient of its own."""
    return replace(cohort, patients=np.array([f"{row:08d}" for row in range(len(cohort.patients))]))


def tuned(models: list, train: Cohort, seed: int) -> Risk:
    """Return the risk of the classifier with the best area under the curve on inner folds."""
    found = []
    for rest, held in split(train, INNER_FOLDS, seed):
        ready = prepare(rest)
        risks = [classify(model, rest, ready)(held) for model in models]
        found.append([auroc(risk, held.event, np.ones(len(risk))) for risk in risks])
    return classify(models[int(np.argmax(np.mean(found, axis=0)))], train, prepare(train))


def classify(model, train: Cohort, ready: Callable[[Cohort], Array]) -> Risk:
    """Fit a copy of one of scikit-learn's classifiers on prepared rows and return its risk."""
    fitted = clone(model).fit(ready(train), train.event)
    return lambda cohort: fitted.predict_proba(ready(cohort))[:, 1]


def logistic(train: Cohort, _table: Table, seed: int) -> Risk:
    """Fit logistic regression with a ridge."""
    return tuned([LogisticRegression(C=c, max_iter=500) for c in (0.003, 0.01, 0.1, 1.0)], train, seed)


def boosting(train: Cohort, _table: Table, seed: int) -> Risk:
    """Fit LightGBM's trees."""
    models = [
        LGBMClassifier(
            learning_rate=0.05,
            n_estimators=trees,
            num_leaves=leaves,
            min_child_samples=40,
            random_state=seed,
            deterministic=True,
            n_jobs=1,
            verbosity=-1,
        )
        for trees, leaves in ((60, 4), (120, 4), (60, 12))
    ]
    return tuned(models, train, seed)


def on_index(index: Array, event: Array) -> Callable[[Array], Array]:
    """Return the risk that belongs to an index, by logistic regression; `index` and `event` of shape (n,)."""
    model = LogisticRegression(C=1e6).fit(index[:, None], event)
    return lambda asked: model.predict_proba(asked[:, None])[:, 1]


MODELS: Mapping[str, Callable[[Cohort, Table, int], Risk]] = {
    "logistic": logistic,
    "lightgbm": boosting,
    OURS: head,
}


def measure(
    table: Table, index: Array, resamples: int, say: Callable[[str], None], models: Mapping = MODELS
) -> dict:
    """Return measures of risks of held-out patients, each stay judged once; all stays of one in one fold.

    Parameters
    ----------
    index : ndarray, shape (n,)
        LACE of each row.
    """
    cohort = table.cohort
    place = np.random.default_rng(SEED).permutation(cohort.people) % FOLDS
    fold = place[cohort.number]
    risks = {name: np.zeros(len(fold)) for name in (*models, LACE)}
    for number in range(FOLDS):
        rest, held = np.flatnonzero(fold != number), np.flatnonzero(fold == number)
        for name, fit in models.items():
            risks[name][held] = fit(cohort[rest], table, SEED + number)(cohort[held])
        risks[LACE][held] = on_index(index[rest], cohort.event[rest])(index[held])
        done = fold <= number
        areas = {
            name: round(auroc(risk[done], cohort.event[done], np.ones(done.sum())), 4)
            for name, risk in risks.items()
        }
        say(f"{table.id} fold {number + 1} of {FOLDS}: {areas}")
    weights = patient_weights(cohort.number, resamples, SEED)
    found = compare_risks(risks, cohort.event, weights, OURS)
    means = {name: one["estimate"] for name, one in found["auroc"]["models"].items()}
    return {
        "id": table.id,
        "title": table.title,
        "leftOut": table.left_out,
        "columns": len(cohort.features),
        "folds": FOLDS,
        "resamples": resamples,
        "bestPeer": best_other(means, OURS),
        **found,
    }
