import {
  CONDITIONS,
  dayTimeText,
  opinionText,
  percentText,
  REASONS,
  STATES,
  zoneName,
} from '#components/icu/icu-text.ts';
import { Panel } from '#components/ui/Panel.tsx';
import type { Alert } from '#lib/icu/alerts/alert.ts';
import type { BedCourse } from '#lib/icu/wall/bed-course.ts';
import classes from './bed.module.css';

type Happening = { readonly key: string; readonly at: number; readonly what: string; readonly text: string };

function ofAlert({
  id,
  at,
  condition,
  probability,
  endedAt,
  answer,
  state,
  second,
}: Alert): readonly Happening[] {
  const { name } = CONDITIONS[condition];
  return [
    {
      key: `${id} began`,
      at,
      what: 'Alert',
      text: `${name} ${percentText(probability)}${second ? `. ${opinionText(second)}.` : ''}`,
    },
    ...(answer
      ? [
          {
            key: `${id} answered`,
            at: answer.at,
            what: 'Answer',
            text: `${name} ${STATES[state === 'ended' ? 'acknowledged' : state]} by ${answer.by}: ${REASONS[answer.reason]}${answer.note ? `, ${answer.note}` : ''}`,
          },
        ]
      : []),
    ...(endedAt === null ? [] : [{ key: `${id} ended`, at: endedAt, what: 'Alert ended', text: name }]),
  ];
}

/** Everything that happened at this bed, newest first. */
export function happenings({ alerts, notes, admittedAt }: BedCourse): readonly Happening[] {
  const admitted =
    admittedAt === null
      ? []
      : [{ key: 'admitted', at: admittedAt, what: 'Admission', text: 'To intensive care' }];
  return [
    ...alerts.flatMap(ofAlert),
    ...notes.map(({ at, role, text }) => ({ key: `${at} ${text}`, at, what: `Note, ${role}`, text })),
    ...admitted,
  ].sort((a, b) => b.at - a.at);
}

/** Alerts, answers and notes in the order of time. */
export function EventsPanel({ course }: { readonly course: BedCourse }) {
  const all = happenings(course);
  return (
    <Panel title="Events" description={`Newest first, times in ${zoneName(course.to)}.`}>
      {all.length === 0 ? <p>Nothing happened in these hours.</p> : null}
      <ol className={classes.events}>
        {all.map(({ key, at, what, text }) => (
          <li key={key}>
            <time dateTime={new Date(at).toISOString()}>{dayTimeText(at)}</time> <b>{what}</b> {text}
          </li>
        ))}
      </ol>
    </Panel>
  );
}
