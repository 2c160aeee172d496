import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { WallStore } from '#components/icu/wall-store.ts';
import type { BedCourse } from '#lib/icu/wall/bed-course.ts';
import { bedCourse } from '#lib/icu/wall/course-schema.ts';

/** The course is asked for anew when the clock of the wall has moved so far; a fast replay asks every few seconds. */
const RENEW_MS = 60_000;
const LEAST_REAL_MS = 4000;

export type CourseState = {
  readonly course: BedCourse | null;
  /** Why it could not be had; the last one that could stays. */
  readonly trouble: string | null;
};

async function fetchCourse(bed: string, hours: number, signal: AbortSignal): Promise<CourseState> {
  try {
    const response = await fetch(`/api/icu/beds/${encodeURIComponent(bed)}/course?hours=${hours}`, {
      signal,
    });
    if (response.status === 404) return { course: null, trouble: `There is no bed ${bed}.` };
    if (!response.ok) throw new Error(`The server answered ${response.status}.`);
    return { course: bedCourse.parse(await response.json()), trouble: null };
  } catch (cause) {
    const why = cause instanceof Error && cause.name !== 'ZodError' ? cause.message : '';
    return { course: null, trouble: why || 'The course that the server sent could not be read.' };
  }
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Everything of a bed over the last hours, kept up to date. */
export function useCourse({ store }: WallStore, bed: string, hours: number): CourseState {
  const [state, setState] = useState<CourseState>({ course: null, trouble: null });
  const turn = useStore(store, ({ now }) => Math.floor(now / RENEW_MS));
  const patient = useStore(store, ({ tiles }) => tiles?.get(bed)?.patient);
  const [asked, setAsked] = useState(turn);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    if (!busy) setAsked(turn);
  }, [busy, turn]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new minute, or another patient, is a new question
  useEffect(() => {
    const ended = new AbortController();
    setBusy(true);
    void fetchCourse(bed, hours, ended.signal).then(async (next) => {
      if (ended.signal.aborted) return;
      setState((before) => (next.course ? next : { ...before, trouble: next.trouble }));
      await wait(LEAST_REAL_MS);
      if (!ended.signal.aborted) setBusy(false);
    });
    return () => ended.abort();
  }, [bed, hours, asked, patient]);
  // Never the course of whoever lay here before.
  const own = patient === undefined || state.course?.patient === patient;
  return own ? state : { ...state, course: null };
}
