import { type Known, type Rule, sumOf } from './rule.ts';

const SOURCE = 'Bone RC et al., Chest 1992;101:1644–1655 (ACCP/SCCM)';

/** One point where any of its signs is there, none where all known ones are not; `null`: none is known. */
function either(...signs: readonly (boolean | null)[]): number | null {
  if (signs.every((sign) => sign === null)) return null;
  return Number(signs.includes(true));
}

const above = (value: Known, limit: number) => (value === null ? null : value > limit);
const below = (value: Known, limit: number) => (value === null ? null : value < limit);

export const sirs: Rule = ({ temperature, heartRate, respiratoryRate, paco2, leukocytes }) =>
  sumOf({ id: 'sirs', label: 'SIRS', source: SOURCE }, [
    { label: 'temperature', points: either(above(temperature, 38), below(temperature, 36)) },
    { label: 'heart rate', points: either(above(heartRate, 90)) },
    { label: 'respiration', points: either(above(respiratoryRate, 20), below(paco2, 32)) },
    { label: 'white cells', points: either(above(leukocytes, 12), below(leukocytes, 4)) },
  ]);
