/** Writes docs/generated/ecg-noise.json: beats found and invented in drawn and recorded leads at falling quality. */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { compareBeats } from '#lib/signal/ecg/beat-agreement.ts';
import { detectRPeaks } from '#lib/signal/ecg/detect-r-peaks.ts';
import { NOISE_BANDS, noiseBursts, withNoise } from '#lib/signal/fixtures/noise-bursts.ts';
import { sampleEcg } from '#lib/signal/fixtures/sample-ecg.ts';
import { RHYTHMS } from '#lib/signal/fixtures/sample-rhythms.ts';
import { isBeat, readWfdbAnnotations } from '#lib/signal/readers/wfdb-annotations.ts';
import { readWfdbLead } from '#lib/signal/readers/wfdb-record.ts';

type Lead = {
  readonly name: string;
  readonly samples: Float32Array;
  readonly rate: number;
  /** Seconds. */
  readonly beats: readonly number[];
};

const SEED = 404;
const SIZES = [0, 0.15, 0.3, 0.5];
const FOLDER = '../shared/data/ecg/wfdb-sample-data';
const open = async (name: string) => {
  const path = `${FOLDER}/${name}`;
  return existsSync(path) ? readFile(path) : null;
};

/** Both leads of MIT-BIH record 100 with the beats of its annotators; none where the data folder is absent. */
async function recordedLeads(): Promise<Lead[]> {
  const annotations = await open('100.atr');
  if (!annotations) return [];
  const beats = readWfdbAnnotations(annotations).filter(isBeat);
  const leads = await Promise.all([0, 1].map((index) => readWfdbLead('100', index, open)));
  return leads.flatMap(({ lead }, index) =>
    lead
      ? [
          {
            name: `MIT-BIH 100, lead ${index}`,
            samples: lead.samples,
            rate: lead.rate,
            beats: beats.map(({ sample }) => sample / lead.rate),
          },
        ]
      : [],
  );
}

const drawnLeads = (): Lead[] =>
  Object.entries(RHYTHMS).map(([name, rhythm]) => ({
    name: `drawn, ${name}`,
    ...sampleEcg({ rate: 360, seconds: 900, seed: SEED, rhythm }),
  }));

const percent = (share: number): number => Math.round(10_000 * share) / 100;

function measure({ samples, rate, beats }: Lead) {
  return Object.entries(NOISE_BANDS).flatMap(([noise, band]) =>
    SIZES.map((millivolts) => {
      const added = noiseBursts(samples.length, rate, band, millivolts, SEED);
      const { seconds } = detectRPeaks(withNoise(samples, added), rate);
      const { sensitivity, precision } = compareBeats(beats, seconds, 0.15);
      return {
        noise,
        millivolts,
        sensitivityPercent: percent(sensitivity),
        precisionPercent: percent(precision),
      };
    }),
  );
}

const leads = [...(await recordedLeads()), ...drawnLeads()];
const body = {
  what: 'R peaks within 150 ms of the reference (ANSI/AAMI EC57); bursts of simulated noise a third of the time',
  leads: leads.map((lead) => ({ name: lead.name, beats: lead.beats.length, results: measure(lead) })),
};
await writeFile('docs/generated/ecg-noise.json', `${JSON.stringify(body, null, 2)}\n`);
