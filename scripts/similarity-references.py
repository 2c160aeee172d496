"""Writes lib/similarity/fixtures/references.json: what snfpy, networkx and scikit-learn say of made-up patients.

snfpy 0.2.2 needs a scikit-learn before 1.8, so it runs in an environment of its own:

    python3 -m venv references && references/bin/pip install snfpy==0.2.2 scikit-learn==1.7.2 networkx==3.6.1
    references/bin/python scripts/similarity-references.py && npx biome format --write lib/similarity/fixtures
"""

import json
import warnings
from pathlib import Path

import networkx as nx
import numpy as np
from scipy.spatial.distance import cdist
from sklearn.cluster import spectral_clustering
from sklearn.decomposition import PCA
from sklearn.manifold import spectral_embedding
from sklearn.metrics import average_precision_score, normalized_mutual_info_score
from sklearn.neighbors import kneighbors_graph
from snf.compute import make_affinity, snf

PATIENTS, VIEWS, CLUSTERS, NEIGHBOURS = 36, 3, 3, 5
OUT = Path(__file__).parent.parent / "lib/similarity/fixtures/references.json"


def edges(graph: nx.Graph) -> list[list[float]]:
    """Return from, to and distance of each edge, the lesser end first."""
    return sorted([min(a, b), max(a, b), w] for a, b, w in graph.edges.data("weight"))


def references() -> dict[str, object]:
    """Return places of patients in each view and what is computed from them."""
    random = np.random.default_rng(14)
    labels = np.sort(random.integers(0, CLUSTERS, PATIENTS))
    centres = random.normal(scale=1.6, size=(VIEWS, CLUSTERS, 4))
    places = [(centre[labels] + random.normal(size=(PATIENTS, 4))).round(4) for centre in centres]
    affinities = [make_affinity(place, K=8, mu=0.5) for place in places]
    fused = snf(*affinities, K=8, t=20)
    distances = cdist(places[0], places[0])
    nearest = kneighbors_graph(distances, NEIGHBOURS, mode="distance", metric="precomputed")
    directed = nx.from_scipy_sparse_array(nearest, create_using=nx.DiGraph)
    # drop_first=False and the sign are those of spectral_clustering.
    embedding = spectral_embedding(fused, n_components=CLUSTERS, drop_first=False, eigen_tol=1e-14)
    scores = random.normal(size=PATIENTS).round(4)
    return {
        "count": PATIENTS,
        "labels": labels.tolist(),
        "places": [place.tolist() for place in places],
        "affinities": [affinity.ravel().tolist() for affinity in affinities],
        "fused": fused.ravel().tolist(),
        "neighbours": NEIGHBOURS,
        "union": edges(directed.to_undirected(reciprocal=False)),
        "mutual": edges(directed.to_undirected(reciprocal=True)),
        "embedding": embedding.tolist(),
        "clusters": spectral_clustering(fused, n_clusters=CLUSTERS, random_state=1).tolist(),
        "mutualInformation": normalized_mutual_info_score(labels, scores > 0),
        "scores": scores.tolist(),
        "averagePrecision": average_precision_score(labels == 0, scores),
        "axes": PCA(2).fit_transform(places[0]).tolist(),
    }


if __name__ == "__main__":
    warnings.simplefilter("ignore", FutureWarning)
    OUT.parent.mkdir(exist_ok=True)
    rounded = json.loads(json.dumps(references()), parse_float=lambda text: float(f"{float(text):.12g}"))
    OUT.write_text(json.dumps(rounded) + "\n")
