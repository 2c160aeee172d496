import { once } from 'node:events';
import { createServer } from 'node:http';
import { environment } from '#lib/server/env.ts';
import { refuseUnknownMethod } from '#lib/server/known-methods.ts';
import { portTaken } from './free-port.ts';
import { reportFailure } from './report-failure.ts';

/** `npm start`, after `prepare.ts`: one process that serves the built app until it is told to stop. */
async function start(): Promise<void> {
  const { host, port, origin } = environment();
  Object.assign(process.env, { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' });
  const { default: next } = await import('next');
  const app = next({ dev: false, hostname: host, port });
  await app.prepare();
  const handle = app.getRequestHandler();
  const server = createServer((request, response) => {
    if (!refuseUnknownMethod(request, response)) void handle(request, response);
  });
  server.listen(port, host);
  await once(server, 'listening').catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EADDRINUSE' ? new Error(portTaken(host, port), { cause: error }) : error;
  });
  const stop = () => {
    server.close(() => process.exit(0));
    server.closeAllConnections();
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  process.stdout.write(`\nConsilium is ready: ${origin}\n`);
}

await reportFailure(start);
