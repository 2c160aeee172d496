import { describe, expect, it } from 'vitest';
import { InvalidEnvironment, parseEnvironment } from './env.ts';

const signIn = {
  OIDC_ISSUER: 'https://login.example',
  OIDC_CLIENT_ID: 'consilium',
  CONSILIUM_SESSION_SECRET: 's'.repeat(32),
};

function sentencesOf(source: Record<string, string>): readonly string[] {
  try {
    parseEnvironment(source);
    return [];
  } catch (error) {
    if (error instanceof InvalidEnvironment) return error.sentences;
    throw error;
  }
}

describe('parseEnvironment', () => {
  it('starts on loopback with the embedded store when nothing is set', () => {
    const environment = parseEnvironment({});
    expect(environment).toMatchObject({ host: '127.0.0.1', port: 3000, fhir: null, signIn: null });
    expect(environment.origin).toBe('http://127.0.0.1:3000');
  });

  it('serves the embedded images beside the embedded store alone', () => {
    const open = { CONSILIUM_ALLOW_UNAUTHENTICATED: '1' };
    const fhir = { ...open, FHIR_BASE_URL: 'http://127.0.0.1:8080/fhir' };
    const pacs = { ...open, DICOMWEB_URL: 'http://127.0.0.1:8042/dicom-web' };
    const served = [{}, fhir, pacs, { ...fhir, ...pacs }].map((v) => parseEnvironment(v).embeddedImages);
    expect(served).toEqual([true, false, false, false]);
  });

  it('keeps the index in the data folder, or in a PostgreSQL that is near or reached over TLS', () => {
    expect(parseEnvironment({}).databaseUrl).toBeNull();
    const taken = ['127.0.0.1/c', 'me:secret@localhost:5433/c', 'db.example/c?sslmode=verify-full'];
    for (const rest of taken)
      expect(parseEnvironment({ DATABASE_URL: `postgresql://${rest}` }).databaseUrl).toBe(
        `postgresql://${rest}`,
      );
    expect(sentencesOf({ DATABASE_URL: 'postgres://me:secret@db.example/c' })).toEqual([
      expect.stringContaining('must ask for TLS'),
    ]);
    expect(sentencesOf({ DATABASE_URL: 'mysql://db.example/c' })).toEqual([
      expect.stringContaining('DATABASE_URL must be an address like'),
    ]);
  });

  it('listens for HL7 where a port is named, on this machine alone unless told otherwise', () => {
    expect(parseEnvironment({}).mllp).toBeNull();
    expect(parseEnvironment({ ICU_MLLP_PORT: '2575' }).mllp).toEqual({ port: 2575, host: '127.0.0.1' });
    expect(parseEnvironment({ ICU_MLLP_PORT: '2575', CONSILIUM_ICU: '0' }).mllp).toBeNull();
    expect(sentencesOf({ ICU_MLLP_PORT: '70000' })).toEqual(['ICU_MLLP_PORT must be between 1 and 65535.']);
  });

  it('reads where Kafka is, and lets nothing cross a network in clear', () => {
    expect(parseEnvironment({}).kafka).toBeNull();
    expect(parseEnvironment({ KAFKA_BROKERS: '127.0.0.1:9092, localhost:9093' }).kafka).toEqual({
      brokers: ['127.0.0.1:9092', 'localhost:9093'],
      tls: false,
      sessionMs: 6000,
    });
    const far = { KAFKA_BROKERS: '127.0.0.1:9092,kafka.example:9093' };
    expect(sentencesOf(far)).toEqual([expect.stringContaining('KAFKA_TLS must be 1')]);
    expect(parseEnvironment({ ...far, KAFKA_TLS: '1' }).kafka).toMatchObject({ tls: true });
    expect(sentencesOf({ KAFKA_BROKERS: 'kafka' })).toEqual([
      expect.stringContaining('KAFKA_BROKERS must be addresses'),
    ]);
  });

  it('counts an empty variable as unset', () => {
    expect(parseEnvironment({ FHIR_BASE_URL: '', PORT: '' })).toMatchObject({ fhir: null, port: 3000 });
  });

  it('refuses a FHIR server without sign-in', () => {
    expect(sentencesOf({ FHIR_BASE_URL: 'https://fhir.example/r4' })).toEqual([
      expect.stringContaining('sign-in must be configured'),
    ]);
  });

  it('takes a FHIR server with sign-in, or with the explicit permission to go without', () => {
    const remote = { FHIR_BASE_URL: 'https://fhir.example/r4/' };
    expect(parseEnvironment({ ...remote, ...signIn }).fhir?.baseUrl).toBe('https://fhir.example/r4');
    expect(parseEnvironment({ ...remote, CONSILIUM_ALLOW_UNAUTHENTICATED: '1' }).signIn).toBeNull();
    expect(sentencesOf({ ...remote, CONSILIUM_ALLOW_UNAUTHENTICATED: '0' })).toHaveLength(1);
  });

  it('takes the addresses by which a FHIR server calls itself', () => {
    const remote = { FHIR_BASE_URL: 'https://fhir.example/r4', ...signIn };
    const named = (FHIR_PUBLIC_BASE_URL: string) => ({ ...remote, FHIR_PUBLIC_BASE_URL });
    expect(parseEnvironment(remote).fhir?.publicBaseUrls).toEqual([]);
    expect(
      parseEnvironment(named('http://hapi:8080/fhir/, https://ehr.example/r4')).fhir?.publicBaseUrls,
    ).toEqual(['http://hapi:8080/fhir', 'https://ehr.example/r4']);
    for (const wrong of ['hapi:8080', 'http://a/fhir,', 'ftp://a/fhir', 'http://user@a/fhir'])
      expect(sentencesOf(named(wrong))).toEqual([expect.stringContaining('FHIR_PUBLIC_BASE_URL must')]);
    expect(sentencesOf({ FHIR_PUBLIC_BASE_URL: 'http://a/fhir' })).toHaveLength(1);
  });

  it('takes a PACS with sign-in, and a token or a password for it, never both', () => {
    const pacs = { ...signIn, DICOMWEB_URL: 'https://pacs.example/dicom-web/' };
    expect(sentencesOf({ DICOMWEB_URL: 'https://pacs.example' })).toEqual([
      expect.stringContaining('DICOMWEB_URL points at a PACS, so sign-in must be configured'),
    ]);
    const baseUrl = 'https://pacs.example/dicom-web';
    expect(parseEnvironment(pacs).dicomweb).toEqual({ baseUrl, authorization: null });
    const [token, password] = [{ DICOMWEB_BEARER_TOKEN: 'abc' }, { DICOMWEB_CREDENTIALS: 'a:ü' }];
    expect(parseEnvironment({ ...pacs, ...token }).dicomweb?.authorization).toBe('Bearer abc');
    expect(parseEnvironment({ ...pacs, ...password }).dicomweb?.authorization).toBe('Basic YTrDvA==');
    expect(sentencesOf({ ...pacs, ...token, ...password })).toHaveLength(1);
    const plain = { ...pacs, ...password, DICOMWEB_URL: 'http://pacs.example' };
    expect(sentencesOf(plain)).toEqual([expect.stringContaining('DICOMWEB_URL must be https')]);
    expect(parseEnvironment({ ...plain, DICOMWEB_URL: 'http://127.0.0.1:8042' }).dicomweb).not.toBeNull();
    expect(sentencesOf({ ...pacs, DICOMWEB_CREDENTIALS: 'nameonly' })).toHaveLength(1);
  });

  it('keeps the slash at the end of an issuer, where it is part of the name', () => {
    const issuer = 'https://login.example/application/consilium/';
    expect(parseEnvironment({ ...signIn, OIDC_ISSUER: issuer }).signIn?.issuer.href).toBe(issuer);
  });

  it('opens to the network only with sign-in and a stated origin', () => {
    expect(sentencesOf({ CONSILIUM_HOST: '0.0.0.0' })).toHaveLength(2);
    const opened = { ...signIn, CONSILIUM_HOST: '0.0.0.0', CONSILIUM_ORIGIN: 'https://consilium.example' };
    expect(parseEnvironment(opened).host).toBe('0.0.0.0');
  });

  it.each([
    [{ PORT: 'http' }, 'PORT must be a number.'],
    [{ PORT: '70000' }, 'PORT must be between 1 and 65535.'],
    [{ FHIR_BASE_URL: 'fhir.example' }, 'FHIR_BASE_URL must be an http or https address.'],
    [{ FHIR_BASE_URL: 'file:///etc/passwd' }, 'FHIR_BASE_URL must be an http or https address.'],
    [{ FHIR_BASE_URL: 'https://u:p@fhir.example' }, 'FHIR_BASE_URL must hold no user name'],
    [{ CONSILIUM_ALLOW_UNAUTHENTICATED: 'yes' }, 'CONSILIUM_ALLOW_UNAUTHENTICATED must be 1 or 0.'],
    [{ ...signIn, CONSILIUM_SESSION_SECRET: 'short' }, 'at least 32 characters'],
    [{ OIDC_ISSUER: 'https://login.example' }, 'Sign-in needs all three'],
    [{ ...signIn, OIDC_ISSUER: 'http://login.example' }, 'OIDC_ISSUER must be https'],
    [{ CONSILIUM_ORIGIN: 'http://consilium.example' }, 'CONSILIUM_ORIGIN must be https'],
    [{ CONSILIUM_ORIGIN: 'https://consilium.example/app' }, 'without a path'],
    [
      { ...signIn, FHIR_BASE_URL: 'http://fhir.example', FHIR_BEARER_TOKEN: 'abc' },
      'FHIR_BASE_URL must be https when FHIR_BEARER_TOKEN is set',
    ],
    [{ FHIR_BEARER_TOKEN: 'a b\r\nHost: x' }, 'FHIR_BEARER_TOKEN holds characters'],
  ])('says in one sentence what is wrong with %j', (source, sentence) => {
    expect(sentencesOf(source)).toEqual([expect.stringContaining(sentence)]);
  });

  it('never repeats a secret in a sentence', () => {
    const all = sentencesOf({
      ...signIn,
      CONSILIUM_SESSION_SECRET: 'hunter2',
      FHIR_BEARER_TOKEN: 'p@ss word',
    });
    expect(all.join()).not.toMatch(/hunter2|p@ss/);
  });
});
