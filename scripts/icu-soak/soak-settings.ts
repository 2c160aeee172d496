import { z } from 'zod';

/** What each process of the soak is told. */
export const soakSettings = z.object({
  role: z.enum(['writer', 'scorer', 'watcher']),
  databaseUrl: z.string(),
  /** `null`: the log is in the database. */
  kafka: z.string().nullable(),
  /** Where the processes write what they have seen. */
  folder: z.string(),
  beds: z.number().int(),
  /** Event time of the first readings, ms since the epoch. */
  start: z.number().int(),
});
export type SoakSettings = z.infer<typeof soakSettings>;

/** Silence after which Kafka gives partitions to others; the broker of tests takes it. */
export const SESSION_MS = 3000;

export const kafkaOf = ({ kafka }: SoakSettings) =>
  kafka === null ? null : { brokers: [kafka], tls: false, sessionMs: SESSION_MS };

/** Events that were acknowledged, a line each: written only after they were. */
export const ACKNOWLEDGED = 'acknowledged.ndjson';
/** What was wrong on the wall at any moment, a line each. */
export const VIOLATIONS = 'violations.txt';
