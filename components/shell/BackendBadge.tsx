'use client';

import { Tooltip } from '@mantine/core';
import { IconCpu } from '@tabler/icons-react';
import { durationText, sessionText } from '#components/scoring/session-text.ts';
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
        {/* On the narrowest screens the mark stands alone; the text stays in the label. */}
        <span className={classes.backendText}>{text}</span>
      </button>
    </Tooltip>
  );
}

function Detail() {
  const state = useSessionState();
  if (state.status === 'failed') return state.reason;
  if (state.status !== 'ready') return 'The model is being prepared in this browser.';
  const { threads, fallbacks, latest } = state;
  const work = latest
    ? `${latest.patients} patient${latest.patients === 1 ? '' : 's'} in the latest run, ${durationText(latest.milliseconds)}. `
    : '';
  return `${work}Computed in this browser, ${threads} thread${threads === 1 ? '' : 's'}. ${fallbacks.join(' ')}`;
}
