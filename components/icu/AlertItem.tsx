'use client';

import { Button } from '@mantine/core';
import { IconArrowsSplit2 } from '@tabler/icons-react';
import Link from 'next/link';
import type { KeyboardEvent } from 'react';
import { useStore } from 'zustand';
import visually from '#components/ui/visually.module.css';
import { type AnswerKind, answerKinds } from '#lib/icu/alerts/answers.ts';
import { AnswerForm } from './AnswerForm.tsx';
import classes from './alerts.module.css';
import { bedHref } from './bed-href.ts';
import {
  ANSWERS,
  ageText,
  CONDITIONS,
  leadingFactor,
  opinionText,
  percentText,
  REASONS,
  STATES,
  timeText,
} from './icu-text.ts';
import type { ListedAlert } from './wall-order.ts';
import type { WallStore } from './wall-store.ts';

type AlertItemProps = {
  readonly wall: WallStore;
  readonly listed: ListedAlert;
  /** How it is being answered; `null`: it is not. */
  readonly answering: AnswerKind | null;
  readonly onAnswer: (kind: AnswerKind) => void;
  readonly onEnd: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
};

const MINUTE_MS = 60_000;

/** One alert: where, what, since when, why, and what can be said of it. */
export function AlertItem({ wall, listed, answering, onAnswer, onEnd, onKeyDown }: AlertItemProps) {
  const { alert, bed, now } = listed;
  const percent = percentText(now ?? alert.probability);
  const minute = useStore(wall.store, ({ now }) => Math.floor(now / MINUTE_MS) * MINUTE_MS);
  const name = `Bed ${bed} ${CONDITIONS[alert.condition].name} ${percent}, ${STATES[alert.state]}`;
  const first = leadingFactor(alert.factors);
  return (
    <li className={classes.item} data-state={alert.state}>
      <button
        type="button"
        className={classes.head}
        data-alert-id={alert.id}
        aria-label={name}
        aria-keyshortcuts="A S D"
        aria-expanded={answering !== null}
        onClick={() => onAnswer('acknowledge')}
        onKeyDown={onKeyDown}
      >
        <b className={classes.bed}>Bed {bed}</b> <span>{CONDITIONS[alert.condition].name}</span>{' '}
        <b className={classes.percent}>{percent}</b>
      </button>
      <p className={classes.facts}>
        {STATES[alert.state]} · since {timeText(alert.at)} ({ageText(minute - alert.at)})
        {now === null ? '' : `, ${percentText(alert.probability)} then`}
      </p>
      {first ? <p className={classes.why}>{first.text}</p> : null}
      <Second listed={listed} />
      <Said listed={listed} />
      {answering === null ? (
        <p className={classes.answers}>
          {answerKinds.map((kind) => (
            <Button
              key={kind}
              size="compact-xs"
              variant="default"
              aria-label={`${ANSWERS[kind]}: bed ${bed}, ${CONDITIONS[alert.condition].name}`}
              onClick={() => onAnswer(kind)}
            >
              {ANSWERS[kind]}
            </Button>
          ))}
          <Link href={bedHref(bed)} prefetch={false} className={classes.open}>
            Open<span className={visually.hidden}> bed {bed}</span>
          </Link>
        </p>
      ) : (
        <AnswerForm key={answering} wall={wall} listed={listed} kind={answering} onEnd={onEnd} />
      )}
    </li>
  );
}

/** Where the two models disagree somebody must know it before they act on either. */
function Second({ listed: { alert } }: Pick<AlertItemProps, 'listed'>) {
  if (!alert.second) return null;
  return (
    <p className={classes.facts} data-disagrees={!alert.second.agrees || undefined}>
      {alert.second.agrees ? null : <IconArrowsSplit2 size={13} aria-hidden />} {opinionText(alert.second)}
    </p>
  );
}

function Said({ listed: { alert } }: Pick<AlertItemProps, 'listed'>) {
  const { answer, until } = alert;
  if (!answer) return null;
  return (
    <p className={classes.facts}>
      {answer.by}, {timeText(answer.at)}: {REASONS[answer.reason]}
      {answer.note ? ` – ${answer.note}` : ''}
      {until === null ? '' : `; until ${timeText(until)}`}
    </p>
  );
}
