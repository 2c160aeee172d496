"""Changes of training pictures that leave what they show alone: another scanner's look, another position."""

from collections.abc import Callable

import torch
from torch import Generator, Tensor
from torch.nn.functional import affine_grid, avg_pool2d, grid_sample

Augment = Callable[[Tensor, Generator], Tensor]


def uniform(n: int, low: float, high: float, random: Generator) -> Tensor:
    """Return n numbers, shape (n, 1, 1, 1)."""
    return low + (high - low) * torch.rand(n, 1, 1, 1, generator=random)


def placed(pictures: Tensor, zoom: float, shift: float, tilt: float, random: Generator) -> Tensor:
    """Return pictures (n, c, h, w) moved by up to `shift` of their width, zoomed and tilted (radians)."""
    n = len(pictures)
    size = 1 + uniform(n, -zoom, zoom, random).reshape(n)
    angle = uniform(n, -tilt, tilt, random).reshape(n)
    x, y = (uniform(n, -2 * shift, 2 * shift, random).reshape(n) for _ in range(2))
    cos, sin = torch.cos(angle) * size, torch.sin(angle) * size
    matrix = torch.stack([torch.stack([cos, -sin, x], 1), torch.stack([sin, cos, y], 1)], 1)
    grid = affine_grid(matrix, list(pictures.shape), align_corners=False)
    return grid_sample(pictures, grid, align_corners=False)


def relooked(pictures: Tensor, strength: float, random: Generator) -> Tensor:
    """Return pictures (n, c, h, w) with another gamma, contrast, brightness, sharpness and noise."""
    n = len(pictures)
    gamma = torch.exp(uniform(n, -strength, strength, random))
    x = pictures.clamp(0, 1).pow(gamma)
    contrast = 1 + strength * uniform(n, -0.6, 0.4, random)
    x = 0.5 + (x - 0.5) * contrast + strength * uniform(n, -0.2, 0.2, random)
    soft = avg_pool2d(x, 3, 1, 1, count_include_pad=False)
    x = x + uniform(n, -0.6, 0.8, random) * (x - soft)
    noise = uniform(n, 0, 0.06, random) * strength
    return (x + noise * torch.randn(x.shape, generator=random)).clamp(0, 1)


def cropped(pictures: Tensor, most: float, random: Generator) -> Tensor:
    """Return pictures (n, c, h, w) with dark borders of up to `most` of the width."""
    n, _, height, width = pictures.shape
    kept = torch.ones(n, 1, height, width)
    for axis, size in ((2, height), (3, width)):
        at = torch.arange(size).reshape(-1, 1) if axis == 2 else torch.arange(size)
        low, high = (size * most * uniform(n, 0, 1, random).square() for _ in range(2))
        kept = kept * (at >= low) * (at < size - high)
    return pictures * kept


def film_augmented(films: Tensor, random: Generator) -> Tensor:
    """Return films (n, 1, h, w) as other scanners and positions would show them."""
    x = placed(films, 0.04, 0.025, 0.03, random)
    return cropped(relooked(x, 0.4, random), 0.05, random)


def clip_augmented(clips: Tensor, random: Generator) -> Tensor:
    """Return clips (n, frames, h, w) begun elsewhere in time, moved a little, with another gain.

    Size is left alone: millilitres follow from it.
    """
    n, frames = clips.shape[:2]
    start = torch.randint(frames, (n, 1), generator=random)
    order = (start + torch.arange(frames)) % frames
    x = torch.gather(clips, 1, order[:, :, None, None].expand(clips.shape))
    return relooked(placed(x, 0, 0.02, 0, random), 0.3, random)
