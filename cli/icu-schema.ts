import { Command } from 'commander';
import { z } from 'zod';
import { alert } from '#lib/icu/alerts/alert.ts';
import { sentEvent } from '#lib/icu/events/stream-event.ts';

const schemas = { event: sentEvent, alert };

export const command = new Command('schema')
  .description('JSON Schema of an event of the stream, or of an alert.')
  .argument('[what]', Object.keys(schemas).join(' or '), 'event')
  .action((what: string) => {
    const [, schema] = Object.entries(schemas).find(([name]) => name === what) ?? [];
    if (!schema)
      throw new Error(`There is no schema of ${what}; there is ${Object.keys(schemas).join(' and ')}.`);
    process.stdout.write(`${JSON.stringify(z.toJSONSchema(schema, { io: 'input' }), null, 2)}\n`);
  });
