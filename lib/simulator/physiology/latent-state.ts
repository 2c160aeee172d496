import { openStream } from '../stream.ts';
import { type Ancestry, drawAncestry } from './ancestry.ts';
import { drawAutonomicTone } from './autonomic-tone.ts';
import { drawCongestion } from './congestion.ts';
import { drawFrailty } from './frailty.ts';
import { drawInflammation } from './inflammation.ts';
import { drawInheritedLiability, type InheritedLiability } from './inherited-liability.ts';
import { drawKidney } from './kidney.ts';
import { drawPerson, type Person } from './person.ts';
import { drawRespiratoryDisease } from './respiratory-disease.ts';
import { drawVentricle } from './ventricle.ts';

/** What no chart shows and everything follows from. Each number has mean 0 and standard deviation 1, `person` and `ancestry` aside. */
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
  readonly inherited: InheritedLiability;
  /** Higher is worse. */
  readonly respiratory: number;
  readonly ancestry: Ancestry;
};

/** Later modalities add latents at the end, each with a stream of its own, so that these stay as they are. */
export function drawLatentState(seed: number, patient: number): LatentState {
  const stream = openStream(seed, patient, 'latent-state');
  const person = drawPerson(stream);
  const inherited = drawInheritedLiability(seed, patient);
  const ventricle = drawVentricle(stream, person, inherited);
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
    inherited,
    respiratory: drawRespiratoryDisease(seed, patient, person, frailty, inflammation),
    ancestry: drawAncestry(seed, patient),
  };
}
