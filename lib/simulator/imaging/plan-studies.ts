import { DAY_MS, HOUR_MS } from '#lib/clinical/moment.ts';
import { clamp, logistic } from '../arithmetic.ts';
import { hasComorbidity } from '../ehr/history.ts';
import type { ChartContent } from '../patient.ts';
import { openStream } from '../stream.ts';
import { drawChestFindings } from './chest-radiograph/draw-chest-findings.ts';
import { drawEchoFindings } from './echocardiogram/draw-echo-findings.ts';
import { imagedPerson } from './imaged-person.ts';
import type { PlannedStudy } from './study.ts';

/**
 * The two studies of a heart-failure admission: a film on arrival, in bed when the patient is too breathless to stand,
 * and an echo on the second day, recorded from any moment of the beat on: not every machine waits for the R wave, and who
 * learned that the first frame is the fullest would be wrong elsewhere. `shortcut` 0 … 1: how far the film's machine tells chronic kidney disease, which no
 * film shows, so that whoever predicts it from one has learned the machine.
 */
export function planStudies(content: ChartContent, shortcut: number): readonly PlannedStudy[] {
  const { seed, index, state, history, visits } = content;
  const stay = visits.at(-1);
  if (stay === undefined) return [];
  const stream = openStream(seed, index, 'imaging-orders');
  const inBed = stream.chance(logistic(-1 + 0.8 * state.admissionCongestion + 0.3 * state.frailty));
  const filmMs = stay.startMs + stream.integer(20, 100) * 60_000;
  const echoMs = Math.min(stay.startMs + (0.75 + 0.7 * stream.uniform()) * DAY_MS, stay.endMs - HOUR_MS);
  const dropout = clamp(0.12 + 0.02 * (state.person.bodyMassIndex - 29) + 0.1 * stream.normal(), 0, 0.6);
  const person = imagedPerson(content);
  return [
    {
      kind: 'chest-radiograph',
      person,
      moment: { study: 0, ms: filmMs },
      findings: drawChestFindings(seed, index, state, { copd: hasComorbidity(history, 'copd') }),
      options: {
        projection: inBed ? 'AP' : 'PA',
        shortcut: { strength: shortcut, marked: hasComorbidity(history, 'chronic-kidney-disease') },
      },
    },
    {
      kind: 'echocardiogram',
      person,
      moment: { study: 0, ms: Math.floor(echoMs / 60_000) * 60_000 },
      findings: drawEchoFindings(seed, index, state, {
        infarcted: hasComorbidity(history, 'ischaemic-heart-disease'),
      }),
      options: { dropout, start: openStream(seed, index, 'echo-start').uniform() },
    },
  ];
}
