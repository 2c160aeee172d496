'use client';

import { IconActivityHeartbeat } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { SimulatedBanner } from '#components/shell/SimulatedBanner.tsx';
import { StateMessage } from '#components/ui/StateMessage.tsx';
import visually from '#components/ui/visually.module.css';
import { AlertPanel } from './AlertPanel.tsx';
import { CONDITIONS, percentText, timeText } from './icu-text.ts';
import { LineNotice } from './LineNotice.tsx';
import { PrintedWall } from './PrintedWall.tsx';
import { ReplayBar } from './ReplayBar.tsx';
import { useAlerts, useNewest } from './use-alerts.ts';
import { useBeds } from './use-beds.ts';
import { useSound } from './use-sound.ts';
import { useWall, type Wall } from './use-wall.ts';
import { WallBar } from './WallBar.tsx';
import { WallGrid } from './WallGrid.tsx';
import classes from './wall.module.css';
import type { ListedAlert } from './wall-order.ts';

/** All beds of intensive care, live or replayed. */
export function WallScreen() {
  const wall = useWall('/api/icu/stream');
  const ready = useStore(wall.store, ({ tiles }) => tiles !== null);
  return (
    <div className={classes.wall}>
      <h1 className={visually.hidden}>Intensive care</h1>
      {ready ? <Beds wall={wall} /> : <Opening wall={wall} />}
    </div>
  );
}

/** Before the wall has come. */
function Opening({ wall }: { readonly wall: Wall }) {
  const link = useStore(wall.store, (state) => state.link);
  const lost = link.state === 'lost';
  return (
    <StateMessage
      icon={<IconActivityHeartbeat size={32} stroke={1.6} />}
      title={lost ? 'The ward could not be reached' : 'Connecting to the ward'}
      kind={lost ? 'error' : 'empty'}
    >
      {lost ? `${link.reason} It is tried again.` : 'The beds come in a moment.'}
    </StateMessage>
  );
}

function Beds({ wall }: { readonly wall: Wall }) {
  const { beds, ...choices } = useBeds(wall);
  const all = useAlerts(wall);
  const alerts = useMemo(() => all.filter(({ bed }) => beds.includes(bed)), [all, beds]);
  const newest = useNewest(all);
  const sound = useSound(newest);
  const simulated = useStore(wall.store, ({ clock, tiles }) =>
    clock?.replay ? false : [...(tiles?.values() ?? [])].some((tile) => tile.simulated),
  );
  return (
    <>
      {simulated ? <SimulatedBanner /> : null}
      <ReplayBar wall={wall} />
      <WallBar wall={wall} choices={choices} sound={sound} shown={beds.length} />
      <LineNotice wall={wall} />
      <div className={classes.body}>
        <WallGrid wall={wall} beds={beds} />
        <AlertPanel wall={wall} alerts={alerts} elsewhere={all.length - alerts.length} />
      </div>
      <p className={visually.hidden} aria-live="polite">
        {newest ? newestText(newest) : ''}
      </p>
      <PrintedWall wall={wall} beds={beds} />
    </>
  );
}

const newestText = ({ alert, bed }: ListedAlert): string =>
  `New alert at ${timeText(alert.at)}, bed ${bed}: ${CONDITIONS[alert.condition].name} ${percentText(alert.probability)} in the next ${alert.horizonHours} hours.`;
