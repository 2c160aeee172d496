'use client';

import { SegmentedControl } from '@mantine/core';
import { useMemo } from 'react';
import { zoneName } from '#components/icu/icu-text.ts';
import { ChartWithTable } from '#components/ui/ChartWithTable.tsx';
import { Panel } from '#components/ui/Panel.tsx';
import type { BedCourse } from '#lib/icu/wall/bed-course.ts';
import type { CourseMark } from './CoursePlot.tsx';
import { CourseStack } from './CourseStack.tsx';
import { labPlots, signPlots } from './course-series.ts';
import { halfHourTable, momentTable } from './course-table.ts';

const HOURS = [6, 12, 24] as const;

type CoursePanelsProps = {
  readonly course: BedCourse;
  readonly hours: number;
  readonly onHours: (hours: number) => void;
};

const marksOf = ({ alerts, notes }: BedCourse): readonly CourseMark[] => [
  ...alerts.map(({ id, at }) => ({ key: id, at, kind: 'alert' as const })),
  ...notes.map(({ at, text }) => ({ key: `${at} ${text}`, at, kind: 'note' as const })),
];

/** Risk, vital signs and laboratory on one axis of time. */
export function CoursePanels({ course, hours, onHours }: CoursePanelsProps) {
  const signs = useMemo(() => signPlots(course), [course]);
  const labs = useMemo(() => labPlots(course), [course]);
  const marks = useMemo(
    () => marksOf(course).filter(({ at }) => at >= course.from && at <= course.to),
    [course],
  );
  const zone = zoneName(course.to);
  return (
    <>
      <Panel
        title="Course"
        description={`Times in ${zone}. Solid upright lines: alerts began. Dotted upright lines: notes. Dashed level lines: alert thresholds.`}
        actions={
          <SegmentedControl
            size="xs"
            aria-label="Hours shown"
            value={String(hours)}
            onChange={(value) => onHours(Number(value))}
            data={HOURS.map((value) => ({ value: String(value), label: `${value} h` }))}
          />
        }
      >
        <ChartWithTable
          title="Risk and vital signs"
          chart={
            <CourseStack label="Time in the course" plots={signs} window={course} marks={marks} height={92} />
          }
          {...halfHourTable(signs, course)}
        />
      </Panel>
      <Panel title="Laboratory" description={`Times in ${zone}.`}>
        {labs.length === 0 ? (
          <p>No laboratory result in these hours.</p>
        ) : (
          <ChartWithTable
            title="Laboratory results"
            chart={
              <CourseStack
                label="Time in the laboratory results"
                plots={labs}
                window={course}
                marks={marks}
                height={56}
              />
            }
            {...momentTable(labs)}
          />
        )}
      </Panel>
    </>
  );
}
