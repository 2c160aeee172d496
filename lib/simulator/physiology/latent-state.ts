import { openStream } from '../stream.ts';
import { drawAutonomicTone } from './autonomic-tone.ts';
import { drawCongestion } from './congestion.ts';
import { drawFrailty } from './frailty.ts';
import { drawInflammation } from './inflammation.ts';
import { drawKidney } from './kidney.ts';
import { drawPerson, type Person } from './person.ts';
import { drawVentricle } from './ventricle.ts';

/** What no chart shows and everything follows from. Each number but `person` has mean 0 and standard deviation 1. */
export type LatentState = {
  readonly person: Person;
  /** Higher is better. */
  readonly ventricle: number;
  /** Higher is better. */
  readonly kidney: number;
  readonly frailty: number;
  readonly inflammation: number;
  readonly autonomicTone: number;
  readonly congestion: number;
  readonly admissionCongestion: number;
};

/** Later modalities add latents at the end, each with a stream of its own, so that these stay as they are. */
export function drawLatentState(seed: number, patient: number): LatentState {
  const stream = openStream(seed, patient, 'latent-state');
  const person = drawPerson(stream);
  const ventricle = drawVentricle(stream, person);
  const kidney = drawKidney(stream, person);
  const frailty = drawFrailty(stream, person, kidney);
  const inflammation = drawInflammation(stream, kidney, frailty);
  const autonomicTone = drawAutonomicTone(stream, ventricle, inflammation);
  const { residual, admission } = drawCongestion(stream, kidney, ventricle, autonomicTone);
  return {
    person,
    ventricle,
    kidney,
    frailty,
    inflammation,
    autonomicTone,
    congestion: residual,
    admissionCongestion: admission,
  };
}
