import { formatDateTime } from './calendar.ts';
import { simulateMember } from './cohort.ts';
import { drawGenome, genomePerson, genomicFiles } from './genomics/genome.ts';
import { planStudies } from './imaging/plan-studies.ts';
import type { PlannedStudy } from './imaging/study.ts';
import { simulateChart } from './patient.ts';
import type { SampleName } from './sample-names.ts';
import { planWeek } from './wearables/plan-week.ts';
import { takeReadings } from './wearables/readings.ts';
import { MINUTE_MS, WEEK_MINUTES } from './wearables/week.ts';

/** A file as it stands, or a study whose pixels `renderStudy` computes. */
export type SampleContent = { readonly bytes: Uint8Array } | { readonly study: PlannedStudy };

/** One person with something to see in every part: oedema and effusions, an ejection fraction of 31 %, atrial fibrillation. */
const COHORT = { cohort: 'hf', seed: 12 } as const;
const INDEX = 204;

const person = () => simulateChart(COHORT.seed, INDEX);
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

function chart(): Uint8Array {
  const { bundle } = simulateMember(COHORT, INDEX, { modalities: new Set(['ehr']), shortcut: 0 });
  return utf8(JSON.stringify(bundle));
}

function study(kind: PlannedStudy['kind']): PlannedStudy {
  const found = planStudies(person(), 0).find((one) => one.kind === kind);
  if (!found) throw new TypeError(`The person of the samples had no ${kind}`);
  return found;
}

const genome = (): Uint8Array => genomicFiles(drawGenome(genomePerson(person())))[0].bytes;

const cell = (value: number | undefined): string =>
  value === undefined || Number.isNaN(value) ? '' : String(value);

/** As apps of watches export it: one row a minute, empty where nothing was read. */
function week(): Uint8Array {
  const planned = planWeek(person());
  const { heartRate, saturation, steps } = takeReadings(planned);
  const rows = Array.from({ length: WEEK_MINUTES }, (_, minute) => {
    const time = formatDateTime(planned.week.startMs + minute * MINUTE_MS);
    return [time, cell(heartRate[minute]), cell(saturation[minute]), cell(steps[minute])].join(',');
  });
  return utf8(`${['time,heart rate,SpO2,steps', ...rows].join('\n')}\n`);
}

/** What a sample holds: the same bytes whenever it is made. */
export function sampleContent(name: SampleName): SampleContent {
  switch (name) {
    case 'chart':
      return { bytes: chart() };
    case 'x-ray':
      return { study: study('chest-radiograph') };
    case 'echo':
      return { study: study('echocardiogram') };
    case 'genome':
      return { bytes: genome() };
    case 'week':
      return { bytes: week() };
  }
}
