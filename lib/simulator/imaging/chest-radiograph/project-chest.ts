import { clamp } from '../../arithmetic.ts';
import { openStream } from '../../stream.ts';
import { openGrain } from '../grain.ts';
import { cloudTexture } from '../texture.ts';
import { aerate } from './aeration.ts';
import { detectorToChest, expose, type Positioning } from './exposure.ts';
import type { ChestFindings, Projection } from './findings.ts';
import { collimate, mark, toGrey } from './grey-scale.ts';
import type { Scanner } from './scanner.ts';
import { drawSkeleton } from './skeleton.ts';
import { layOutThorax, SIZE, type Thorax } from './thorax.ts';
import { type Build, drawTorso } from './torso.ts';
import { drawVessels } from './vessels.ts';

/** What is true of the picture itself. */
export type ProjectionTruth = {
  /** Widest heart over inner thoracic width as projected: above the patient's own ratio in a portable film. */
  readonly projectedRatio: number;
  readonly heartWidthMm: number;
  readonly thoracicWidthMm: number;
  readonly positioning: Positioning;
};

type ChestPicture = { readonly grey: Uint16Array; readonly truth: ProjectionTruth };

/** Seed, index of the patient in the cohort, and which film of the patient, from 0. */
type FilmKey = { readonly seed: number; readonly index: number; readonly film: number };

function drawPositioning(key: FilmKey, build: Build, projection: Projection): Positioning {
  const stream = openStream(key.seed, key.index, `chest-radiograph-${key.film}-positioning`);
  const stature = (build.sex === 'female' ? 0.98 : 1.05) * clamp(build.heightCm / 168, 0.88, 1.12);
  const careless = projection === 'AP' ? 2 : 1;
  return {
    zoom: clamp(stature * (1 + 0.02 * stream.normal()), 0.86, 1.14),
    tilt: 0.012 * careless * stream.normal(),
    shiftX: 4 * careless * stream.normal(),
    shiftY: 6 + 5 * careless * stream.normal(),
  };
}

function truthOf({ heartWidth, thoracicWidth }: Thorax, positioning: Positioning): ProjectionTruth {
  return {
    projectedRatio: heartWidth / thoracicWidth,
    heartWidthMm: heartWidth * positioning.zoom,
    thoracicWidthMm: thoracicWidth * positioning.zoom,
    positioning,
  };
}

/** Vessels take at most half of the air in their ray, so that those behind the heart stay faint. */
function displace(air: Float32Array, vessels: Float32Array): void {
  for (let p = 0; p < air.length; p += 1) {
    const before = air[p] ?? 0;
    air[p] = before - Math.min(vessels[p] ?? 0, 0.5 * before);
  }
}

/** A frontal chest film, 512 × 512 grey values 0 … 4095, bone bright; rows from the top, the patient's left at the right. */
export function projectChest(
  key: FilmKey,
  build: Build,
  findings: ChestFindings,
  projection: Projection,
  scanner: Scanner,
): ChestPicture {
  const anatomy = openStream(key.seed, key.index, 'chest-radiograph-anatomy');
  const physics = openStream(key.seed, key.index, `chest-radiograph-${key.film}-exposure`);
  const thorax = layOutThorax(findings, projection);
  const air = aerate(thorax, findings, cloudTexture(openGrain(anatomy), SIZE, 40));
  displace(air, drawVessels(thorax, findings, anatomy));
  const bone = drawSkeleton(thorax, projection, findings.hyperinflation, anatomy);
  const soft = drawTorso(thorax, build, projection, air);
  const positioning = drawPositioning(key, build, projection);
  const grey = toGrey(expose(thorax, { soft, bone }, positioning, scanner, physics), scanner);
  collimate(grey, scanner, physics);
  mark(grey, projection);
  return { grey, truth: truthOf(thorax, positioning) };
}

/** Position in the upright chest of a detector pixel: for measuring a film whose positioning is known. */
export { detectorToChest };
