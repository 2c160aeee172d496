import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadSiteMap } from './load-site-map.ts';

const folder = mkdtempSync(join(tmpdir(), 'site-map-'));
const written = (name: string, text: string) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

describe('loadSiteMap', () => {
  it('reads a file with its hash', () => {
    expect(loadSiteMap(written('right.json', '{"siteMap": 1, "name": "A"}'))).toMatchObject({
      siteMap: { map: { name: 'A' }, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
  });

  it('names the file and the field of everything that is wrong', () => {
    const path = written('wrong.json', '{\n "siteMap": 2,\n "name": ""\n}');
    expect(loadSiteMap(path)).toEqual({
      sentences: [
        `Site mapping ${path}, line 2, siteMap: must be 1, the version of this format.`,
        expect.stringContaining(`Site mapping ${path}, line 3, name: `),
      ],
    });
    expect(loadSiteMap(join(folder, 'none.json'))).toMatchObject({
      sentences: [expect.stringContaining('cannot be opened')],
    });
  });
});

describe('a server whose mapping is wrong', () => {
  it('does not start, and says why', () => {
    const module = fileURLToPath(new URL('refuse-unsafe-start.ts', import.meta.url));
    const script = `import(${JSON.stringify(module)}).then(({ refuseUnsafeStart }) => refuseUnsafeStart())`;
    const start = (file: string) =>
      spawnSync(process.execPath, ['-e', script], {
        env: { ...process.env, CONSILIUM_SITE_MAP: file },
        encoding: 'utf8',
      });
    const refused = start(written('refused.json', '{"siteMap": 1, "name": "A", "drugs": [{}]}'));
    expect(refused.status).toBe(1);
    expect(refused.stderr).toMatch(/Consilium does not start:\n- Site mapping .*drugs\[0\]/);
    expect(start(written('started.json', '{"siteMap": 1, "name": "A"}')).status).toBe(0);
  });
});
