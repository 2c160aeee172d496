'use client';

import { SegmentedControl } from '@mantine/core';
import { useMemo } from 'react';
import { zoneName } from '#components/icu/icu-text.ts';
import { ChartWithTable } from '#components/ui/ChartWithTable.tsx';
import { Panel } from '#components/ui/Panel.tsx';
import type { BedCourse } from '#lib/icu/wall/bed-course.ts';
import type { WallTile } from '#lib/icu/wall/wall-message.ts';
import type { CourseMark } from './CoursePlot.tsx';
import { CourseStack } from './CourseStack.tsx';
import { signPlots } from './course-series.ts';
import { halfHourTable } from './course-table.ts';
import { LabPanel } from './LabPanel.tsx';

const HOURS = [6, 12, 24] as const;

type CoursePanelsProps = {
  readonly course: BedCourse;
  /** As it stands now: what drives its scores comes first. */
  readonly tile: WallTile;
  readonly hours: number;
  readonly onHours: (hours: number) => void;
};

const marksOf = ({ alerts, notes }: BedCourse): readonly CourseMark[] => [
  ...alerts.map(({ id, at }) => ({ key: id, at, kind: 'alert' as const })),
  ...notes.map(({ at, text }) => ({ key: `${at} ${text}`, at, kind: 'note' as const })),
];

/** Risk, vital signs and laboratory on one axis of time. */
export function CoursePanels({ course, tile, hours, onHours }: CoursePanelsProps) {
  const signs = useMemo(() => signPlots(course), [course]);
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
      <LabPanel course={course} tile={tile} marks={marks} />
    </>
  );
}
