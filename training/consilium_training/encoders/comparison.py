"""Networks that can take an encoder's place, on the same pictures: `python -m …encoders.comparison`."""

import argparse
import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from ..cohorts import ROOT
from ..results import write_results
from .network_table import network_table
from .plans import PLAN, RECIPES, Plan, Recipe
from .report import NAME as REPORT
from .train import PICTURES, train_encoder

NAME = "encoder-comparison"


def compare_networks(
    recipe: Recipe, names: Sequence[str], pictures: Path, plan: Plan, folders: Path
) -> dict[str, object]:
    """Train each network as the shipped one is trained; return what each one's manifest and report say.

    Parameters
    ----------
    pictures : Path
        Where pictures and fitted networks lie, or are put.
    folders : Path
        Gets a project's `public/models` and `docs` for each network, by its name.
    """
    found = {}
    for name in names:
        folder = train_encoder(recipe, pictures, plan, folders / name, name)
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        report = json.loads((folders / name / f"docs/generated/{REPORT}.json").read_text(encoding="utf-8"))
        part = report[recipe.identity.id]
        found[name] = {
            "parameters": part["parameters"],
            "bytes": manifest["graphs"][0]["file"]["bytes"],
            "milliseconds": part["milliseconds"],
            "metrics": part["metrics"],
            "coverage": part["coverage"],
            "novelty": part["novelty"],
        }
    return {
        "title": recipe.identity.title,
        "shipped": plan.shipped[recipe.identity.id],
        "labels": {one.id: one.label for one in recipe.findings},
        "pictures": {"train": plan.train.patients, "test": plan.test.patients},
        "networks": found,
    }


def comparison_parts(body: Mapping) -> list[str]:
    """Return the paragraphs of all encoders."""
    parts = []
    for part in body.values():
        parts += [
            f"### {part['title']}",
            f"Trained on {part['pictures']['train']} simulated pictures, tested on "
            f"{part['pictures']['test']} of a seed that no training saw.",
            network_table(part),
        ]
    return parts


def write_comparison(docs: Path, body: Mapping) -> None:
    """Write the comparison as JSON and Markdown, and the page of results."""
    folder = docs / "generated"
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(body, indent=1, allow_nan=False)
    (folder / f"{NAME}.json").write_text(text + "\n", encoding="utf-8")
    parts = [
        "# Networks that can take an encoder's place",
        "Each is trained by the same command on the same pictures and leaves a folder of the same form; "
        "intervals: 95 %, percentile bootstrap over pictures.",
        *comparison_parts(body),
    ]
    (folder / f"{NAME}.md").write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    write_results(docs)


def main() -> None:
    """Compare the networks of one encoder, or of both; figures of the other stay."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pictures", type=Path, default=PICTURES, help="where pictures and fits are kept")
    options.add_argument("--only", choices=[one.identity.id for one in RECIPES], help="one encoder alone")
    options.add_argument("--networks", nargs="+", help="these alone, and the shipped one; needs --only")
    options.add_argument("--folders", type=Path, help="keep each network's model folder here")
    chosen = options.parse_args()
    if chosen.networks and chosen.only is None:
        options.error("--networks needs --only")
    path = ROOT / f"docs/generated/{NAME}.json"
    body = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    with tempfile.TemporaryDirectory() as scratch:
        folders = (chosen.folders or Path(scratch)).resolve()
        for recipe in RECIPES:
            id = recipe.identity.id
            if chosen.only not in (None, id):
                continue
            asked = [one for one in recipe.networks if one in (chosen.networks or recipe.networks)]
            names = list(dict.fromkeys([PLAN.shipped[id], *asked]))
            body[id] = compare_networks(recipe, names, chosen.pictures.resolve(), PLAN, folders)
    write_comparison(ROOT / "docs", dict(sorted(body.items(), reverse=True)))


if __name__ == "__main__":
    main()
