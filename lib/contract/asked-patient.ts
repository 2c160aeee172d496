import { z } from 'zod';

/** How a question of a program names the patient: of the hospital's own source, or by a chart that is sent along. */
export const askedPatient = {
  patientId: z
    .string()
    .regex(/^[A-Za-z0-9\-.]{1,64}$/, { error: 'a FHIR logical id is expected' })
    .optional()
    .describe("FHIR logical id in the hospital's own source"),
  bundle: z
    .looseObject({ resourceType: z.literal('Bundle', { error: 'a FHIR Bundle is expected' }) })
    .optional()
    .describe('FHIR R4 Bundle with the chart of one patient'),
};
