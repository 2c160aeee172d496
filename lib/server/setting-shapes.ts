// What a setting may look like, with the sentence that is told where it does not.
import { z } from 'zod';

export const webAddress = (name: string) =>
  z
    .url({ protocol: /^https?$/, error: `${name} must be an http or https address.` })
    .refine((text) => !text.includes('@') && !text.includes('?') && !text.includes('#'), {
      error: `${name} must hold no user name, query or fragment.`,
    })
    .optional();

/** One address, or several with commas between. */
export const webAddresses = (name: string) =>
  z
    .string()
    .transform((text) => text.split(',').map((one) => one.trim()))
    .pipe(z.array(webAddress(name).unwrap()))
    .optional();

export const flag = (name: string) =>
  z
    .enum(['0', '1'], { error: `${name} must be 1 or 0.` })
    .optional()
    .transform((text) => text === '1');

/** On unless it is turned off. */
export const switchOf = (name: string) =>
  z
    .enum(['0', '1'], { error: `${name} must be 1 or 0.` })
    .default('1')
    .transform((text) => text === '1');

/** One `host:port`, or several with commas between. */
export const brokers = z
  .string()
  .transform((text) => text.split(',').map((one) => one.trim()))
  .refine((all) => all.every((one) => /^[\w.-]+:\d{1,5}$/.test(one)), {
    error: 'KAFKA_BROKERS must be addresses like kafka-1:9092,kafka-2:9092.',
  })
  .optional();

export const portNumber = (name: string) =>
  z.coerce
    .number({ error: `${name} must be a number.` })
    .int({ error: `${name} must be a whole number.` })
    .min(1, { error: `${name} must be between 1 and 65535.` })
    .max(65_535, { error: `${name} must be between 1 and 65535.` });
