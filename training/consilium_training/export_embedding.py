"""Writes a network of one's own as a model folder of kind `embedding`: `python -m …export_embedding`.

The network is built, its last linear layer taken away, and what came into it becomes the embedding of a film.
Nothing is downloaded: weights come from a file on this machine.
"""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn.functional import interpolate

from .cohorts import ROOT
from .encoders.proof import write_proof
from .export import Graph, check_onnx, export_onnx
from .golden import sha256
from .inputs import ModelInputs, TensorSpec
from .manifest import Identity, write_manifest

FILE, EMBEDDING = "embedding.onnx", "embedding"
# The tensor of films as the shipped network takes it: the same pixels, read by the same code.
FILMS = ROOT / "public/models/radiograph-findings/1/manifest.json"
COMMAND = "cd training && .venv/bin/python -m consilium_training.export_embedding"
IMAGENET = ((0.485, 0.456, 0.406), (0.229, 0.224, 0.225))
# Air and bone in the numbers that torchxrayvision's networks were trained on.
XRAY = 1024.0
# Of the golden outputs, as a share of the largest number in an embedding.
TOLERANCE = {"wasm": 1e-4, "webgpu": 1e-3}
NOT_FOR = (
    "Decisions about real patients: it is no medical device.",
    "Pictures of another view, body part or modality.",
    "Telling which pictures it does not know: it reads each.",
)


class NetworkError(Exception):
    """The network cannot be built, or its weights do not fit; the message says why."""


def imagenet(film: Tensor) -> Tensor:
    """Return films (n, 1, h, w) of 0 to 1 as three channels in ImageNet's scale (torchvision)."""
    mean, deviation = (torch.tensor(row).reshape(1, 3, 1, 1) for row in IMAGENET)
    return (film.repeat(1, 3, 1, 1) - mean) / deviation


def xray(film: Tensor) -> Tensor:
    """Return films of 0 to 1 from −1024 to 1024 (torchxrayvision)."""
    return (2 * film - 1) * XRAY


@dataclass(frozen=True)
class Source:
    """Where a network comes from.

    Attributes
    ----------
    network : nn.Module
        With a last linear layer.
    scale : callable
        From films of 0 to 1 to what it was trained on.
    """

    network: nn.Module
    scale: Callable[[Tensor], Tensor]


def build(name: str) -> Source:
    """Return the network of a name such as `torchvision:resnet18`, with fresh weights.

    `torchxrayvision:densenet121` is that package's DenseNet. Any other `module:function` is called without
    arguments and gives a network that takes films as torchvision's do.

    Raises
    ------
    NetworkError
    """
    module, _, member = name.partition(":")
    try:
        if module == "torchxrayvision":
            if member != "densenet121":
                raise NetworkError("of torchxrayvision densenet121 alone can be built without a download")
            return Source(import_module("torchxrayvision.models").DenseNet(weights=None), xray)
        if module == "torchvision":
            return Source(import_module("torchvision.models").get_model(member, weights=None), imagenet)
        return Source(getattr(import_module(module), member)(), imagenet)
    except (ImportError, AttributeError, ValueError) as error:
        raise NetworkError(f"{name} cannot be built: {error}") from error


def load_weights(network: nn.Module, path: Path) -> None:
    """Fill a network from a file of weights, all of them and no other; raise `NetworkError`."""
    held = torch.load(path, map_location="cpu", weights_only=True)
    weights = held.get("state_dict", held)
    try:
        network.load_state_dict({name.removeprefix("module."): one for name, one in weights.items()})
    except RuntimeError as error:
        raise NetworkError(f"the weights in {path.name} are not this network's: {error}") from error


def without_head(network: nn.Module) -> int:
    """Take the last linear layer away; return how many numbers came into it.

    Raises
    ------
    NetworkError
        There is none.
    """
    linear = [(name, one) for name, one in network.named_modules() if isinstance(one, nn.Linear)]
    if not linear:
        raise NetworkError("the network has no linear layer whose input could be the embedding")
    name, last = linear[-1]
    parent, _, attribute = name.rpartition(".")
    setattr(network.get_submodule(parent), attribute, nn.Identity())
    return last.in_features


