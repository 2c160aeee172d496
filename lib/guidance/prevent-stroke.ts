import type { Citation, Fact, Outcome } from './card.ts';
import { type StrokeScore, scoreText, strokeScore } from './cha2ds2-vasc.ts';
import { type ChartAt, conditionAt, drugAt, pastFact } from './chart-at.ts';
import {
  judgeAll,
  notDialysed,
  notOnDialysis,
  notPregnant,
  without,
  withoutAllergy,
  withoutLiverFailure,
} from './checks.ts';
import { citations } from './guidelines.ts';
import { questionAnticoagulant, VALVE_RULE, valvesAt } from './valves.ts';

/** What makes an anticoagulant a matter to weigh; none of it forbids one, so that the card stays. */
const doubts = [
  without('intracranial-haemorrhage', 'intracranial haemorrhage'),
  without('gastrointestinal-bleeding', 'gastrointestinal bleeding'),
  without('bleeding-tendency', 'bleeding tendency'),
  withoutLiverFailure,
  notOnDialysis,
  notDialysed,
  notPregnant,
  withoutAllergy('anticoagulant'),
];

type Use = Exclude<ReturnType<typeof drugAt>, { readonly on: 'yes' }>;

/** The recommendations for a score; `null`: none, because nobody is at risk. A score of open parts has the weakest at least. */
function recommendationsFor({
  withoutSex,
  european,
  open,
}: StrokeScore): readonly [Citation, ...Citation[]] | null {
  const { anticoagulantAcc, anticoagulantEsc, anticoagulantLowerAcc, anticoagulantLowerEsc } = citations;
  if (withoutSex >= 2) return [anticoagulantAcc, anticoagulantEsc];
  if (european >= 2) return [anticoagulantEsc, anticoagulantLowerAcc];
  if (withoutSex === 1) return [anticoagulantLowerAcc, anticoagulantLowerEsc];
  if (european === 1) return [anticoagulantLowerEsc];
  return open.length > 0 ? [anticoagulantLowerAcc, anticoagulantLowerEsc] : null;
}

const withValves = (
  [first, ...others]: readonly [Citation, ...Citation[]],
  valves: readonly Fact[],
): readonly [Citation, ...Citation[]] =>
  valves.length > 0 ? [citations.valvesAcc, first, ...others] : [first, ...others];

/** Atrial fibrillation without an oral anticoagulant, by CHA₂DS₂-VASc. `null`: no atrial fibrillation is on the chart. */
export function preventStroke(chart: ChartAt): Outcome | null {
  const fibrillation = conditionAt(chart, 'atrial-fibrillation');
  if (fibrillation.present === 'no') return null;
  if (fibrillation.present === 'unclear')
    return {
      status: 'settled',
      words: `Atrial fibrillation: unclear, because ${fibrillation.because}`,
      facts: [],
    };
  const use = drugAt(chart, 'anticoagulant');
  const valves = valvesAt(chart);
  if (use.on === 'yes')
    return (
      questionAnticoagulant(valves, use.facts, use.substances) ?? {
        status: 'settled',
        words: 'Oral anticoagulant: taken',
        facts: use.facts,
      }
    );
  const score = strokeScore(chart);
  const facts: Fact[] = [
    ...fibrillation.facts,
    ...valves,
    ...score.parts.flatMap((part) => part.facts),
    ...(use.on === 'unclear' ? use.facts : use.past.map(pastFact)),
  ];
  const cited = recommendationsFor(score);
  if (cited === null && valves.length === 0)
    return { status: 'settled', words: `CHA₂DS₂-VASc ${scoreText(score)}: no anticoagulant for it`, facts };
  return {
    status: 'step',
    facts,
    citations: withValves(cited ?? [citations.valvesEsc], valves),
    ...wording(chart, use, score, valves),
  };
}

/** `gastrointestinal bleeding (2019-05-01)`: how long ago is what the reader weighs. */
const dated = ({ words, time }: Fact): string => (time ? `${words} (${time.recorded.slice(0, 10)})` : words);

const inBrief = ({ points, open }: StrokeScore): string =>
  `CHA₂DS₂-VASc ${open.length > 0 ? 'at least ' : ''}${points}`;

/** Each part of what the card tells, where there is something to tell. */
function detailOf(score: StrokeScore, valves: readonly Fact[], weigh: readonly string[]): string {
  const told = (words: readonly string[], say: (joined: string) => string) =>
    words.length > 0 ? [say(words.join('; '))] : [];
  return [
    `CHA₂DS₂-VASc ${scoreText(score)}.`,
    ...(score.european > score.withoutSex
      ? [`CHA₂DS₂-VA ${score.european}: coronary disease counts in it, without an infarction too.`]
      : []),
    ...told(score.open, (parts) => `Not counted: ${parts}.`),
    ...told(
      valves.map(({ words }) => words),
      (named) => `On the chart: ${named}.`,
    ),
    ...told(weigh, (doubted) => `To weigh against it: ${doubted}.`),
    VALVE_RULE,
    'Heparin is not counted as an oral anticoagulant.',
  ].join(' ');
}

function suggestionsOf(score: StrokeScore, valves: readonly Fact[], weigh: readonly string[]) {
  if (weigh.length > 0) return [];
  if (valves.length > 0) return ['Consider a vitamin K antagonist, after a look at the valve'];
  return score.european > 0 ? ['Consider an oral anticoagulant'] : [];
}

function wording(chart: ChartAt, use: Use, score: StrokeScore, valves: readonly Fact[]) {
  const { against, unknown } = judgeAll(doubts, chart);
  const past = use.on === 'no' ? use.past.map(pastFact).map(({ words }) => words) : [];
  const weigh = [...against.map(dated), ...unknown, ...past];
  const detail = detailOf(score, valves, weigh);
  if (use.on === 'unclear')
    return {
      indicator: 'info' as const,
      summary: `Atrial fibrillation, ${inBrief(score)}: is an anticoagulant taken? Unclear, because ${use.because}.`,
      detail,
      suggestions: [],
    };
  return {
    indicator: score.european >= 2 || valves.length > 0 ? ('warning' as const) : ('info' as const),
    summary: `Atrial fibrillation without an oral anticoagulant, ${inBrief(score)}${weigh.length > 0 ? '; see what to weigh' : ''}.`,
    detail,
    suggestions: suggestionsOf(score, valves, weigh),
  };
}
