"""Networks over clips; each gives `width` features of a clip at half resolution."""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.functional import avg_pool2d, relu

from .blocks import Place, ResidualSize

FRAMES = 16


def extremes(series: Tensor) -> Tensor:
    """Return the largest and the smallest over time: (n, frames, c, h, w) gives (n, 2 c, h, w)."""
    return torch.cat([series.amax(1), -series.amin(1)], 1)


@dataclass(frozen=True)
class PooledSize:
    """Channels of each frame, of what stands for all frames, and of the residual blocks; features."""

    frame: int
    still: int
    channels: tuple[int, ...]
    width: int

    def after(self) -> ResidualSize:
        """Return the residual part: it takes largest, smallest and mean of the frames, and the still."""
        return ResidualSize((3 * self.frame + self.still, *self.channels), self.width)


class ClipNetwork(nn.Module):
    """Each frame through one convolution, then largest, smallest and mean over time, then 2-D.

    The largest and the smallest cavity are what is seen in the darkest and the brightest moment of each
    place. None of the three depends on the order of the frames, so neither does the answer: a clip may
    begin anywhere in the beat and hold several.
    """

    def __init__(self, size: PooledSize) -> None:
        super().__init__()
        self.width = size.width
        self.frame = nn.Conv2d(1, size.frame, 5, 2, 2)
        self.still = nn.Conv2d(4, size.still, 5, 2, 2)
        self.blocks = size.after().blocks((2, 2, 1))
        self.place = Place(size.channels[-1], 7, self.width)

    def reduce(self, clip: Tensor) -> Tensor:
        """Return clips at half resolution: (n, frames, 1, 112, 112) gives (n, frames, 56, 56)."""
        return avg_pool2d(clip.squeeze(2), 2)

    def forward(self, small: Tensor) -> Tensor:
        """Map reduced clips to features, shape (n, width)."""
        n, frames, height, width = small.shape
        small = 4 * small - 1
        seen = self.frame(small.reshape(n * frames, 1, height, width)).unflatten(0, (n, frames))
        mean = small.mean(1, keepdim=True)
        deviation = (small - mean).square().mean(1, keepdim=True).sqrt()
        still = self.still(torch.cat([extremes(small.unsqueeze(2)), mean, deviation], 1))
        return self.place(self.blocks(relu(torch.cat([extremes(seen), seen.mean(1), still], 1))))


class FramesAsChannels(nn.Module):
    """2-D residual network whose channels are the frames in their order."""

    def __init__(self, size: ResidualSize) -> None:
        super().__init__()
        self.width = size.width
        self.stem = nn.Conv2d(FRAMES, size.channels[0], 5, 2, 2)
        self.blocks = size.blocks((2, 2, 1))
        self.place = Place(size.channels[-1], 7, self.width)

    def reduce(self, clip: Tensor) -> Tensor:
        """Return clips at half resolution, as `ClipNetwork`."""
        return avg_pool2d(clip.squeeze(2), 2)

    def forward(self, small: Tensor) -> Tensor:
        """Map reduced clips to features, shape (n, width)."""
        return self.place(self.blocks(relu(self.stem(4 * small - 1))))


class Volume(nn.Module):
    """3-D residual network: convolutions over time as over space."""

    def __init__(self, size: ResidualSize) -> None:
        super().__init__()
        self.width = size.width
        self.stem = nn.Conv3d(1, size.channels[0], (3, 5, 5), (1, 2, 2), (1, 2, 2))
        self.blocks = size.blocks((2, 2, 1), flat=False)
        self.place = Place(size.channels[-1], 7, self.width)

    def reduce(self, clip: Tensor) -> Tensor:
        """Return clips at half resolution, as `ClipNetwork`."""
        return avg_pool2d(clip.squeeze(2), 2)

    def forward(self, small: Tensor) -> Tensor:
        """Map reduced clips to features, shape (n, width)."""
        return self.place(self.blocks(relu(self.stem((4 * small - 1).unsqueeze(1)))).amax(2))


# Each network by name, with what its size is given as.
CLIP_NETWORKS = {
    "pooled": (ClipNetwork, PooledSize),
    "channels": (FramesAsChannels, ResidualSize),
    "volume": (Volume, ResidualSize),
}
