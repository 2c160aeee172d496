import type { BaseOptions } from '@platformatic/kafka';

/** Where Kafka is. */
export type KafkaSettings = {
  /** `host:port`, as many as are known. */
  readonly brokers: readonly string[];
  readonly tls: boolean;
  /** After so much silence the partitions of a member go to others; a broker takes no less than its own least (6 s as it comes). */
  readonly sessionMs: number;
};

const RETRY_MS = 250;
/** A broker that restarts is away for seconds. */
const RETRIES = 20;

export const baseOptions = ({ brokers, tls }: KafkaSettings): BaseOptions => ({
  clientId: 'consilium',
  bootstrapBrokers: [...brokers],
  retries: RETRIES,
  retryDelay: RETRY_MS,
  ...(tls && { tls: {} }),
});
