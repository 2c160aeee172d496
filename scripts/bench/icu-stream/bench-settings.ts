import { z } from 'zod';

/** What a process of the bench is told. */
export const benchSettings = z.object({
  role: z.enum(['writer', 'scorer']),
  databaseUrl: z.string(),
  kafka: z.string().nullable(),
  beds: z.number().int(),
  seconds: z.number().int(),
});
export type BenchSettings = z.infer<typeof benchSettings>;

const SESSION_MS = 6000;

export const kafkaOf = (address: string | null) =>
  address === null ? null : { brokers: [address], tls: false, sessionMs: SESSION_MS };
