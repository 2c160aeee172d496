"""Parts of networks over pictures, and what their sizes are called."""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.functional import relu


@dataclass(frozen=True)
class ResidualSize:
    """Channels of the first convolution and of the residual blocks; features that leave the network."""

    channels: tuple[int, ...]
    width: int

    def blocks(self, strides: tuple[int, ...], flat: bool = True) -> nn.Sequential:
        """Return a residual block from each number of channels to the next.

        Raises
        ------
        ValueError
            `channels` are not one more than the strides.
        """
        if len(self.channels) != len(strides) + 1:
            raise ValueError(f"channels has {len(strides) + 1} numbers")
        pairs = zip(self.channels, self.channels[1:], strides, strict=False)
        return nn.Sequential(*(Residual(ins, outs, stride, flat) for ins, outs, stride in pairs))


class Residual(nn.Module):
    """Two 3×3 convolutions beside a shortcut, with batch normalisation, which the export folds into them.

    References
    ----------
    He K et al. Deep residual learning for image recognition. CVPR 2016.
    """

    def __init__(self, ins: int, outs: int, stride: int, flat: bool = True) -> None:
        super().__init__()
        conv = nn.Conv2d if flat else nn.Conv3d
        self.first = conv(ins, outs, 3, stride, 1, bias=False)
        self.second = conv(outs, outs, 3, 1, 1, bias=False)
        norm = nn.BatchNorm2d if flat else nn.BatchNorm3d
        self.norms = nn.ModuleList(norm(outs) for _ in range(2))
        changes = stride != 1 or ins != outs
        self.shortcut = conv(ins, outs, 1, stride, 0, bias=False) if changes else nn.Identity()

    def forward(self, x: Tensor) -> Tensor:
        """Map (n, ins, h, w) to (n, outs, h / stride, w / stride)."""
        inner = relu(self.norms[0](self.first(x)))
        return relu(self.shortcut(x) + self.norms[1](self.second(inner)))


class Place(nn.Module):
    """Features by place: few channels of a small map side by side, so that left and right stay apart."""

    def __init__(self, channels: int, side: int, width: int) -> None:
        super().__init__()
        self.squeeze = nn.Conv2d(channels, 12, 1)
        self.join = nn.Linear(12 * side * side + channels, width)

    def forward(self, x: Tensor) -> Tensor:
        """Map (n, channels, side, side) to (n, width)."""
        return relu(self.join(torch.cat([self.squeeze(x).flatten(1), x.mean((2, 3))], 1)))


def standardised(picture: Tensor) -> Tensor:
    """Return pictures (n, …) with mean 0 and standard deviation 1 each."""
    flat = picture.flatten(1)
    centred = flat - flat.mean(1, keepdim=True)
    spread = centred.square().mean(1, keepdim=True).sqrt() + 1e-3
    return (centred / spread).reshape(picture.shape)
