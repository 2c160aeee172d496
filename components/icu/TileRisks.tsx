import { IconBell, IconBellCheck, IconBellZ } from '@tabler/icons-react';
import { type Alert, type AlertCondition, alertConditions } from '#lib/icu/alerts/alert.ts';
import type { WallTile } from '#lib/icu/wall/wall-message.ts';
import { CONDITIONS, percentText, STATES, TRENDS, timeText } from './icu-text.ts';
import classes from './tile.module.css';
import { type BedStatus, type ShownScore, shownScore } from './tile-facts.ts';
import { isOpen } from './wall-order.ts';
import type { Link } from './wave/wall-protocol.ts';

type TileRisksProps = { readonly tile: WallTile; readonly status: BedStatus; readonly link: Link };

/** Risk of both conditions with direction, and the alert where there is one. */
export function TileRisks({ tile, status, link }: TileRisksProps) {
  return (
    <ul className={classes.risks}>
      {alertConditions.map((condition) => (
        <Risk
          key={condition}
          condition={condition}
          shown={shownScore(
            tile.scores.find((score) => score.condition === condition),
            status,
            link,
          )}
          alert={tile.alerts.find((alert) => alert.condition === condition && isOpen(alert)) ?? null}
        />
      ))}
    </ul>
  );
}

type RiskProps = {
  readonly condition: AlertCondition;
  readonly shown: ShownScore;
  readonly alert: Alert | null;
};

function Risk({ condition, shown, alert }: RiskProps) {
  const { name, short } = CONDITIONS[condition];
  return (
    <li className={classes.risk} data-alert={alert?.state}>
      <AlertIcon alert={alert} />
      <span className={classes.full}>{name}</span>
      <abbr className={`${classes.brief} ${classes.condition}`} title={name}>
        {short}
      </abbr>{' '}
      {shown.kind === 'none' ? (
        <span className={classes.noScore}>{shown.reason}</span>
      ) : (
        <>
          <b className={classes.percent}>{percentText(shown.probability)}</b>{' '}
          <span className={classes.trend}>
            {TRENDS[shown.trend].arrow} {TRENDS[shown.trend].word}
          </span>
        </>
      )}
    </li>
  );
}

const ICONS = { raised: IconBell, acknowledged: IconBellCheck, snoozed: IconBellZ } as const;

function AlertIcon({ alert }: Pick<RiskProps, 'alert'>) {
  if (!alert || alert.state === 'dismissed' || alert.state === 'ended') return null;
  const Icon = ICONS[alert.state];
  return (
    <span role="img" aria-label={`Alert since ${timeText(alert.at)}, ${STATES[alert.state]}:`}>
      <Icon className={classes.icon} stroke={2.4} aria-hidden />
    </span>
  );
}
