import { clamp, power } from '../../arithmetic.ts';
import type { EchoFindings, WallMotion } from './findings.ts';

/** Discs of the biplane/single-plane summation: Lang RM et al., J Am Soc Echocardiogr 2015;28:1–39. */
export const DISCS = 20;

/** A left ventricle at one instant: cm; wall distances from the long axis at the middle of each disc, base first. */
export type Ventricle = {
  readonly length: number;
  readonly septal: readonly number[];
  readonly lateral: readonly number[];
};

const middles = Array.from({ length: DISCS }, (_, i) => (i + 0.5) / DISCS);

/** Half-width of a bullet by height (0 base … 1 apex), as a share of the widest. */
export function bullet(s: number): number {
  if (s >= 1) return 0;
  if (s < 0.3) return 1 - 2 * (0.3 - s) * (0.3 - s);
  return Math.sqrt(Math.max(0, 1 - power((s - 0.3) / 0.7, 2.2)));
}

const sum = (list: readonly number[]): number => list.reduce((total, x) => total + x, 0);

/** Volume in ml by Simpson's single-plane method of discs: V = π/4 · L/20 · Σ dᵢ². */
export function discVolume({ length, septal, lateral }: Ventricle): number {
  const squares = septal.map((inner, i) => {
    const d = inner + (lateral[i] ?? 0);
    return d * d;
  });
  return (Math.PI / 4) * (length / DISCS) * sum(squares);
}

/** The dilated are rounder: length over width falls from 1.85 to 1.5. */
export function endDiastole(volume: number): Ventricle {
  const roundness = 0.27 + 0.06 * clamp((volume - 120) / 150, 0, 1);
  const shape = middles.map(bullet);
  const perCube = (Math.PI / DISCS) * roundness * roundness * sum(shape.map((g) => g * g));
  const length = power(volume / perCube, 1 / 3);
  const half = shape.map((g) => g * roundness * length);
  return { length, septal: half, lateral: half };
}

/** How far each disc's wall takes part in the contraction: 1 as the others, 0 not at all. */
function motility(side: 'septal' | 'lateral', motion: WallMotion | null): readonly number[] {
  return middles.map((s) => {
    if (!motion) return 1;
    const hit = motion.segment === 'apical' ? s > 0.35 : motion.segment === side && s > 0.1;
    const fade = motion.segment === 'apical' ? clamp((s - 0.35) / 0.35, 0, 1) : clamp((s - 0.1) / 0.25, 0, 1);
    return hit ? 1 - motion.severity * fade : 1;
  });
}

/** Shortest the walls may come together: the cavity never closes. */
const MOST_CONTRACTED = 0.85;

/**
 * The ventricle when `ejected` of its stroke is out (0 end-diastole, 1 end-systole). Its volume is exact as long as the
 * moving walls can make up for those that do not. The base descends by up to 15 % of the length.
 */
export function contract(rest: Ventricle, findings: EchoFindings, ejected: number): Ventricle {
  const { ejectionFraction, endDiastolicVolume, wallMotion } = findings;
  const length = rest.length * (1 - 0.0022 * ejectionFraction * ejected);
  const volume = endDiastolicVolume * (1 - (ejectionFraction / 100) * ejected);
  const inner = motility('septal', wallMotion);
  const outer = motility('lateral', wallMotion);
  const width = rest.septal.map((w, i) => w + (rest.lateral[i] ?? 0));
  const moving = rest.septal.map((w, i) => w * (inner[i] ?? 1) + (rest.lateral[i] ?? 0) * (outer[i] ?? 1));
  // Σ(width − c·moving)² = wanted, the lesser root in c.
  const wanted = volume / ((Math.PI / 4) * (length / DISCS));
  const a = sum(moving.map((m) => m * m));
  const b = sum(moving.map((m, i) => m * (width[i] ?? 0)));
  const c0 = sum(width.map((w) => w * w)) - wanted;
  const root = (b - Math.sqrt(Math.max(0, b * b - a * c0))) / a;
  const c = clamp(root, -0.2, MOST_CONTRACTED);
  return {
    length,
    septal: rest.septal.map((w, i) => w * (1 - c * (inner[i] ?? 1))),
    lateral: rest.lateral.map((w, i) => w * (1 - c * (outer[i] ?? 1))),
  };
}

/** Wall distance at height `s` between disc middles; towards the apex it closes like the bullet. */
export function wallAt(discs: readonly number[], s: number): number {
  const last = discs[DISCS - 1] ?? 0;
  const edge = (DISCS - 0.5) / DISCS;
  if (s >= edge) return (last * bullet(s)) / bullet(edge);
  const position = Math.max(0, s * DISCS - 0.5);
  const i = Math.floor(position);
  const low = discs[i] ?? 0;
  return low + (position - i) * ((discs[i + 1] ?? low) - low);
}
