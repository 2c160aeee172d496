'use client';

import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { type AlertReason, alertReasons } from '#lib/icu/alerts/alert.ts';
import type { AnswerKind } from '#lib/icu/alerts/answers.ts';
import classes from './alerts.module.css';
import { type AnswerOutcome, answerAlert } from './answer-alert.ts';
import { ANSWERS, REASONS } from './icu-text.ts';
import type { ListedAlert } from './wall-order.ts';
import type { WallStore } from './wall-store.ts';

type AnswerFormProps = {
  readonly wall: WallStore;
  readonly listed: ListedAlert;
  readonly kind: AnswerKind;
  readonly onEnd: () => void;
};

/** Minutes of a snooze, by the clock of the wall. */
const SNOOZES = [15, 30, 60, 120, 240];

/** What is most often meant, chosen beforehand. */
const USUAL: Readonly<Record<AnswerKind, AlertReason>> = {
  acknowledge: 'treated',
  snooze: 'known',
  dismiss: 'not-clinically-relevant',
};

const isReason = (text: string): text is AlertReason => alertReasons.some((reason) => reason === text);

/** A coded reason and, if wished, words; Enter sends, Escape leaves. */
export function AnswerForm({ wall, listed: { alert, bed }, kind, onEnd }: AnswerFormProps) {
  const [reason, setReason] = useState<AlertReason>(USUAL[kind]);
  const [note, setNote] = useState('');
  const [minutes, setMinutes] = useState(30);
  const [refused, setRefused] = useState<Exclude<AnswerOutcome, { ok: true }> | null>(null);
  const [sending, setSending] = useState(false);

  const standing = refused?.standing ?? null;
  const send = async () => {
    setSending(true);
    const outcome = await answerAlert(alert.id, kind, {
      reason,
      ...(note.trim() === '' ? {} : { note: note.trim() }),
      ...(kind === 'snooze' ? { minutes } : {}),
      ...(standing?.answer ? { over: standing.answer.at } : {}),
    });
    setSending(false);
    if (!outcome.ok) return setRefused(outcome);
    wall.keep(bed, outcome.alert);
    onEnd();
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void send();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onEnd();
  };
  return (
    <form className={classes.form} onSubmit={onSubmit} onKeyDown={onKeyDown}>
      <NativeSelect
        size="xs"
        label="Reason"
        autoFocus
        value={reason}
        data={alertReasons.map((value) => ({ value, label: REASONS[value] }))}
        onChange={({ currentTarget: { value } }) => isReason(value) && setReason(value)}
      />
      {kind === 'snooze' ? (
        <NativeSelect
          size="xs"
          label="For"
          value={String(minutes)}
          data={SNOOZES.map((value) => ({ value: String(value), label: `${value} min` }))}
          onChange={({ currentTarget }) => setMinutes(Number(currentTarget.value))}
        />
      ) : null}
      <TextInput
        size="xs"
        label="Note, if needed"
        maxLength={500}
        value={note}
        onChange={({ currentTarget }) => setNote(currentTarget.value)}
      />
      {refused === null ? null : (
        <p role="alert" className={classes.refused}>
          {refused.reason}
        </p>
      )}
      <p className={classes.answers}>
        <Button size="compact-sm" type="submit" loading={sending}>
          {standing ? `${ANSWERS[kind]} all the same` : ANSWERS[kind]}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onEnd}>
          Cancel
        </Button>
      </p>
    </form>
  );
}
