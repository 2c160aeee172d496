'use client';

import { type KeyboardEvent, useRef, useState } from 'react';
import { type AnswerKind, answerKinds } from '#lib/icu/alerts/answers.ts';
import { AlertItem } from './AlertItem.tsx';
import classes from './alerts.module.css';
import type { ListedAlert } from './wall-order.ts';
import type { WallStore } from './wall-store.ts';

type AlertPanelProps = {
  readonly wall: WallStore;
  readonly alerts: readonly ListedAlert[];
  /** Open alerts of beds that are not shown. */
  readonly elsewhere?: number;
};

/** On an alert alone, so that no letter typed elsewhere answers one (WCAG 2.1.4). */
const KEYS: Readonly<Record<string, AnswerKind>> = { a: 'acknowledge', s: 'snooze', d: 'dismiss' };

export type Answering = { readonly id: string; readonly kind: AnswerKind };

/** Alerts of all beds, the most urgent first; the arrow keys go from one to the next, a letter answers. */
export function AlertPanel({ wall, alerts, elsewhere = 0 }: AlertPanelProps) {
  const list = useRef<HTMLOListElement>(null);
  const [answering, setAnswering] = useState<Answering | null>(null);
  const focusOn = (id: string | undefined) => {
    if (id !== undefined)
      list.current?.querySelector<HTMLElement>(`[data-alert-id="${CSS.escape(id)}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent, index: number) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const to = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: alerts.length - 1 }[event.key];
    const kind = KEYS[event.key.toLowerCase()];
    const id = alerts[index]?.alert.id;
    if (to !== undefined) focusOn(alerts[to]?.alert.id);
    else if (kind && id !== undefined) setAnswering({ id, kind });
    else return;
    event.preventDefault();
  };
  const end = (id: string) => {
    setAnswering(null);
    // The form is gone: whoever answered by keyboard stays at the alert.
    setTimeout(() => focusOn(id));
  };
  return (
    <aside className={classes.panel} aria-label="Alerts">
      <h2 className={classes.title}>
        Alerts <small>most urgent first: farthest above its threshold now</small>
      </h2>
      {alerts.length === 0 ? <p className={classes.none}>No open alert.</p> : null}
      {elsewhere === 0 ? null : <p className={classes.elsewhere}>{elsewhere} more in other wards</p>}
      <ol ref={list} className={classes.list}>
        {alerts.map((listed, index) => (
          <AlertItem
            key={listed.alert.id}
            wall={wall}
            listed={listed}
            answering={answering?.id === listed.alert.id ? answering.kind : null}
            onAnswer={(kind) => setAnswering({ id: listed.alert.id, kind })}
            onEnd={() => end(listed.alert.id)}
            onKeyDown={(event) => onKeyDown(event, index)}
          />
        ))}
      </ol>
      {alerts.length === 0 ? null : (
        <p className={classes.keys}>
          On an alert: ↑ ↓ to the next,{' '}
          {answerKinds.map((kind) => `${kind[0]?.toUpperCase()} ${kind}`).join(', ')}.
        </p>
      )}
    </aside>
  );
}
