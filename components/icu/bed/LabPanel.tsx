import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { ageText, zoneName } from '#components/icu/icu-text.ts';
import { ChartWithTable, ScrollTable } from '#components/ui/ChartWithTable.tsx';
import { Panel } from '#components/ui/Panel.tsx';
import type { BedCourse } from '#lib/icu/wall/bed-course.ts';
import type { WallTile } from '#lib/icu/wall/wall-message.ts';
import type { CourseMark } from './CoursePlot.tsx';
import { CourseStack } from './CourseStack.tsx';
import { labPlot } from './course-series.ts';
import { momentTable } from './course-table.ts';
import { LabSparkline } from './LabSparkline.tsx';
import { type LabCourse, labCourses, matters, rangeText } from './lab-course.ts';

type LabPanelProps = {
  readonly course: BedCourse;
  readonly tile: WallTile;
  readonly marks: readonly CourseMark[];
};

/** Plots of more would be scrolled past. */
const MOST_PLOTS = 6;

/** Results that drive a score or are unusual, drawn; all of them in a table behind a button. */
export function LabPanel({ course, tile, marks }: LabPanelProps) {
  const [all, setAll] = useState(false);
  const courses = useMemo(() => labCourses(course, tile), [course, tile]);
  const plots = useMemo(() => courses.filter(matters).slice(0, MOST_PLOTS).map(labPlot), [courses]);
  return (
    <Panel
      title="Laboratory"
      description={`What drives a score now, or lies outside what is usual of adults (shaded). Times in ${zoneName(course.to)}.`}
    >
      {plots.length === 0 ? (
        <p>
          {courses.length === 0
            ? 'No laboratory result in these hours.'
            : 'No result drives a score now, and none is unusual.'}
        </p>
      ) : (
        <ChartWithTable
          title="Laboratory results that matter now"
          chart={
            <CourseStack
              label="Time in the laboratory results"
              plots={plots}
              window={course}
              marks={marks}
              height={56}
            />
          }
          {...momentTable(plots)}
        />
      )}
      {courses.length === 0 ? null : (
        <Button size="xs" variant="default" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Hide the table' : `Show all ${courses.length} results`}
        </Button>
      )}
      {all ? <AllResults courses={courses} course={course} /> : null}
    </Panel>
  );
}

const COLUMNS = [
  { label: 'Result' },
  { label: 'Last', numeric: true },
  { label: 'Before', numeric: true },
  { label: 'Usual', numeric: true },
  { label: 'Taken' },
  { label: 'Course' },
  { label: 'Why it matters' },
];

const FLAGS = { low: '↓ low', high: '↑ high' } as const;

function whyText({ flag, share, last }: LabCourse): string {
  const drives =
    share === 0
      ? null
      : `${share > 0 ? 'raises' : 'lowers'} a score by ${Math.abs(share).toFixed(2)} log-odds`;
  const doubt = last.doubt === undefined ? null : `doubtful: ${last.doubt}`;
  return [flag && FLAGS[flag], drives, doubt].filter((one) => one !== null).join('; ');
}

const numberOf = ({ decimals }: LabCourse, value: number | undefined): string =>
  value === undefined ? '–' : value.toFixed(decimals).replace('-', '−');

function AllResults({
  courses,
  course,
}: {
  readonly courses: readonly LabCourse[];
  readonly course: BedCourse;
}) {
  return (
    <ScrollTable
      title="All laboratory results of these hours"
      columns={COLUMNS}
      rows={courses.map((one) => ({
        key: one.id,
        cells: [
          one.label,
          `${numberOf(one, one.last.value)}\u00a0${one.unit}`,
          numberOf(one, one.points.at(-2)?.value),
          rangeText(one),
          `${ageText(course.to - one.last.at)} ago`,
          <LabSparkline key="course" course={one} from={course.from} to={course.to} />,
          whyText(one),
        ],
      }))}
    />
  );
}
