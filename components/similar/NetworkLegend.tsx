import type { MemberGroup } from './member-groups.ts';
import { shapePath } from './shapes.ts';
import classes from './similar.module.css';

const SIDE = 14;

type NetworkLegendProps = {
  /** Names the list. */
  readonly label: string;
  readonly groups: readonly MemberGroup[];
};

/** Colour, shape, name and count of each group. */
export function NetworkLegend({ label, groups }: NetworkLegendProps) {
  return (
    <ul className={classes.legend} aria-label={label}>
      {groups.map((group) => (
        <li key={group.label}>
          <GroupMark {...group} />
          <span>
            {group.label} <span className={classes.count}>{group.count.toLocaleString('en-GB')}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}

/** A group's shape in its colour. */
export function GroupMark({ colour, shape }: Pick<MemberGroup, 'colour' | 'shape'>) {
  return (
    <svg className={classes.mark} width={SIDE} height={SIDE} viewBox={`0 0 ${SIDE} ${SIDE}`} aria-hidden>
      <path d={shapePath(shape, SIDE / 2, SIDE / 2, 5)} fill={`var(--${colour})`} />
    </svg>
  );
}
