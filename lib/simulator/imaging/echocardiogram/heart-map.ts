import { clamp } from '../../arithmetic.ts';
import { bullet, type Ventricle, wallAt } from './ventricle-shape.ts';

/**
 * Where the heart lies at end-diastole. Heart coordinates in cm: `a` from the left-ventricular apex towards the base,
 * `r` from the long axis to the viewer's right, which is the lateral wall; the right heart is at negative r.
 */
export type HeartFrame = {
  readonly apexX: number;
  readonly apexY: number;
  /** Unit vector from apex to base. */
  readonly axisX: number;
  readonly axisY: number;
  readonly rest: Ventricle;
};

export function placeHeart(rest: Ventricle): HeartFrame {
  const widest = Math.max(...rest.lateral);
  const axisX = 0.11;
  return { apexX: 0.3 - 0.4 * (widest - 2.3), apexY: 2.3, axisX, axisY: Math.sqrt(1 - axisX * axisX), rest };
}

/** Echo strength in dB below the strongest. */
const LEVEL = {
  blood: -60,
  septum: -23,
  lateral: -26,
  thinWall: -24,
  pericardium: -9,
  annulus: -12,
  liver: -34,
  lung: -41,
} as const;
/** Thickness of the ventricle's wall at end-diastole, cm. */
export const WALL = 0.92;
const THIN = 0.32;

/** Position of a point relative to an ellipse: below 1 inside. */
const ellipse = (da: number, dr: number, along: number, across: number): number =>
  Math.sqrt((da / along) * (da / along) + (dr / across) * (dr / across));

type Basis = { length: number; base: number; epicardium: (a: number) => number };

function basis(rest: Ventricle): Basis {
  const widest = Math.max(...rest.lateral);
  const tip = 0.8;
  return {
    length: rest.length,
    base: wallAt(rest.lateral, 0),
    epicardium: (a) => {
      const s = 1 - (a + tip) / (rest.length + tip);
      return (widest + WALL) * bullet(clamp(s, 0, 1));
    },
  };
}

/** Left ventricle: cavity, wall and pericardium; null outside. */
function leftVentricle(rest: Ventricle, body: Basis, a: number, r: number): number | null {
  if (a < -0.8 || a > body.length) return null;
  const inner = a < 0 ? 0 : wallAt(rest.lateral, 1 - a / body.length);
  const outer = body.epicardium(a);
  const distance = Math.abs(r);
  if (distance < inner) return LEVEL.blood;
  if (distance < outer) return r < 0 ? LEVEL.septum : LEVEL.lateral;
  const pericardium = r > 0 && a > 0.4 && distance < outer + 0.16;
  return pericardium ? LEVEL.pericardium : null;
}

/** Right ventricle: a crescent on the septum that opens towards the base, with a moderator band. */
function rightVentricle(body: Basis, a: number, r: number): number | null {
  const start = 0.2 * body.length;
  const t = (a - start) / (body.length - 0.35 - start);
  const septum = -body.epicardium(a);
  if (t < -0.05 || t > 1 || r > septum) return null;
  const width = 3.1 * Math.sqrt(clamp(t, 0, 1)) * (1 - 0.12 * t);
  const into = septum - r;
  if (into < width) return t + 0.12 * into < 0.2 ? LEVEL.septum - 12 : LEVEL.blood;
  return into < width + THIN + 0.1 ? LEVEL.thinWall : null;
}

/** Both atria below the valves, with the septum between them; the fibrous annuli are bright. */
function atria(body: Basis, a: number, r: number): number | null {
  const { length, base } = body;
  const across = Math.max(2, 1.12 * base);
  const left = ellipse(a - length - 1.95, r - 0.05, 3, across);
  const right = ellipse(a - length - 1.6, r + across + 2.45, 2.9, 2.2);
  const hinges = [-base - 0.3, base + 0.3];
  if (hinges.some((hinge) => ellipse(a - length + 0.05, r - hinge, 0.2, 0.32) < 1)) return LEVEL.annulus;
  if (left < 1 && a > length - 0.02) return LEVEL.blood;
  if (right < 1 && a > length - 0.37) return LEVEL.blood;
  if (left < 1 + THIN / 2.4 && a > length - 0.1) return LEVEL.thinWall;
  if (right < 1 + THIN / 2.6 && a > length - 0.45) return LEVEL.thinWall;
  return null;
}

/** Echo strength in dB at a point of the chest at end-diastole, before speckle. */
export function echoStrength(frame: HeartFrame): (a: number, r: number, depth: number) => number {
  const body = basis(frame.rest);
  return (a, r, depth) => {
    const heart =
      leftVentricle(frame.rest, body, a, r) ?? rightVentricle(body, a, r) ?? atria(body, a, r) ?? null;
    if (heart !== null) return Math.max(heart, -36 - 6 * depth);
    const nearField = depth < 2.2 ? 14 * (1 - depth / 2.2) : 0;
    return (r > 0 ? LEVEL.lung : LEVEL.liver) - 0.9 * Math.max(0, depth - 6) + nearField;
  };
}
