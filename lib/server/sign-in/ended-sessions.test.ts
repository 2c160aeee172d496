import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseEnvironment } from '../env.ts';
import { endSession, hasEnded } from './ended-sessions.ts';
import { openSession } from './open-session.ts';
import { newSession, renewed, sealSession, sessionCookieName } from './session-cookie.ts';

const secret = 's'.repeat(32);
let data = '';
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'ended-sessions-'));
});
afterAll(() => rm(data, { recursive: true }));

const settings = () =>
  parseEnvironment({
    CONSILIUM_DATA: data,
    OIDC_ISSUER: 'https://login.example',
    OIDC_CLIENT_ID: 'consilium',
    CONSILIUM_SESSION_SECRET: secret,
  });

describe('a session that was signed out', () => {
  it('is dead for every copy of its cookie, also a renewed one, and no other session is', async () => {
    const now = new Date();
    const [mine, other] = [newSession('u-1', 'A', now), newSession('u-1', 'A', now)];
    const again = renewed(mine, new Date(now.getTime() + 120_000));
    const cookies = await Promise.all([mine, again ?? mine, other].map((one) => sealSession(secret, one)));
    const subjects = async () => {
      const opened = cookies.map((sealed) =>
        openSession(settings(), (name) => (name === sessionCookieName(false) ? sealed : undefined)),
      );
      return (await Promise.all(opened)).map((session) => session?.subject ?? null);
    };
    expect(again).not.toBeNull();
    expect(await subjects()).toEqual(['u-1', 'u-1', 'u-1']);
    await endSession(data, mine.id, now);
    expect(await subjects()).toEqual([null, null, 'u-1']);
  });

  it('is forgotten once no cookie of it could open', async () => {
    const old = crypto.randomUUID();
    const now = new Date();
    await endSession(data, old, now);
    const longAgo = new Date(now.getTime() - 13 * 3_600_000);
    await utimes(join(data, 'ended-sessions', old), longAgo, longAgo);
    const recent = crypto.randomUUID();
    await endSession(data, recent, now);
    expect(await readdir(join(data, 'ended-sessions'))).not.toContain(old);
    expect([await hasEnded(data, old), await hasEnded(data, recent)]).toEqual([false, true]);
  });

  it('is never declared ended when that could not be written', async () => {
    await expect(
      endSession(join(data, 'ended-sessions', 'file\0'), crypto.randomUUID(), new Date()),
    ).rejects.toThrow();
  });
});
