import type { AlertFactor } from '#lib/icu/alerts/alert.ts';
import type { IcuRisk } from '#lib/icu/alerts/icu-schema.ts';
import type { PatientScore } from '#lib/icu/alerts/score.ts';
import { auditSight } from '#lib/server/icu/audit/audit-sight.ts';
import { enterWard } from '#lib/server/icu/ward.ts';
import { problem } from '../../../../risk/problem.ts';
import { answerSignedIn } from '../../../answer-signed-in.ts';

type Context = { readonly params: Promise<{ readonly id: string }> };

const UNKNOWN = problem(404, 'Nobody of this id is in intensive care here.');
const TOP = 5;

/** Factors by kind of data, each with the largest first. */
function byModality(factors: readonly AlertFactor[]): IcuRisk['scores'][number]['modalities'] {
  return [...Map.groupBy(factors, ({ modality }) => modality)]
    .map(([modality, own]) => ({
      modality,
      share: own.reduce((sum, { share }) => sum + share, 0),
      factors: own.toSorted((a, b) => Math.abs(b.share) - Math.abs(a.share)).slice(0, TOP),
    }))
    .sort((a, b) => Math.abs(b.share) - Math.abs(a.share));
}

const toScore = ({ factors, ...score }: PatientScore): IcuRisk['scores'][number] => ({
  ...score,
  modalities: byModality(factors),
});

/** The risk of one patient now: scores with their reasons and receipts, rules, open alerts; or why there is none. */
export const GET = (_request: Request, { params }: Context): Promise<Response> =>
  answerSignedIn(async (database, { who }) => {
    const { id: patient } = await params;
    const { ward, leave } = await enterWard();
    try {
      const clock = ward.clock();
      const scores = ward.hub.wall.scoresOf(patient, clock);
      const bed = ward.hub.wall.bedOf(patient);
      if (!scores || bed === null) return UNKNOWN;
      await auditSight(database, { who, did: 'saw a risk', detail: { patient } });
      const { rules, alerts, simulated } = ward.hub.wall.tile(bed, clock);
      const lists = {
        rules: rules.map((rule) => ({ ...rule, missing: [...rule.missing] })),
        alerts: [...alerts],
      };
      return { patient, bed, scores: scores.map(toScore), ...lists, simulated } satisfies IcuRisk;
    } finally {
      leave();
    }
  });
