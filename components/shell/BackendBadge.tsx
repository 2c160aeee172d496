'use client';

import { Tooltip } from '@mantine/core';
import { IconCpu } from '@tabler/icons-react';
import { BACKEND_NAMES, durationText, sessionText } from '#components/scoring/session-text.ts';
import { useSessionState } from '#components/scoring/use-session.ts';
import classes from './Shell.module.css';

/** Where the scores are computed and how long the latest took; hidden until a model is asked for. */
export function BackendBadge() {
  const state = useSessionState();
  if (state.status === 'idle') return null;
  const text = sessionText(state);
  return (
    <Tooltip label={<Detail />} multiline maw={320} events={{ hover: true, focus: true, touch: true }}>
      <button
        type="button"
        className={classes.backend}
        data-status={state.status}
        aria-label={`Inference: ${text}`}
      >
        <IconCpu size={15} stroke={1.8} aria-hidden />
        <BadgeText />
      </button>
    </Tooltip>
  );
}

/** On the narrowest screens the time stands alone; the name stays in the label. */
function BadgeText() {
  const state = useSessionState();
  if (state.status !== 'ready' || !state.latest)
    return <span className={classes.backendText}>{sessionText(state)}</span>;
  return (
    <span className={classes.backendText}>
      <span className={classes.backendName}>{BACKEND_NAMES[state.backend]} · </span>
      {durationText(state.latest.milliseconds)}
    </span>
  );
}

function Detail() {
  const state = useSessionState();
  if (state.status === 'failed') return state.reason;
  if (state.status !== 'ready') return 'The model is being prepared in this browser.';
  const { threads, fallbacks, latest } = state;
  const work = latest
    ? `${latest.patients} patient${latest.patients === 1 ? '' : 's'} in the latest run. `
    : '';
  return `${work}Computed in this browser, ${threads} thread${threads === 1 ? '' : 's'}. ${fallbacks.join(' ')}`;
}
