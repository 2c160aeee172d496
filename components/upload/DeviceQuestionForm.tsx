'use client';

import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { dayText } from '#components/patient/moment-text.ts';
import { type DayOrder, midnightOf, ORDER_NAMES } from '#lib/signal/readers/day-order.ts';
import type { DeviceAnswers, DeviceQuestion } from '#lib/signal/readers/device-question.ts';
import { readTimeCell } from '#lib/signal/readers/time-cell.ts';
import classes from './Upload.module.css';

type DeviceQuestionFormProps = {
  readonly question: DeviceQuestion;
  readonly answers: DeviceAnswers;
  readonly onAnswer: (answers: DeviceAnswers) => void;
};

/** Asks what a device's file does not tell; nothing of it is drawn before. */
export function DeviceQuestionForm({ question, answers, onAnswer }: DeviceQuestionFormProps) {
  if (question.about === 'day-order')
    return <OrderSelect question={question} answers={answers} onAnswer={onAnswer} />;
  return <StartInput about={question.about} answers={answers} onAnswer={onAnswer} />;
}

/** The day that an order makes of a date as written. */
function dayIn(example: string, order: DayOrder): string {
  const cell = readTimeCell(example);
  const ms = cell?.kind === 'civil' && cell.date ? midnightOf(cell.date, order) : Number.NaN;
  return Number.isNaN(ms) ? '' : `: ${dayText(ms)}`;
}

type OrderSelectProps = DeviceQuestionFormProps & {
  readonly question: Extract<DeviceQuestion, { about: 'day-order' }>;
};

function OrderSelect({ question: { orders, example }, answers, onAnswer }: OrderSelectProps) {
  const chosen = (value: string) => orders.find((order) => order === value);
  return (
    <NativeSelect
      label={`How does the file write its dates, as in ${example}?`}
      description="Nothing in it tells day from month. It is drawn once you have said."
      value={answers.order ?? ''}
      onChange={({ currentTarget }) => {
        const order = chosen(currentTarget.value);
        if (order) onAnswer({ ...answers, order });
      }}
    >
      <option value="">Not said yet</option>
      {orders.map((order) => (
        <option key={order} value={order}>
          {`With ${ORDER_NAMES[order]}${dayIn(example, order)}`}
        </option>
      ))}
    </NativeSelect>
  );
}

const TEXTS = {
  start: {
    label: 'When did the recording begin?',
    description: 'The file tells no time. It is drawn from the one that you say, on the clock of its place.',
    type: 'datetime-local',
  },
  day: {
    label: 'On which day did the recording begin?',
    description: 'The file tells times of day and no date.',
    type: 'date',
  },
} as const;

type StartInputProps = Omit<DeviceQuestionFormProps, 'question'> & { readonly about: 'start' | 'day' };

function StartInput({ about, answers, onAnswer }: StartInputProps) {
  const [value, setValue] = useState('');
  const startMs = Date.parse(value.length > 10 ? `${value}Z` : `${value}T00:00Z`);
  const { label, description, type } = TEXTS[about];
  return (
    <form
      className={classes.question ?? ''}
      onSubmit={(event) => {
        event.preventDefault();
        if (Number.isFinite(startMs)) onAnswer({ ...answers, startMs });
      }}
    >
      <TextInput
        label={label}
        description={description}
        type={type}
        value={value}
        onChange={({ currentTarget }) => setValue(currentTarget.value)}
      />
      <Button type="submit" variant="default" disabled={!Number.isFinite(startMs)}>
        Draw from then
      </Button>
    </form>
  );
}
