import { fetchSource } from './fetch-source.ts';
import { openSession } from './open-session.ts';
import { serveSession } from './serve-session.ts';

// One worker for all models of the page, each on a line of its own: everything it does stands in the three imports.
self.addEventListener('message', ({ ports: [port] }) => {
  if (!port) return;
  serveSession(port, ({ location, own, backend }, report) =>
    openSession(fetchSource(location), own, backend, report),
  );
  port.start();
});
