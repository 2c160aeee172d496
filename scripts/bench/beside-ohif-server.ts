import { once } from 'node:events';
import { readdir, readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { z } from 'zod';
import { mustRun } from '../run-command.ts';

/** Fetched for the run: the product does not depend on it. */
const OHIF = '@ohif/app@~3.13.0';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** As its documentation asks for: without both, OHIF has no SharedArrayBuffer. */
const HEADERS = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** The published configuration leaves local files out; everything else in it stays as it is. */
const LOCAL_FILES = `
window.config.dataSources.push({
  namespace: '@ohif/extension-default.dataSourcesModule.dicomlocal',
  sourceName: 'dicomlocal',
  configuration: { friendlyName: 'DICOM Local' },
});
`;

/** Fetches OHIF as it is published and unpacks it. */
export async function fetchOhif(
  folder: string,
): Promise<{ readonly dist: string; readonly version: string }> {
  await mustRun('npm', ['pack', OHIF, '--pack-destination', folder]);
  const archive = (await readdir(folder)).find((name) => name.endsWith('.tgz'));
  if (!archive) throw new Error(`npm fetched nothing for ${OHIF}`);
  await mustRun('tar', ['-xzf', join(folder, archive), '-C', folder]);
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(await readFile(join(folder, 'package/package.json'), 'utf8')));
  return { dist: join(folder, 'package/dist'), version };
}

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (entry) => entry.isFile(),
    () => false,
  );

/** Serves a built OHIF from its folder: files as they are, any other path as its one page. */
export async function serveOhif(dist: string): Promise<{ origin: string; close: () => void }> {
  const server = createServer((request, response) => {
    const answer = async () => {
      const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
      const asked = join(dist, normalize(decodeURIComponent(pathname)));
      const path = (await isFile(asked)) ? asked : join(dist, 'index.html');
      const bytes = await readFile(path);
      const body = pathname === '/app-config.js' ? `${bytes.toString('utf8')}${LOCAL_FILES}` : bytes;
      response.writeHead(200, {
        ...HEADERS,
        'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream',
      });
      response.end(body);
    };
    answer().catch(() => response.writeHead(500).end());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { origin: `http://127.0.0.1:${address.port}`, close };
}
