import { openStream } from '../../stream.ts';
import { openGrain } from '../grain.ts';
import { takeBeat } from './beat.ts';
import { type Cycle, ejectedShare, endFrames, planCycle, valveOpening } from './cardiac-cycle.ts';
import { compress, laySector, moveTissue } from './film-beats.ts';
import type { EchoFindings } from './findings.ts';
import { type HeartFrame, placeHeart } from './heart-map.ts';
import { drawLeaflets } from './leaflets.ts';
import { drawQuality, type Machine, pickMachine } from './machine.ts';
import { drawScale, drawTrace, layTrace } from './overlay.ts';
import { scanConvert } from './rest-picture.ts';
import { HEIGHT, openScreen, type Screen, toColumn, toRow, WIDTH } from './screen.ts';
import { scanAtRest } from './speckle.ts';
import { contract, DISCS, discVolume, endDiastole, type Ventricle, wallAt } from './ventricle-shape.ts';

/** Pixel positions along the inner border: septal hinge, septum, apex, lateral wall, lateral hinge. */
export type Contour = readonly { readonly column: number; readonly row: number }[];

/** What is true of the clip: by Simpson's discs on the very borders that were drawn. */
export type ClipTruth = {
  readonly ejectionFraction: number;
  readonly endDiastolicVolume: number;
  readonly endSystolicVolume: number;
  /** From 0; either is the first of its kind in the clip. */
  readonly endDiastolicFrame: number;
  readonly endSystolicFrame: number;
  readonly endDiastolicContour: Contour;
  readonly endSystolicContour: Contour;
};

/** `Frame` is what was made of each picture. */
export type Clip<Frame = unknown> = {
  readonly frames: readonly Frame[];
  readonly cycle: Cycle;
  readonly screen: Screen;
  readonly machine: Machine;
  readonly truth: ClipTruth;
};

export type ClipOptions = {
  /** 0 … 1: how much of the view ribs and lung take away. */
  readonly dropout: number;
  /** 0 … 1: how much of the beat is over when the clip begins; none of it unless given, as if started by the R wave. */
  readonly start?: number;
};

function contour(frame: HeartFrame, ventricle: Ventricle, screen: Screen): Contour {
  const heights = Array.from({ length: 2 * DISCS + 1 }, (_, i) => i / (2 * DISCS));
  const at = (s: number, r: number) => {
    const a = (1 - s) * ventricle.length;
    return {
      column: toColumn(screen, frame.apexX + a * frame.axisX + r * frame.axisY),
      row: toRow(screen, frame.apexY + a * frame.axisY - r * frame.axisX),
    };
  };
  return [
    ...heights.map((s) => at(s, -wallAt(ventricle.septal, s))),
    ...heights.toReversed().map((s) => at(s, wallAt(ventricle.lateral, s))),
  ];
}

function truthOf(frame: HeartFrame, systole: Ventricle, cycle: Cycle, screen: Screen): ClipTruth {
  const ends = endFrames(cycle);
  const full = discVolume(frame.rest);
  const left = discVolume(systole);
  return {
    ejectionFraction: (100 * (full - left)) / full,
    endDiastolicVolume: full,
    endSystolicVolume: left,
    endDiastolicFrame: ends.diastole,
    endSystolicFrame: ends.systole,
    endDiastolicContour: contour(frame, frame.rest, screen),
    endSystolicContour: contour(frame, systole, screen),
  };
}

type ClipKey = { readonly seed: number; readonly index: number; readonly study: number };

/** The machine and its timing, and the stream from which all else about the clip is drawn. */
function openClip(key: ClipKey, { heartRate }: EchoFindings, { start }: ClipOptions) {
  const stream = openStream(key.seed, key.index, `echocardiogram-${key.study}`);
  const machine = pickMachine(stream);
  return { stream, machine, cycle: planCycle(heartRate, machine.framesPerSecond, start) };
}

/** When the clip shows what, known without filming it. */
export const clipCycle = (key: ClipKey, findings: EchoFindings, options: ClipOptions): Cycle =>
  openClip(key, findings, options).cycle;

/** Depth that shows the atria's roof: 16 cm, more for a long heart. */
const depthFor = (ventricle: Ventricle): number => Math.max(15, Math.ceil(ventricle.length + 6.6));

/**
 * An apical four-chamber clip of 8-bit pictures, WIDTH × HEIGHT. Each is handed to `develop` in one and the same array, so
 * that a clip of 15 MB never lies in memory.
 */
export function filmHeart<Frame>(
  key: ClipKey,
  findings: EchoFindings,
  options: ClipOptions,
  develop: (picture: Uint8Array) => Frame,
): Clip<Frame> {
  const { stream, machine, cycle } = openClip(key, findings, options);
  const quality = drawQuality(stream, options.dropout);
  const grain = openGrain(stream);
  const frame = placeHeart(endDiastole(findings.endDiastolicVolume));
  const screen = openScreen(depthFor(frame.rest));
  const rest = scanConvert(scanAtRest(frame, screen.depth + 1, machine.beamWidth, grain), screen);
  const sector = laySector(frame, screen, quality);
  const scale = drawScale(screen);
  const trace = layTrace(cycle);
  const picture = new Uint8Array(WIDTH * HEIGHT);
  const decibels = new Float32Array(WIDTH * HEIGHT);
  const frames = Array.from({ length: cycle.frames }, (_, i) => {
    const beat = takeBeat(frame, contract(frame.rest, findings, ejectedShare(cycle, i)));
    moveTissue(frame, beat, screen, rest, sector, decibels);
    drawLeaflets(frame, beat, valveOpening(cycle, i), screen, { width: WIDTH, decibels }, grain);
    picture.set(scale);
    compress(sector, decibels, machine, grain, picture);
    drawTrace(picture, trace, (i + 0.5) / cycle.frames);
    return develop(picture);
  });
  const systole = contract(frame.rest, findings, 1);
  return { frames, cycle, screen, machine, truth: truthOf(frame, systole, cycle, screen) };
}
