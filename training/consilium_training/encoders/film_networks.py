"""Networks over films; each gives `width` features of a film at half resolution."""

import torch
from torch import Tensor, nn
from torch.nn.functional import avg_pool2d, relu

from .blocks import Place, Residual, standardised


class FilmNetwork(nn.Module):
    """2-D residual network over a film at half resolution."""

    width = 64

    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Conv2d(1, 16, 5, 2, 2)
        self.blocks = nn.Sequential(
            Residual(16, 24, 2), Residual(24, 32, 1), Residual(32, 48, 2), Residual(48, 64, 2)
        )
        self.place = Place(64, 8, self.width)

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


class VisionTransformer(nn.Module):
    """Small vision transformer over 8 × 8 patches of the reduced film (Dosovitskiy et al., ICLR 2021)."""

    width = 64

    def __init__(self, patch: int = 16, heads: int = 4, layers: int = 4) -> None:
        super().__init__()
        self.heads = heads
        self.patches = nn.Conv2d(1, self.width, patch, patch)
        self.position = nn.Parameter(0.02 * torch.randn(1, (128 // patch) ** 2, self.width))
        self.layers = nn.ModuleList(Attention(self.width, heads) for _ in range(layers))
        self.norm = nn.LayerNorm(self.width)
        self.place = Place(self.width, 128 // patch, self.width)

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


FILM_NETWORKS = {"residual": FilmNetwork, "vit": VisionTransformer}
