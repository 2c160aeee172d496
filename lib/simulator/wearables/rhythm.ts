import { clamp, exp } from '../arithmetic.ts';
import { openStream } from '../stream.ts';
import type { Wearer } from './wearer.ts';
import { WEEK_MINUTES } from './week.ts';

/** Of those with the diagnosis; the rest is paroxysmal. Chiang CE et al., RealiseAF, Circ Arrhythm Electrophysiol 2012;5:632–639. */
const PERMANENT = 0.5;
/** Without the diagnosis: a silent paroxysm in the week. */
const SILENT = 0.03;

/** 1 while in atrial fibrillation, per minute. */
export function drawFibrillation({ seed, index, atrialFibrillation }: Wearer): Uint8Array {
  const stream = openStream(seed, index, 'wearable-rhythm');
  const minutes = new Uint8Array(WEEK_MINUTES);
  const permanent = stream.chance(PERMANENT);
  const silent = stream.chance(SILENT);
  if (atrialFibrillation && permanent) return minutes.fill(1);
  const paroxysms = atrialFibrillation ? stream.count(1.8) : silent ? 1 : 0;
  for (let n = 0; n < paroxysms; n += 1) {
    const start = stream.integer(0, WEEK_MINUTES - 1);
    const hours = clamp(3 * exp(1.1 * stream.normal()), 0.2, 60);
    minutes.fill(1, start, start + Math.round(hours * 60));
  }
  return minutes;
}