class FilmEmbedding(nn.Module):
    """A network over films of the product's size; (1, 1, 256, 256) gives (1, size)."""

    def __init__(self, source: Source, side: int) -> None:
        super().__init__()
        self.network, self.scale, self.side = source.network, source.scale, side

    def forward(self, film: Tensor) -> tuple[Tensor]:
        """Map a film of 0 to 1 to its embedding."""
        small = interpolate(film, size=(self.side, self.side), mode="bilinear", align_corners=False)
        return (self.network(self.scale(small)),)


def export(source: Source, side: int, identity: Identity, training: dict, out: Path) -> dict[str, object]:
    """Write the model folder; return its manifest.

    Parameters
    ----------
    side : int
        Height and width that the network takes.
    training : dict
        As the manifest has it.

    Raises
    ------
    NetworkError, OnnxMismatchError
    """
    (spec,) = (TensorSpec.of(one) for one in json.loads(FILMS.read_text())["inputs"]["tensors"])
    size = without_head(source.network)
    network = FilmEmbedding(source, side).eval()
    film = torch.rand((1, *spec.shape), generator=torch.Generator().manual_seed(1))
    with torch.no_grad():
        (found,) = network(film)
    if found.shape != (1, size) or not torch.isfinite(found).all():
        raise NetworkError(f"it gives {tuple(found.shape)} where one row of {size} finite numbers is wanted")
    out.mkdir(parents=True, exist_ok=True)
    graph = Graph(EMBEDDING, FILE, {spec.id: (1, *spec.shape)}, {EMBEDDING: (1, size)})
    export_onnx(network, graph, out / FILE)
    largest = max(1.0, float(found.abs().max()))
    check_onnx(network, out / FILE, {spec.id: film.numpy()}, TOLERANCE["wasm"] * largest)
    inputs = ModelInputs((), (spec,))
    write_proof(out, inputs.sha256, graph, spec, [])
    tolerance = {name: share * largest for name, share in TOLERANCE.items()}
    particulars = {"embedding": {"output": EMBEDDING, "size": size}, "training": training}
    identity = Identity(**(vars(identity) | {"tolerance": tolerance}))
    return write_manifest(out, identity, inputs, [graph], particulars)


def main(arguments: Sequence[str] | None = None) -> None:
    """Build, fill, export."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--network", required=True, help="e.g. torchvision:resnet18, or module:function")
    options.add_argument("--weights", type=Path, help="file of weights (state dict); absent: random ones")
    options.add_argument("--trained-on", default="not said", help="what the weights were trained on")
    options.add_argument("--side", type=int, default=224, help="height and width that the network takes")
    options.add_argument("--seed", type=int, default=1, help="of random weights")
    options.add_argument("--out", type=Path, required=True, help="folder, e.g. public/models/my-resnet/1")
    asked = options.parse_args(arguments)
    torch.manual_seed(asked.seed)
    source = build(asked.network)
    data = asked.trained_on
    if asked.weights:
        load_weights(source.network, asked.weights)
        data += f" (weights {asked.weights.name}, SHA-256 {sha256(asked.weights)})"
    else:
        data = "Nothing: its weights are random."
        sys.stderr.write(
            "WARNING: NO --weights. This network has RANDOM weights: it has learned nothing, and pictures "
            "that it finds alike are alike in brightness at best.\n"
        )
    identity = Identity(
        id=asked.out.resolve().parent.name,
        version=asked.out.resolve().name,
        kind="embedding",
        title=f"Embedding of a film by {asked.network}",
        intended_use="Compares frontal chest radiographs in the search of similar patients.",
        not_for=NOT_FOR,
        tolerance={},
    )
    training = {"data": data, "simulated": False, "patients": 0, "seed": asked.seed, "command": COMMAND}
    manifest = export(source, asked.side, identity, training, asked.out)
    sys.stdout.write(f"{asked.out}: {manifest['embedding']['size']} numbers of a film\n")


if __name__ == "__main__":
    main()
