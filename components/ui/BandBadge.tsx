import { IconAlertOctagon, IconAlertTriangle, IconCircleCheck, IconCircleDashed } from '@tabler/icons-react';
import type { Scored } from '#lib/contract/risk-report.ts';
import classes from './BandBadge.module.css';

/** `none`: there is no score. */
export type Band = Scored['band'] | 'none';

const BANDS = {
  low: { label: 'Low', Icon: IconCircleCheck },
  intermediate: { label: 'Intermediate', Icon: IconAlertTriangle },
  high: { label: 'High', Icon: IconAlertOctagon },
  none: { label: 'No score', Icon: IconCircleDashed },
} as const;

/** A risk band as shape, word and colour together, so that none carries the meaning alone. */
export function BandBadge({ band, large = false }: { band: Band; large?: boolean }) {
  const { label, Icon } = BANDS[band];
  return (
    <span className={classes.badge} data-band={band} data-large={large || undefined}>
      <Icon size={large ? 18 : 14} stroke={2} aria-hidden />
      {label}
    </span>
  );
}
