import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AlertCondition } from '#lib/icu/alerts/alert.ts';
import { stageOneInputs } from '#lib/icu/stage-one/features.ts';
import {
  featuresOf,
  type HourlySession,
  hourlySession,
  predictRows,
  rowAt,
} from '#lib/icu/stage-one/predict.ts';
import { stageOneQuestions } from '#lib/icu/stage-one/questions.ts';
import { factorsAt } from '#lib/icu/stage-one/reasons.ts';
import { openNodeSession } from '#lib/inference/node-session.ts';
import type { BedModel } from './bed-model.ts';

/** Of a score that many are told with it; the rest does little. */
const MOST_FACTORS = 8;

function modelOf(condition: AlertCondition, session: HourlySession): BedModel {
  const { manifest } = session;
  const features = featuresOf(manifest);
  return {
    name: `${manifest.id}/${manifest.version}`,
    condition,
    horizonHours: manifest.horizonHours,
    threshold: manifest.threshold.probability,
    identity: {
      model: {
        id: manifest.id,
        version: String(manifest.version),
        graphs: Object.fromEntries(manifest.graphs.map(({ name, file }) => [name, file.sha256])),
      },
      simulatedTraining: manifest.training.simulated,
    },
    async predict(asked) {
      if (asked.length === 0) return [];
      // The model runs in this thread: whoever waits for an answer of the server comes in between.
      await nextTurn();
      const rows = asked.map(({ stay, hour }) => rowAt(stay, hour, features));
      return [...(await predictRows(session, rows)).probability];
    },
    async explain({ stay, hour }) {
      const row = rowAt(stay, hour, features);
      const factors = await factorsAt(session, { stay, hour, row });
      return factors
        .slice(0, MOST_FACTORS)
        .map(({ modality, measure, text, share }) => ({ modality, feature: measure, text, share }));
    },
  };
}

/** The models of stage one, from the folder of the program. Throws `ModelError`. */
export const openStageOne = (): Promise<readonly BedModel[]> =>
  Promise.all(
    (['sepsis', 'deterioration'] as const).map(async (condition) => {
      const folder = join(/* turbopackIgnore: true */ process.cwd(), 'public', stageOneQuestions[condition]);
      return modelOf(condition, hourlySession(await openNodeSession(folder, stageOneInputs)));
    }),
  );
