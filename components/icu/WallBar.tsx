'use client';

import { ActionIcon, Button, NativeSelect, Switch } from '@mantine/core';
import {
  IconAdjustmentsAlt,
  IconAlertTriangle,
  IconMaximize,
  IconPrinter,
  IconSortDescending,
} from '@tabler/icons-react';
import Link from 'next/link';
import { useStore } from 'zustand';
import { countText } from '#lib/clinical/quantity-text.ts';
import { dayTimeText, secondText, zoneName } from './icu-text.ts';
import type { BedChoices } from './use-beds.ts';
import type { Sound } from './use-sound.ts';
import classes from './wall.module.css';
import { isOpen } from './wall-order.ts';
import type { WallState, WallStore } from './wall-store.ts';

type WallBarProps = {
  readonly wall: WallStore;
  readonly choices: BedChoices;
  readonly sound: Sound;
  /** Beds on the screen. */
  readonly shown: number;
};

/** What time it is on the wall, how many need somebody, and what can be chosen. */
export function WallBar({ wall, choices, sound, shown }: WallBarProps) {
  const counts = useStore(wall.store, countsText);
  return (
    <section className={classes.bar} aria-label="Wall">
      <WallTime wall={wall} />
      <p className={classes.counts}>
        {countText(shown, 'bed')} shown · {counts} · <RefusedLink wall={wall} />
      </p>
      <span className={classes.push} />
      {choices.wards.length > 1 ? <WardChoice choices={choices} /> : null}
      <OrderChoice choices={choices} />
      <Switch
        size="sm"
        label="Sound"
        checked={sound.on}
        onChange={({ currentTarget }) => sound.set(currentTarget.checked)}
      />
      <ActionIcon
        component={Link}
        href="/icu/alarms"
        variant="default"
        size="md"
        aria-label="Alarms: how many there are, and their thresholds"
      >
        <IconAdjustmentsAlt size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="default"
        size="md"
        aria-label="Print handover, a page for each patient"
        onClick={() => print()}
      >
        <IconPrinter size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="default"
        size="md"
        aria-label="Full screen"
        onClick={() => void toggleFullScreen()}
      >
        <IconMaximize size={16} aria-hidden />
      </ActionIcon>
    </section>
  );
}

/** How much of what was sent could not be read: whoever set a gateway up wrongly sees it here first. */
function RefusedLink({ wall }: Pick<WallBarProps, 'wall'>) {
  const refused = useStore(wall.store, (state) => state.intake.refused);
  return (
    <Link href="/icu/alarms#refused" prefetch={false} data-refused={refused > 0 || undefined}>
      {refused > 0 ? <IconAlertTriangle size={14} aria-hidden /> : null} {refused} refused in 24&nbsp;h
    </Link>
  );
}

function countsText({ tiles }: WallState): string {
  const all = [...(tiles?.values() ?? [])];
  const patients = all.filter(({ patient }) => patient !== null).length;
  const open = all.flatMap(({ alerts }) => alerts.filter(isOpen));
  const unanswered = open.filter(({ state }) => state === 'raised').length;
  return `${countText(patients, 'patient')} · ${countText(open.length, 'alert')}, ${unanswered} unanswered`;
}

function WallTime({ wall }: Pick<WallBarProps, 'wall'>) {
  const now = useStore(wall.store, (state) => state.now);
  return (
    <p className={classes.time}>
      <time dateTime={new Date(now).toISOString()} title={dayTimeText(now)}>
        {secondText(now)}
      </time>{' '}
      <small>{zoneName(now)}</small>
    </p>
  );
}

const ALL = '';

function WardChoice({ choices: { wards, ward, setWard } }: Pick<WallBarProps, 'choices'>) {
  return (
    <NativeSelect
      size="xs"
      aria-label="Ward"
      value={ward ?? ALL}
      data={[{ value: ALL, label: 'All wards' }, ...wards]}
      onChange={({ currentTarget }) => setWard(currentTarget.value === ALL ? null : currentTarget.value)}
    />
  );
}

function OrderChoice({ choices: { order, sort } }: Pick<WallBarProps, 'choices'>) {
  return (
    <span className={classes.together}>
      <NativeSelect
        size="xs"
        aria-label="Order of the beds"
        value={order}
        data={[
          { value: 'bed', label: 'By bed' },
          { value: 'urgency', label: 'By urgency' },
        ]}
        onChange={({ currentTarget }) => sort(currentTarget.value === 'urgency' ? 'urgency' : 'bed')}
      />
      {order === 'urgency' ? (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconSortDescending size={15} aria-hidden />}
          onClick={() => sort('urgency')}
        >
          Sort again
        </Button>
      ) : null}
    </span>
  );
}

/** The whole page, so that dialogs stay in it. A browser that refuses leaves everything as it is. */
const toggleFullScreen = (): Promise<void> =>
  (document.fullscreenElement
    ? document.exitFullscreen()
    : document.documentElement.requestFullscreen()
  ).catch(() => undefined);
