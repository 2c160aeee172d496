import { z } from 'zod';
import { alert, alertConditions } from '../alerts/alert.ts';
import type { BedCourse } from './bed-course.ts';
import { bedsideSign, wallValue } from './wall-schema.ts';

const time = z.number().int();

/** What the server tells of one bed over a day, checked at the border. */
export const bedCourse: z.ZodType<BedCourse> = z.object({
  bed: z.string(),
  ward: z.string(),
  patient: z.string().nullable(),
  who: z.string().nullable(),
  admittedAt: time.nullable(),
  from: time,
  to: time,
  signs: z.partialRecord(bedsideSign, z.array(wallValue)),
  laboratory: z.record(z.string(), z.array(wallValue)),
  notes: z.array(z.object({ at: time, role: z.string(), text: z.string() })),
  scores: z.array(
    z.object({
      condition: z.enum(alertConditions),
      points: z.array(
        z.object({ at: time, probability: z.number().min(0).max(1).nullable(), threshold: z.number() }),
      ),
    }),
  ),
  alerts: z.array(alert),
  simulated: z.boolean(),
});
