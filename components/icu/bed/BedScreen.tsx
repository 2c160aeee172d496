'use client';

import { Button } from '@mantine/core';
import { IconActivityHeartbeat, IconBed, IconPrinter } from '@tabler/icons-react';
import Link from 'next/link';
import { useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { AlertPanel } from '#components/icu/AlertPanel.tsx';
import { Explanation } from '#components/icu/explain/Explanation.tsx';
import { Handover } from '#components/icu/Handover.tsx';
import { ageText, dayTimeText, zoneName } from '#components/icu/icu-text.ts';
import { LineNotice } from '#components/icu/LineNotice.tsx';
import { ReplayBar } from '#components/icu/ReplayBar.tsx';
import { type BedStatus, bedStatus, timeOf } from '#components/icu/tile-facts.ts';
import { useAlerts } from '#components/icu/use-alerts.ts';
import { useWall, type Wall } from '#components/icu/use-wall.ts';
import { WaveLayer } from '#components/icu/WaveLayer.tsx';
import { Page, PageHeader } from '#components/ui/Page.tsx';
import { Panel } from '#components/ui/Panel.tsx';
import { StateMessage } from '#components/ui/StateMessage.tsx';
import type { WallTile } from '#lib/icu/wall/wall-message.ts';
import { BedLanes, BedSigns } from './BedSigns.tsx';
import classes from './bed.module.css';
import { CoursePanels } from './CoursePanels.tsx';
import { EventsPanel } from './EventsPanel.tsx';
import { RiskPanel } from './RiskPanel.tsx';
import { RulesPanel } from './RulesPanel.tsx';
import { useCourse } from './use-course.ts';

/** One bed: everything on one axis of time. */
export function BedScreen({ bed }: { readonly bed: string }) {
  const wall = useWall('/api/icu/stream');
  const tile = useStore(wall.store, ({ tiles }) => tiles?.get(bed));
  const ready = useStore(wall.store, ({ tiles }) => tiles !== null);
  return (
    <>
      <ReplayBar wall={wall} />
      <LineNotice wall={wall} />
      {tile ? <Bed wall={wall} tile={tile} /> : <NoBed bed={bed} ready={ready} />}
    </>
  );
}

function NoBed({ bed, ready }: { readonly bed: string; readonly ready: boolean }) {
  return (
    <StateMessage
      page
      icon={<IconActivityHeartbeat size={32} stroke={1.6} />}
      title={ready ? `There is no bed ${bed}` : `Connecting to bed ${bed}`}
      actions={<Link href="/icu">All beds</Link>}
    />
  );
}

type BedProps = { readonly wall: Wall; readonly tile: WallTile };

function factsText({ ward, admittedAt, movedFrom }: WallTile, status: BedStatus, now: number): string {
  const stay =
    admittedAt === null
      ? null
      : `in intensive care since ${dayTimeText(admittedAt)} ${zoneName(admittedAt)} (${ageText(now - admittedAt)})`;
  const gap = status.kind === 'no-data' ? `no data since ${dayTimeText(status.since)}` : null;
  const move = movedFrom ? `moved here from bed ${movedFrom.bed} at ${dayTimeText(movedFrom.at)}` : null;
  return [ward, stay, move, gap].filter((fact) => fact !== null).join(' · ');
}

function Bed({ wall, tile }: BedProps) {
  const [hours, setHours] = useState(24);
  const { course, trouble } = useCourse(wall, tile.bed, hours);
  const { now, clock, link } = useStore(wall.store);
  const time = timeOf(now, clock);
  const status = bedStatus(tile, time);
  const all = useAlerts(wall);
  const alerts = useMemo(() => all.filter(({ bed }) => bed === tile.bed), [all, tile.bed]);
  return (
    <>
      <div className={classes.screen}>
        <Page simulated={tile.simulated && clock?.replay === null}>
          <PageHeader
            title={`Bed ${tile.bed}${tile.who === null ? '' : `: ${tile.who}`}`}
            description={factsText(tile, status, now)}
            actions={<Actions />}
          />
          {status.kind === 'empty' ? (
            <StateMessage icon={<IconBed size={32} stroke={1.6} />} title="This bed is empty" />
          ) : (
            <div className={classes.columns}>
              <div className={classes.column}>
                <Live wall={wall} tile={tile} />
                {trouble === null ? null : <p role="alert">{trouble}</p>}
                {course ? (
                  <CoursePanels course={course} tile={tile} hours={hours} onHours={setHours} />
                ) : null}
              </div>
              <div className={classes.column}>
                <AlertPanel wall={wall} alerts={alerts} />
                {alerts.map(({ alert: { id, patient, condition } }) => (
                  <Explanation key={id} patient={patient} condition={condition} />
                ))}
                <RiskPanel tile={tile} status={status} link={link} />
                <RulesPanel tile={tile} status={status} />
                {course ? <EventsPanel course={course} /> : null}
              </div>
            </div>
          )}
        </Page>
      </div>
      <Handover tile={tile} now={now} link={link} notes={course?.notes ?? []} />
    </>
  );
}

const Actions = () => (
  <>
    <Link href="/icu">All beds</Link>
    <Button
      size="xs"
      variant="default"
      leftSection={<IconPrinter size={15} aria-hidden />}
      onClick={() => print()}
    >
      Print handover
    </Button>
  </>
);

/** The newest values, and the waveforms as they come. */
function Live({ wall, tile }: BedProps) {
  const lanes = useRef<HTMLDivElement>(null);
  const now = useStore(wall.store, (state) => state.now);
  const clock = useStore(wall.store, (state) => state.clock);
  return (
    <Panel title="Now" description="Waveforms at 25 mm/s.">
      <div ref={lanes} className={classes.lanes}>
        <BedLanes bed={tile.bed} />
        <WaveLayer wall={wall} host={lanes} layout={tile.bed} />
      </div>
      <BedSigns tile={tile} time={timeOf(now, clock)} />
    </Panel>
  );
}
