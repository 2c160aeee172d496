import { pointsText } from './risk-text.ts';

/** Half of the last digit on screen. */
const NEGLIGIBLE = 0.0005;

/** A change of the risk in percentage points; which way it goes hangs on mark and sign. */
export const Points = ({ points }: { readonly points: number }) => (
  <>
    {Math.abs(points) < NEGLIGIBLE ? null : <span aria-hidden>{points > 0 ? '▲' : '▼'} </span>}
    {pointsText(points)}
  </>
);
