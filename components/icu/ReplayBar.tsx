'use client';

import { ActionIcon, Button, NativeSelect } from '@mantine/core';
import {
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerSkipForward,
  IconPlayerTrackNextFilled,
} from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useStore } from 'zustand';
import { FASTEST_WITH_WAVEFORMS } from '#lib/icu/replay/replay-clock.ts';
import { dayTimeText } from './icu-text.ts';
import { steerReplay } from './steer-replay.ts';
import classes from './wall.module.css';
import type { WallStore } from './wall-store.ts';

const HOUR_MS = 3_600_000;
const SPEEDS = [1, 2, 5, 10, 30, 60, 120, 300, 600];

/** What was alerted and answered is kept for good: a second past beside it would be of nobody. */
export const NEVER_BACK =
  'A replay runs on and never back: what was alerted stays alerted. The course of each bed shows its last 24 h.';

/** Says that this is a replay, and steers it; nothing where the wall is live. */
export function ReplayBar({ wall }: { readonly wall: WallStore }) {
  const clock = useStore(wall.store, (state) => state.clock);
  const intake = useStore(wall.store, (state) => state.intake);
  const day = useStore(wall.store, (state) => dayTimeText(state.now));
  const [trouble, setTrouble] = useState<string | null>(null);
  const [jumping, setJumping] = useState(false);
  const lastSpeed = useRef(1);
  if (!clock?.replay) return null;
  const { speed, replay } = clock;
  const running = speed > 0;
  if (running) lastSpeed.current = speed;
  const steer = async (wish: Parameters<typeof steerReplay>[0]) => {
    const answer = await steerReplay(wish);
    setTrouble(answer.ok ? null : answer.reason);
    if (answer.ok)
      wall.take({ kind: 'messages', messages: [{ kind: 'clock', clock: answer.clock, intake }] });
  };
  const jump = async (wish: Parameters<typeof steerReplay>[0]) => {
    setJumping(true);
    await steer(wish);
    setJumping(false);
  };
  return (
    <section className={classes.replay} aria-label="Replay">
      <p className={classes.replayName}>
        <b>{replay.simulated ? 'Replay · simulated' : 'Replay'}</b> {replay.title}
        {replay.simulated ? ' · no one here is a real person' : ''} · {day}
      </p>
      <span className={classes.push} />
      {speed > FASTEST_WITH_WAVEFORMS ? <small>Waveforms end above {FASTEST_WITH_WAVEFORMS}×</small> : null}
      {trouble === null ? null : <span role="alert">{trouble}</span>}
      <ActionIcon
        variant="default"
        size="md"
        aria-label={running ? 'Pause the replay' : 'Go on with the replay'}
        onClick={() => void steer({ speed: running ? 0 : lastSpeed.current })}
      >
        {running ? (
          <IconPlayerPauseFilled size={15} aria-hidden />
        ) : (
          <IconPlayerPlayFilled size={15} aria-hidden />
        )}
      </ActionIcon>
      <NativeSelect
        size="xs"
        aria-label="Speed of the replay"
        value={String(running ? speed : lastSpeed.current)}
        data={SPEEDS.map((value) => ({ value: String(value), label: `${value}×` }))}
        onChange={({ currentTarget }) => void steer({ speed: Number(currentTarget.value) })}
      />
      <Button
        size="xs"
        variant="default"
        loading={jumping}
        title={NEVER_BACK}
        leftSection={<IconPlayerTrackNextFilled size={15} aria-hidden />}
        onClick={() => void jump({ seek: wall.store.getState().now + HOUR_MS })}
      >
        1 h on
      </Button>
      <Button
        size="xs"
        variant="default"
        loading={jumping}
        leftSection={<IconPlayerSkipForward size={15} aria-hidden />}
        onClick={() => void jump({ jump: 'next-alert' })}
      >
        Next alert
      </Button>
    </section>
  );
}
