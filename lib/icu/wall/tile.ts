import { ageBand } from '#lib/clinical/age-band.ts';
import type { Alert } from '../alerts/alert.ts';
import type { PatientScore } from '../alerts/score.ts';
import { byUrgency } from '../alerts/urgency.ts';
import type { PatientCourse } from './patient-course.ts';
import type { Move, Placement } from './placements.ts';
import type { WallClock, WallRule, WallScore, WallTile } from './wall-message.ts';

const MINUTE_MS = 60_000;
/** A monitor that has told nothing for so long tells nothing of now. */
const NO_DATA_MS = 5 * MINUTE_MS;
/** A score that is so much older than the newest reading is no score of what is shown beside it. */
const OLD_SCORE_MS = 20 * MINUTE_MS;
/** A replay that runs fast is no broken stream: what is under way takes so much real time. */
const UNDER_WAY_MS = 3000;

/** What is known of a bed. */
export type Known = {
  readonly bed: string;
  readonly ward: string;
  readonly somebody: {
    readonly patient: string;
    readonly placement: Placement | null;
    readonly movedFrom: Move | null;
    readonly course: PatientCourse;
    readonly scores: readonly PatientScore[];
    readonly rules: readonly WallRule[];
    readonly alerts: readonly Alert[];
  } | null;
};

const minutes = (ms: number): string => `${Math.floor(ms / MINUTE_MS)} min`;

/** Why nothing is known of now; `null`: the stream goes on. */
export function noData(newest: number | null, { now, speed }: WallClock): string | null {
  if (newest === null) return 'No reading of a monitor has come yet.';
  const silent = now - newest;
  return silent > NO_DATA_MS + speed * UNDER_WAY_MS ? `No data for ${minutes(silent)}.` : null;
}

function withdrawn<Score extends WallScore>(score: Score, gap: string): Score {
  return { ...score, probability: null, gap, changeInHour: null, factors: [] };
}

/** Scores as they may be shown now: an old one is taken back, with the reason. */
export function shownScores(
  scores: readonly PatientScore[],
  newest: number | null,
  clock: WallClock,
): readonly PatientScore[] {
  const gap = noData(newest, clock);
  return scores.map((score) => {
    if (gap !== null) return withdrawn(score, gap);
    const behind = (newest ?? score.at) - score.at;
    if (behind <= OLD_SCORE_MS + clock.speed * UNDER_WAY_MS) return score;
    return withdrawn(score, `The last score is ${minutes(behind)} older than the newest reading.`);
  });
}

const shownRules = (rules: readonly WallRule[], gap: string | null): readonly WallRule[] =>
  gap === null ? rules : rules.map(({ id }) => ({ id, value: null, missing: [gap] }));

/** A score without its receipt: that is for whoever asks about one patient. */
function withoutReceipt({ receipt: _receipt, ...score }: PatientScore): WallScore {
  return score;
}

const whoOf = (placement: Placement | null): string | null => {
  const band = ageBand(placement?.age ?? null);
  const parts = [band === null ? null : `${band} y`, placement?.sex ?? null].filter((part) => part !== null);
  return parts.length > 0 ? parts.join(', ') : null;
};

const empty = {
  movedFrom: null,
  signs: {},
  laboratory: {},
  scores: [],
  rules: [],
  newest: null,
  alerts: [],
};

/** The tile of a bed by the clock of the wall. */
export function tileOf({ bed, ward, somebody }: Known, clock: WallClock): WallTile {
  if (!somebody) return { bed, ward, patient: null, who: null, admittedAt: null, ...empty, simulated: false };
  const { patient, placement, movedFrom, course, scores, rules, alerts } = somebody;
  const { newest } = course;
  return {
    bed,
    ward,
    patient,
    who: whoOf(placement),
    admittedAt: placement?.admittedAt ?? null,
    movedFrom,
    signs: course.signs,
    laboratory: course.laboratory,
    scores: shownScores(scores, newest, clock).map(withoutReceipt),
    rules: shownRules(rules, noData(newest, clock)),
    newest,
    alerts: alerts.toSorted(byUrgency),
    simulated: course.simulated,
  };
}
