import { describe, expect, it } from 'vitest';
import { refusalOf } from './request-guard.ts';

const origin = 'https://consilium.example';
const ask = (method: string, headers: Record<string, string>) =>
  refusalOf(method, new Headers(headers), origin)?.status ?? null;

describe('refusalOf', () => {
  it.each(['127.0.0.1:3000', 'localhost:3000', '[::1]:3000', 'LOCALHOST', 'consilium.example'])(
    'answers to %s',
    (host) => expect(ask('GET', { host })).toBeNull(),
  );

  it.each(['evil.example', '127.0.0.1.evil.example', 'consilium.example.evil', 'localhost@evil.example', ''])(
    'does not answer to %j',
    (host) => expect(ask('GET', { host })).toBe(421),
  );

  it('refuses a change that another site sent, and takes one of its own or of a program', () => {
    const host = 'localhost:3000';
    expect(ask('POST', { host, 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(ask('POST', { host, 'sec-fetch-site': 'same-site' })).toBe(403);
    expect(ask('DELETE', { host, origin: 'http://evil.example' })).toBe(403);
    expect(ask('POST', { host, origin: 'null' })).toBe(403);
    expect(ask('POST', { host, origin: 'http://localhost:4000' })).toBe(403);
    expect(
      ask('POST', { host, 'sec-fetch-site': 'same-origin', origin: 'http://localhost:3000' }),
    ).toBeNull();
    expect(ask('PUT', { host })).toBeNull();
  });
});
