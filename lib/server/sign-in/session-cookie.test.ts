import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { seal, unseal } from './sealed-cookie.ts';
import { newSession, renewed, sealSession, unsealSession } from './session-cookie.ts';

const secret = 'a secret of at least thirty-two characters';
const start = new Date('2026-01-01T08:00:00Z');
const minutesLater = (minutes: number) => new Date(start.getTime() + minutes * 60_000);

describe('session cookie', () => {
  it('opens with its secret and hides its content', async () => {
    const session = newSession('u-1', 'A Clinician', start);
    const sealed = await sealSession(secret, session);
    expect(await unsealSession(secret, sealed, minutesLater(1))).toMatchObject({
      subject: 'u-1',
      name: 'A Clinician',
    });
    const parts = sealed.split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1'));
    expect(parts.join('')).not.toContain('Clinician');
  });

  it('ends after 30 idle minutes and after 12 hours whatever happens', async () => {
    let session = newSession('u-1', 'A Clinician', start);
    expect(await unsealSession(secret, await sealSession(secret, session), minutesLater(31))).toBeNull();
    for (let minute = 20; minute < 12 * 60; minute += 20)
      session = renewed(session, minutesLater(minute)) ?? session;
    const sealed = await sealSession(secret, session);
    expect(await unsealSession(secret, sealed, minutesLater(12 * 60 - 1))).not.toBeNull();
    expect(await unsealSession(secret, sealed, minutesLater(12 * 60 + 1))).toBeNull();
  });

  it('is renewed at most once a minute', () => {
    const session = newSession('u-1', 'A Clinician', start);
    expect(renewed(session, minutesLater(0.5))).toBeNull();
    expect(renewed(session, minutesLater(2))?.signedInAt).toBe(session.signedInAt);
  });

  it('is refused when altered, sealed with another secret, or sealed for another purpose', async () => {
    const session = newSession('u-1', 'A Clinician', start);
    const sealed = await sealSession(secret, session);
    const middle = Math.floor(sealed.length / 2);
    const altered = `${sealed.slice(0, middle)}${sealed[middle] === 'x' ? 'y' : 'x'}${sealed.slice(middle + 1)}`;
    expect(await unsealSession(secret, altered, start)).toBeNull();
    expect(await unsealSession(`${secret}!`, sealed, start)).toBeNull();
    expect(await unsealSession(secret, undefined, start)).toBeNull();
    const foreign = await seal(secret, 'sign-in', session, Math.floor(start.getTime() / 1000) + 600);
    expect(await unsealSession(secret, foreign, start)).toBeNull();
    expect(await unseal(secret, 'sign-in', foreign, z.object({ subject: z.string() }), start)).not.toBeNull();
  });
});
