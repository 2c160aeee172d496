"""Writes what pydicom sees in a folder of DICOM files, for the tests that compare the viewer's decoder with it.

    python scripts/dicom-reference.py FOLDER lib/dicom/fixtures/pydicom-frames.json

Needs pydicom 3.0.1 with pylibjpeg, pylibjpeg-libjpeg, pylibjpeg-openjpeg, pylibjpeg-rle, pyjpegls and Pillow.
Per file that pydicom can open: transfer syntax, photometric interpretation, and minimum, maximum, mean and SHA-256
(little endian) of the first frame's values; colour as RGB. Files that it cannot open are left out.
"""

import hashlib
import json
import logging
import sys
import warnings
from pathlib import Path

import numpy as np
import pydicom

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)


def describe(path: Path) -> dict | None:
    try:
        dataset = pydicom.dcmread(path)
        frame = pydicom.pixels.pixel_array(dataset, index=0)
    except Exception:  # noqa: BLE001 - whatever a damaged file makes pydicom raise
        return None
    frame = np.ascontiguousarray(frame.astype(frame.dtype.newbyteorder("<")))
    return {
        "transferSyntax": str(dataset.file_meta.TransferSyntaxUID),
        "photometric": str(dataset.PhotometricInterpretation),
        "min": float(frame.min()),
        "max": float(frame.max()),
        "mean": float(frame.mean(dtype=np.float64)),
        "sha256": hashlib.sha256(frame.tobytes()).hexdigest(),
    }


def main() -> None:
    folder, out = Path(sys.argv[1]), Path(sys.argv[2])
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    found = {str(path.relative_to(folder)): described for path in files if (described := describe(path))}
    out.write_text(json.dumps(found, indent=1) + "\n")


main()
