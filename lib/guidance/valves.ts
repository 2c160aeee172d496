import type { Fact, Finding } from './card.ts';
import { type ChartAt, conditionAt } from './chart-at.ts';
import { citations } from './guidelines.ts';

/** With these valves an anticoagulant is a vitamin K antagonist, whatever the score. */
const VALVES = ['mechanical-valve', 'mitral-stenosis'] as const;

const VITAMIN_K_ANTAGONISTS = new Set(['warfarin', 'phenprocoumon', 'acenocoumarol']);

export const VALVE_RULE =
  'With a mechanical valve or moderate to severe mitral stenosis it is a vitamin K antagonist whatever the score, else a direct oral anticoagulant before warfarin.';

/** Valves on the chart that may decide which anticoagulant it is: codes seldom tell a mechanical one, or how severe a stenosis is. */
export const valvesAt = (chart: ChartAt): readonly Fact[] =>
  VALVES.flatMap((id) => {
    const found = conditionAt(chart, id);
    return found.present === 'yes' ? found.facts : [];
  });

/** A direct oral anticoagulant alone with such a valve. `null`: a vitamin K antagonist is taken, or no substance is named. */
export function questionAnticoagulant(
  valves: readonly Fact[],
  taken: readonly Fact[],
  substances: readonly string[],
): Finding | null {
  const named = substances.filter((one) => one !== 'anticoagulant');
  const [valve] = valves;
  if (!valve || named.length === 0 || named.some((one) => VITAMIN_K_ANTAGONISTS.has(one))) return null;
  return {
    status: 'step',
    indicator: 'warning',
    summary: `${named.join(', ')} with ${valve.words}: mechanical, or moderate to severe? Then a vitamin K antagonist.`,
    detail: `Codes seldom tell which valve it is. ${VALVE_RULE}`,
    suggestions: ['Look up the kind of valve, or how severe the stenosis is'],
    facts: [...valves, ...taken],
    citations: [citations.valvesAcc, citations.valvesEsc],
  };
}
