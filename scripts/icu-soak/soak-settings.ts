import { z } from 'zod';

/** What each process of the soak is told, the web server aside, which reads its environment. */
export const soakSettings = z.object({
  role: z.enum(['writer', 'scorer']),
  databaseUrl: z.string(),
  /** `null`: the log is in the database. */
  kafka: z.string().nullable(),
  /** Where the processes write what was acknowledged. */
  folder: z.string(),
  beds: z.number().int(),
  /** Event time of the first readings, ms since the epoch. */
  start: z.number().int(),
});
export type SoakSettings = z.infer<typeof soakSettings>;

/** Silence after which Kafka gives partitions to others; the broker of tests takes it. */
export const SESSION_S = 2.5;

export const kafkaOf = ({ kafka }: Pick<SoakSettings, 'kafka'>) =>
  kafka === null ? null : { brokers: [kafka], tls: false, sessionMs: 1000 * SESSION_S };
