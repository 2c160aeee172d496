"""Networks over films; each gives `width` features of a film at half resolution."""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.functional import avg_pool2d, relu

from .blocks import Place, ResidualSize, standardised

# Height and width of a film that the networks work on.
SIDE = 128


class FilmNetwork(nn.Module):
    """2-D residual network over a film at half resolution."""

    def __init__(self, size: ResidualSize) -> None:
        super().__init__()
        self.width = size.width
        self.stem = nn.Conv2d(1, size.channels[0], 5, 2, 2)
        self.blocks = size.blocks((2, 1, 2, 2))
        self.place = Place(size.channels[-1], 8, self.width)

    def reduce(self, film: Tensor) -> Tensor:
        """Return what the network works on: (n, 1, 256, 256) gives (n, 1, 128, 128)."""
        return avg_pool2d(film, 2)

    def forward(self, small: Tensor) -> Tensor:
        """Map reduced films to features, shape (n, width)."""
        return self.place(self.blocks(relu(self.stem(standardised(small)))))


class Attention(nn.Module):
    """One pre-normalised transformer layer."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.norms = nn.ModuleList(nn.LayerNorm(width) for _ in range(2))
        self.three, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.wide = nn.Sequential(nn.Linear(width, 2 * width), nn.GELU(), nn.Linear(2 * width, width))

    def forward(self, x: Tensor) -> Tensor:
        """Map (n, tokens, width) to the same."""
        n, tokens, width = x.shape
        parts = self.three(self.norms[0](x)).reshape(n, tokens, 3, self.heads, width // self.heads)
        query, key, value = parts.permute(2, 0, 3, 1, 4).unbind(0)
        weight = torch.softmax(query @ key.transpose(-2, -1) / (width // self.heads) ** 0.5, -1)
        x = x + self.out((weight @ value).transpose(1, 2).reshape(n, tokens, width))
        return x + self.wide(self.norms[1](x))


@dataclass(frozen=True)
class TransformerSize:
    """Pixels along a patch, heads and layers of attention, features of a token and of the whole."""

    patch: int
    heads: int
    layers: int
    width: int

    def __post_init__(self) -> None:
        if SIDE % self.patch or self.width % self.heads:
            raise ValueError(f"patch divides {SIDE}, and heads divides width")


class VisionTransformer(nn.Module):
    """Small vision transformer over patches of the reduced film (Dosovitskiy et al., ICLR 2021)."""

    def __init__(self, size: TransformerSize) -> None:
        super().__init__()
        self.width = size.width
        side = SIDE // size.patch
        self.patches = nn.Conv2d(1, self.width, size.patch, size.patch)
        self.position = nn.Parameter(0.02 * torch.randn(1, side**2, self.width))
        self.layers = nn.ModuleList(Attention(self.width, size.heads) for _ in range(size.layers))
        self.norm = nn.LayerNorm(self.width)
        self.place = Place(self.width, side, self.width)

    def reduce(self, film: Tensor) -> Tensor:
        """As the residual network."""
        return avg_pool2d(film, 2)

    def forward(self, small: Tensor) -> Tensor:
        """Map reduced films to features, shape (n, width)."""
        map_ = self.patches(standardised(small))
        tokens = map_.flatten(2).transpose(1, 2) + self.position
        for layer in self.layers:
            tokens = layer(tokens)
        return self.place(self.norm(tokens).transpose(1, 2).reshape(map_.shape))


# Each network by name, with what its size is given as.
FILM_NETWORKS = {"residual": (FilmNetwork, ResidualSize), "vit": (VisionTransformer, TransformerSize)}
