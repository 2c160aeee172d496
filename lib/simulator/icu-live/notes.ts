import { openStream } from '../stream.ts';
import type { LiveStay } from './live-stay.ts';
import { stateAt, valueAt } from './tracks.ts';
import type { Given } from './treatment.ts';
import { MINUTE_MS, minutesOf } from './ward.ts';

/** What staff wrote, as they could see it; nothing of the truth that is not at the bedside. */
export type CareNote = {
  readonly id: string;
  readonly at: number;
  readonly role: 'nurse' | 'physician';
  readonly text: string;
};

const GIVEN: Readonly<Record<Given['what'], readonly ['nurse' | 'physician', string]>> = {
  antibiotics: ['physician', 'Infection suspected: blood cultures taken, broad antibiotics started.'],
  fluids: ['nurse', 'Crystalloid 500 mL over 30 min started.'],
  blood: ['physician', 'Bleeding: red cells started, source to be found.'],
  noradrenaline: ['nurse', 'Noradrenaline started at 0.05 µg/kg/min, goal MAP 65 mmHg.'],
  oxygen: ['nurse', 'High-flow oxygen started for low saturation.'],
  intubation: ['physician', 'Intubated, propofol and sufentanil running, RASS −3.'],
  'rate-control': ['physician', 'Atrial fibrillation with a fast rate: amiodarone started.'],
};

const ROUND_MINUTES = 240;

/** What a nurse sees on a round. */
function seen({ tracks, baseline }: LiveStay, minute: number): string {
  const infection = valueAt(tracks.infection, minute);
  const ventilated = stateAt(tracks.ventilated, minute) > 0;
  const cold = valueAt(tracks.deficit, minute) > 900;
  const mind = ventilated
    ? 'Sedated, RASS −2.'
    : infection > 0.45
      ? 'Drowsy, answers slowly.'
      : 'Awake, oriented.';
  const skin = cold
    ? 'Hands cold, refill 4 s.'
    : infection > 0.35
      ? 'Warm, flushed, sweating.'
      : 'Skin warm and dry.';
  const breath =
    valueAt(tracks.lung, minute) > 0.3 && !ventilated
      ? 'Laboured breathing, talks in short sentences.'
      : 'Breathing calm.';
  const urine = Math.round(
    Math.max(4, 75 * (baseline.creatinine / valueAt(tracks.creatinine, minute)) - 40 * infection),
  );
  return `${mind} ${skin} ${breath} Urine ${urine} mL/h.`;
}

export function notesOf(live: LiveStay): CareNote[] {
  const { stay, given } = live;
  const stream = openStream(stay.seed, stay.index, 'icu-live-notes');
  const rounds = Array.from({ length: Math.floor(minutesOf(stay) / ROUND_MINUTES) }, (_, k): CareNote => {
    const minute = k * ROUND_MINUTES + stream.integer(20, 60);
    const at = stay.from + minute * MINUTE_MS + stream.integer(0, 59) * 1000;
    return { id: `round-${k}`, at, role: 'nurse', text: seen(live, minute) };
  });
  const acts = given.map(({ minute, what }): CareNote => {
    const [role, text] = GIVEN[what];
    const at = stay.from + (minute + stream.integer(2, 9)) * MINUTE_MS;
    return { id: `${what}-${minute}`, at, role, text };
  });
  return [...rounds, ...acts].filter(({ at }) => at < stay.to).sort((a, b) => a.at - b.at);
}
