import type { Grain } from '../grain.ts';
import { type Beat, heightIndex } from './beat.ts';
import { type HeartFrame, WALL } from './heart-map.ts';
import { type Screen, toColumn, toRow } from './screen.ts';
import { bullet, wallAt } from './ventricle-shape.ts';

/** A point in heart coordinates, cm. */
type Point = { readonly a: number; readonly r: number };

/** A leaflet: where it hangs, and its edge when the valve is shut and when it stands open. */
type Leaflet = { readonly hinge: Point; readonly shut: Point; readonly open: Point };

const THICKNESS_CM = 0.065;
const STRENGTH = -17;

/** Where tissue on the septal side at the base that lay at `r` (> 0) at end-diastole is now: the inverse of `restDistance`. */
function moved({ now, septal }: Beat, r: number): number {
  return Math.sqrt(r * r - (septal.shift[heightIndex(now.length)] ?? 0));
}

function leaflets({ rest }: HeartFrame, beat: Beat): Leaflet[] {
  const { now } = beat;
  const base = now.length - 0.02;
  const inner = -wallAt(now.septal, 0);
  const outer = wallAt(now.lateral, 0);
  const meet = inner + 0.58 * (outer - inner);
  const septum = -moved(beat, (Math.max(...rest.lateral) + WALL) * bullet(0.08));
  const flank = -moved(beat, (Math.max(...rest.lateral) + WALL) * bullet(0.08) + 2.75);
  const low = base - 0.36;
  const between = 0.5 * (septum + flank);
  return [
    {
      hinge: { a: base, r: inner },
      shut: { a: base - 0.3, r: meet },
      open: { a: base - 2, r: inner + 0.55 },
    },
    {
      hinge: { a: base, r: outer },
      shut: { a: base - 0.34, r: meet + 0.05 },
      open: { a: base - 1.25, r: outer - 0.3 },
    },
    {
      hinge: { a: low, r: septum },
      shut: { a: low - 0.28, r: between },
      open: { a: low - 1.2, r: septum - 0.45 },
    },
    {
      hinge: { a: low, r: flank },
      shut: { a: low - 0.28, r: between },
      open: { a: low - 1.6, r: flank + 0.5 },
    },
  ];
}

/** Writes the leaflets into `decibels` (screen grid of `width`), brighter than what lies there. */
export function drawLeaflets(
  frame: HeartFrame,
  beat: Beat,
  opening: number,
  screen: Screen,
  picture: { readonly width: number; readonly decibels: Float32Array },
  grain: Grain,
): void {
  const thickness = THICKNESS_CM * screen.pixelsPerCm;
  for (const { hinge, shut, open } of leaflets(frame, beat)) {
    const edge = { a: shut.a + opening * (open.a - shut.a), r: shut.r + opening * (open.r - shut.r) };
    const belly = {
      a: 0.5 * (hinge.a + edge.a) + 0.12 - 0.3 * opening,
      r: 0.5 * (hinge.r + edge.r) + 0.25 * opening * (open.r - hinge.r),
    };
    const steps = 64;
    for (let i = 0; i <= steps; i += 1) {
      const t = i / steps;
      const bend = (from: number, middle: number, to: number) =>
        (1 - t) * (1 - t) * from + 2 * t * (1 - t) * middle + t * t * to;
      const a = bend(hinge.a, belly.a, edge.a);
      const r = bend(hinge.r, belly.r, edge.r);
      const x = frame.apexX + a * frame.axisX + r * frame.axisY;
      const y = frame.apexY + a * frame.axisY - r * frame.axisX;
      stamp(
        picture,
        toColumn(screen, x),
        toRow(screen, y),
        thickness * (1 - 0.3 * t),
        STRENGTH - 5 * grain.uniform() - 3 * t,
      );
    }
  }
}

function stamp(
  { width, decibels }: { readonly width: number; readonly decibels: Float32Array },
  column: number,
  row: number,
  radius: number,
  strength: number,
): void {
  const reach = Math.ceil(radius + 1);
  for (let y = Math.round(row) - reach; y <= Math.round(row) + reach; y += 1) {
    for (let x = Math.round(column) - reach; x <= Math.round(column) + reach; x += 1) {
      const dx = x - column;
      const dy = y - row;
      const over = Math.sqrt(dx * dx + dy * dy) - radius;
      const level = strength - 11 * Math.max(0, over);
      const p = y * width + x;
      if (over < 2.4 && level > (decibels[p] ?? 0)) decibels[p] = level;
    }
  }
}
