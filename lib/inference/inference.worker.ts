import { fetchSource } from './fetch-source.ts';
import { openSession } from './open-session.ts';
import { serveSession } from './serve-session.ts';

// One worker for one model of the page: everything it does stands in the three imports.
serveSession(self, ({ location, own, backend }, report) =>
  openSession(fetchSource(location), own, backend, report),
);
