import type { Known, Rule } from './rule.ts';

const SOURCE = 'Allgöwer M, Burri C, Dtsch Med Wochenschr 1967;92:1947–1950';

const ratio = (above: Known, below: Known): Known =>
  above === null || below === null ? null : above / below;

/** Heart rate over systolic pressure; above 0.9 the pulse no longer makes up for what the pressure lost. */
export const shockIndex: Rule = ({ heartRate, systolic }) => ({
  id: 'shock-index',
  label: 'Shock index',
  value: ratio(heartRate, systolic),
  parts: [],
  missing: [
    ...(heartRate === null ? ['heart rate'] : []),
    ...(systolic === null ? ['systolic pressure'] : []),
  ],
  source: SOURCE,
});
