import { type Known, type Rule, sumOf } from './rule.ts';

const SOURCE = 'Singer M et al., JAMA 2016;315:801–810 (Sepsis-3)';

const is = (value: Known, holds: (known: number) => boolean): number | null =>
  value === null ? null : Number(holds(value));

export const qsofa: Rule = ({ respiratoryRate, systolic, alert }) =>
  sumOf({ id: 'qsofa', label: 'qSOFA', source: SOURCE }, [
    { label: 'respiratory rate', points: is(respiratoryRate, (rate) => rate >= 22) },
    { label: 'systolic pressure', points: is(systolic, (pressure) => pressure <= 100) },
    { label: 'consciousness', points: alert === null ? null : Number(!alert) },
  ]);
