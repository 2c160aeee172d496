import { clamp } from '../../arithmetic.ts';
import { decay } from '../tabulated.ts';
import type { ChestFindings, Lobe } from './findings.ts';
import type { Side, Thorax } from './thorax.ts';

/** Something that takes the place of air: a share (0 … 1) of the lung in the ray at (x, y), within a box; mm. */
export type Opacity = {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly density: (x: number, y: number) => number;
};

const EVERYWHERE = { left: -160, right: 160, top: -170, bottom: 200 } as const;
const bell = (distance: number, width: number): number =>
  decay(0.5 * (distance / width) * (distance / width));
const step = (inside: number, softness: number): number => clamp(inside / softness + 0.5, 0, 1);

/**
 * Alveolar oedema: a haze about the hila that spares the rim ("bat wing"), then spreads downwards. Upright films.
 * Gluecker T et al., RadioGraphics 1999;19:1507–1531.
 */
function oedemaHaze(oedema: number): Opacity {
  return {
    ...EVERYWHERE,
    density: (x, y) => {
      const side = Math.abs(x) - 52;
      const perihilar = bell(side, 36 + 16 * oedema) * bell(y - 8 - 18 * oedema, 46 + 22 * oedema);
      const dependent = 0.32 * step(y - 10, 130);
      return oedema * Math.min(0.82, 0.78 * perihilar + dependent * oedema + 0.1);
    },
  };
}

/** Free fluid: level in the middle, climbing to a meniscus at the wall; a trace only blunts the costophrenic angle. */
function effusion({ wall, plane, dome }: Thorax, side: Side, amount: number): Opacity {
  const size = plane.size;
  const floor = (dome[Math.round(size / 2 + (side * 146) / plane.mmPerPixel) - side * 2] ?? 130) + 4;
  const widest = Math.max(...wall);
  const surface = floor - 190 * amount;
  return {
    ...EVERYWHERE,
    left: side > 0 ? 0 : -160,
    right: side > 0 ? 160 : 0,
    density: (x, y) => {
      const across = clamp(Math.abs(x) / widest, 0, 1);
      const climb = (24 + 60 * amount) * (across * across * across - 0.45) + 10 * (1 - across) * amount;
      return 0.97 * step(y - (surface - climb), 30);
    },
  };
}

/** Centre, spread and the fissure that bounds each lobe in a frontal view; mm, the patient's right at negative x. */
const LOBES: Record<
  Lobe,
  { x: number; y: number; wide: number; high: number; above: number; below: number }
> = {
  RUL: { x: -78, y: -88, wide: 52, high: 46, above: -200, below: -34 },
  RML: { x: -62, y: 22, wide: 38, high: 36, above: -32, below: 90 },
  RLL: { x: -82, y: 62, wide: 46, high: 34, above: -20, below: 160 },
  LUL: { x: 80, y: -72, wide: 46, high: 56, above: -200, below: 40 },
  LLL: { x: 78, y: 66, wide: 46, high: 36, above: -20, below: 160 },
};

/** Airspace filling of one lobe: cloudy, sharp only where a fissure or the heart bounds it. */
function consolidation(lobe: Lobe, extent: number): Opacity {
  const { x: cx, y: cy, wide, high, above, below } = LOBES[lobe];
  const spread = 0.62 + 0.5 * extent;
  return {
    ...EVERYWHERE,
    density: (x, y) => {
      const dx = (x - cx) / (wide * spread);
      const dy = (y - cy) / (high * spread);
      const inside = 1.25 - (dx * dx + dy * dy);
      const cloud = step(inside, 1.9);
      return clamp(0.35 + 0.6 * extent, 0, 0.9) * cloud * step(y - above, 7) * step(below - y, 7);
    },
  };
}

/** Everything in the chest that is not air where air should be. */
export function opacities(thorax: Thorax, findings: ChestFindings): Opacity[] {
  const { oedema, effusion: fluid, consolidation: filled } = findings;
  return [
    ...(oedema > 0 ? [oedemaHaze(oedema)] : []),
    ...(fluid.right > 0 ? [effusion(thorax, -1, fluid.right)] : []),
    ...(fluid.left > 0 ? [effusion(thorax, 1, fluid.left)] : []),
    ...(filled ? [consolidation(filled.lobe, filled.extent)] : []),
  ];
}
