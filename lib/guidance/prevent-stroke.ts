import type { Citation, Fact, Outcome } from './card.ts';
import { scoreText, strokeScore } from './cha2ds2-vasc.ts';
import { type ChartAt, conditionAt, drugAt, pastFact } from './chart-at.ts';
import { judgeAll, without, withoutAllergy } from './checks.ts';
import { citations } from './guidelines.ts';

/** What makes an anticoagulant a matter to weigh; none of it forbids one, so that the card stays. */
const doubts = [
  without('intracranial-haemorrhage', 'intracranial haemorrhage'),
  without('gastrointestinal-bleeding', 'gastrointestinal bleeding'),
  withoutAllergy('anticoagulant'),
];

const VALVES =
  'With a mechanical valve or moderate to severe mitral stenosis it is a vitamin K antagonist, else a direct oral anticoagulant before warfarin.';

function strengthOf(withoutSex: number): readonly [Citation, Citation] {
  return withoutSex >= 2
    ? [citations.anticoagulantAcc, citations.anticoagulantEsc]
    : [citations.anticoagulantLowerAcc, citations.anticoagulantLowerEsc];
}

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
  if (use.on === 'yes') return { status: 'settled', words: 'Oral anticoagulant: taken', facts: use.facts };
  const score = strokeScore(chart);
  const scored = scoreText(score);
  const facts: Fact[] = [
    ...fibrillation.facts,
    ...score.parts.flatMap((part) => part.facts),
    ...(use.on === 'unclear' ? use.facts : use.past.map(pastFact)),
  ];
  if (score.withoutSex === 0 && score.open.length === 0)
    return { status: 'settled', words: `CHA₂DS₂-VASc ${scored}: no anticoagulant for it`, facts };
  return {
    status: 'step',
    facts,
    citations: strengthOf(score.withoutSex),
    ...wording(chart, use, scored, score),
  };
}

function wording(
  chart: ChartAt,
  use: Exclude<ReturnType<typeof drugAt>, { readonly on: 'yes' }>,
  scored: string,
  { points, withoutSex, open }: ReturnType<typeof strokeScore>,
) {
  const { against, unknown } = judgeAll(doubts, chart);
  const short = `CHA₂DS₂-VASc ${open.length > 0 ? 'at least ' : ''}${points}`;
  const past = use.on === 'no' ? use.past.map(pastFact).map(({ words }) => words) : [];
  const weigh = [...against.map(({ words }) => words), ...unknown, ...past];
  const detail = [
    `CHA₂DS₂-VASc ${scored}.`,
    ...(open.length > 0 ? [`Not counted: ${open.join('; ')}.`] : []),
    ...(weigh.length > 0 ? [`To weigh against it: ${weigh.join('; ')}.`] : []),
    VALVES,
    'Heparin is not counted as an oral anticoagulant.',
  ].join(' ');
  if (use.on === 'unclear')
    return {
      indicator: 'info' as const,
      summary: `Atrial fibrillation, ${short}: is an anticoagulant taken? Unclear, because ${use.because}.`,
      detail,
      suggestions: [],
    };
  return {
    indicator: withoutSex >= 2 ? ('warning' as const) : ('info' as const),
    summary: `Atrial fibrillation without an oral anticoagulant, ${short}${weigh.length > 0 ? '; see what to weigh' : ''}.`,
    detail,
    suggestions: weigh.length > 0 || withoutSex === 0 ? [] : ['Consider an oral anticoagulant'],
  };
}
