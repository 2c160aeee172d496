import { resolve } from 'node:path';
import { z } from 'zod';
import { TaggedError } from '#lib/clinical/tagged-error.ts';
import { type IcuSettings, icuSettings, icuVariables } from './icu/icu-settings.ts';
import type { KafkaSettings } from './icu/log/kafka-settings.ts';
import { isLoopback } from './loopback.ts';
import { brokers, flag, portNumber, webAddress, webAddresses } from './setting-shapes.ts';

/** What an OpenID Connect sign-in needs; `clientSecret` is absent for a public client (PKCE alone). */
export type SignInConfiguration = {
  readonly issuer: URL;
  readonly clientId: string;
  readonly clientSecret: string | null;
  readonly sessionSecret: string;
};

/** `publicBaseUrls`: further addresses that the server gives itself in links and references. */
type FhirConfiguration = {
  readonly baseUrl: string;
  readonly publicBaseUrls: readonly string[];
  readonly bearerToken: string | null;
};

export type Environment = {
  readonly host: string;
  readonly port: number;
  /** Public address of the app, no trailing slash; also the only Host besides loopback that is answered. */
  readonly origin: string;
  /** Folder of the embedded FHIR store and everything else that must survive a restart. */
  readonly dataDirectory: string;
  /** The day for which the demo hospital is made, YYYY-MM-DD; `null`: the day it is, in UTC. */
  readonly today: string | null;
  /** File in which the hospital says what its own codes and units mean; `null`: there is none. */
  readonly siteMapFile: string | null;
  /** `null`: the embedded store. */
  readonly fhir: FhirConfiguration | null;
  /** `null`: `embeddedImages` says whether there are any. `authorization`: value of the header, when the PACS asks for one. */
  readonly dicomweb: { readonly baseUrl: string; readonly authorization: string | null } | null;
  /** The embedded hospital's own images are served. Never beside a FHIR server: its patients are other people. */
  readonly embeddedImages: boolean;
  /** Address of a PostgreSQL server with pgvector; `null`: the embedded database in the data folder. */
  readonly databaseUrl: string | null;
  /** Where HL7 v2 of bedside gateways is listened for; `null`: nowhere. */
  readonly mllp: { readonly port: number; readonly host: string } | null;
  readonly icu: IcuSettings;
  /** Where the events of intensive care are kept; `null`: in the database. */
  readonly kafka: KafkaSettings | null;
  /** `null`: no sign-in; allowed only on loopback with the embedded store, or when explicitly permitted. */
  readonly signIn: SignInConfiguration | null;
};

/** The settings cannot be used; `sentences` has one for each problem, fit to print. */
export class InvalidEnvironment extends TaggedError {
  override readonly name = 'InvalidEnvironment';
  readonly tag = 'invalid';
  readonly sentences: readonly string[];
  constructor(sentences: readonly string[]) {
    super(['Consilium does not start:', ...sentences.map((sentence) => `- ${sentence}`)].join('\n'));
    this.sentences = sentences;
  }
}

type Variables = Readonly<Record<string, string | undefined>>;

const withoutTrailingSlash = (address: string): string => address.replace(/\/+$/, '');

const variables = z.object({
  PORT: portNumber('PORT').default(3000),
  CONSILIUM_HOST: z.string().default('127.0.0.1'),
  CONSILIUM_ORIGIN: webAddress('CONSILIUM_ORIGIN'),
  CONSILIUM_DATA: z.string().default('.consilium'),
  CONSILIUM_TODAY: z.iso.date({ error: 'CONSILIUM_TODAY must be a date like 2026-11-29.' }).optional(),
  CONSILIUM_SITE_MAP: z.string().optional(),
  CONSILIUM_ALLOW_UNAUTHENTICATED: flag('CONSILIUM_ALLOW_UNAUTHENTICATED'),
  ...icuVariables,
  CONSILIUM_SESSION_SECRET: z
    .string()
    .min(32, { error: 'CONSILIUM_SESSION_SECRET must have at least 32 characters.' })
    .optional(),
  FHIR_BASE_URL: webAddress('FHIR_BASE_URL'),
  FHIR_PUBLIC_BASE_URL: webAddresses('FHIR_PUBLIC_BASE_URL'),
  FHIR_BEARER_TOKEN: z
    .string()
    .regex(/^[A-Za-z0-9\-._~+/]+=*$/, { error: 'FHIR_BEARER_TOKEN holds characters no token has.' })
    .optional(),
  DICOMWEB_URL: webAddress('DICOMWEB_URL'),
  DICOMWEB_BEARER_TOKEN: z
    .string()
    .regex(/^[A-Za-z0-9\-._~+/]+=*$/, { error: 'DICOMWEB_BEARER_TOKEN holds characters no token has.' })
    .optional(),
  DICOMWEB_CREDENTIALS: z
    .string()
    .regex(/^[^:\p{Cc}]+:\P{Cc}+$/u, { error: 'DICOMWEB_CREDENTIALS must be name:password.' })
    .optional(),
  DATABASE_URL: z
    .url({
      protocol: /^postgres(ql)?$/,
      error: 'DATABASE_URL must be an address like postgresql://user:password@host/database.',
    })
    .optional(),
  KAFKA_BROKERS: brokers,
  KAFKA_TLS: flag('KAFKA_TLS'),
  KAFKA_SESSION_SECONDS: z.coerce
    .number({ error: 'KAFKA_SESSION_SECONDS must be a number.' })
    .min(1, { error: 'KAFKA_SESSION_SECONDS must be at least 1.' })
    .default(6),
  ICU_MLLP_PORT: portNumber('ICU_MLLP_PORT').optional(),
  ICU_MLLP_HOST: z.string().default('127.0.0.1'),
  OIDC_ISSUER: webAddress('OIDC_ISSUER'),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
});

type Parsed = z.infer<typeof variables>;

const isSafeTransport = (address: string): boolean =>
  address.startsWith('https:') || isLoopback(new URL(address).hostname);

/** What asks for TLS of the drivers of PostgreSQL. */
const ENCRYPTED: readonly (string | null)[] = ['require', 'verify-ca', 'verify-full'];

/** Over the network in clear would go what is known of patients. A host in the query is the folder of a socket. */
function isSafeDatabase(address: string): boolean {
  const { hostname, searchParams } = new URL(address);
  const isHere = isLoopback(hostname) || searchParams.get('host')?.startsWith('/') === true;
  return isHere || ENCRYPTED.includes(searchParams.get('sslmode'));
}

/** Each rule that spans variables: the sentence to print when it is broken. */
const rules: readonly (readonly [broken: (v: Parsed) => boolean, sentence: string])[] = [
  [
    (v) => signInCount(v) > 0 && signInCount(v) < 3,
    'Sign-in needs all three of OIDC_ISSUER, OIDC_CLIENT_ID and CONSILIUM_SESSION_SECRET.',
  ],
  [
    (v) => v.FHIR_PUBLIC_BASE_URL !== undefined && v.FHIR_BASE_URL === undefined,
    'FHIR_PUBLIC_BASE_URL says how the server at FHIR_BASE_URL calls itself, and FHIR_BASE_URL is not set.',
  ],
  [
    (v) => v.FHIR_BASE_URL !== undefined && isOpen(v),
    'FHIR_BASE_URL points at a FHIR server, so sign-in must be configured (OIDC_ISSUER, OIDC_CLIENT_ID, CONSILIUM_SESSION_SECRET); CONSILIUM_ALLOW_UNAUTHENTICATED=1 starts without.',
  ],
  [
    (v) => v.DICOMWEB_URL !== undefined && isOpen(v),
    'DICOMWEB_URL points at a PACS, so sign-in must be configured (OIDC_ISSUER, OIDC_CLIENT_ID, CONSILIUM_SESSION_SECRET); CONSILIUM_ALLOW_UNAUTHENTICATED=1 starts without.',
  ],
  [
    (v) => v.DICOMWEB_BEARER_TOKEN !== undefined && v.DICOMWEB_CREDENTIALS !== undefined,
    'DICOMWEB_BEARER_TOKEN and DICOMWEB_CREDENTIALS are two ways to sign in at the PACS; set one of them.',
  ],
  [
    (v) => v.DICOMWEB_URL !== undefined && authorizationOf(v) !== null && !isSafeTransport(v.DICOMWEB_URL),
    'DICOMWEB_URL must be https when a token or password is set: it must not cross a network in clear.',
  ],
  [
    (v) => v.DATABASE_URL !== undefined && !isSafeDatabase(v.DATABASE_URL),
    'DATABASE_URL must ask for TLS (?sslmode=verify-full) unless the database is on this machine: what is known of patients must not cross a network in clear.',
  ],
  [
    (v) => !v.KAFKA_TLS && v.KAFKA_BROKERS?.some((one) => !isLoopback(one.replace(/:\d+$/, ''))) === true,
    'KAFKA_TLS must be 1 unless the brokers are on this machine: what is measured of patients must not cross a network in clear.',
  ],
  [
    (v) => !isLoopback(v.CONSILIUM_HOST) && isOpen(v),
    'CONSILIUM_HOST opens the app to the network, so sign-in must be configured (OIDC_ISSUER, OIDC_CLIENT_ID, CONSILIUM_SESSION_SECRET); CONSILIUM_ALLOW_UNAUTHENTICATED=1 starts without.',
  ],
  [
    (v) => !isLoopback(v.CONSILIUM_HOST) && v.CONSILIUM_ORIGIN === undefined,
    'CONSILIUM_HOST opens the app to the network, so CONSILIUM_ORIGIN must say the address that browsers use.',
  ],
  [
    (v) => v.CONSILIUM_ORIGIN !== undefined && new URL(v.CONSILIUM_ORIGIN).pathname !== '/',
    'CONSILIUM_ORIGIN must be an address without a path.',
  ],
  [
    (v) => v.CONSILIUM_ORIGIN !== undefined && !isSafeTransport(v.CONSILIUM_ORIGIN),
    'CONSILIUM_ORIGIN must be https: a session cookie and patient data must not cross a network in clear.',
  ],
  [
    (v) => v.OIDC_ISSUER !== undefined && !isSafeTransport(v.OIDC_ISSUER),
    'OIDC_ISSUER must be https unless it is on this machine.',
  ],
  [
    (v) =>
      v.FHIR_BEARER_TOKEN !== undefined && v.FHIR_BASE_URL !== undefined && !isSafeTransport(v.FHIR_BASE_URL),
    'FHIR_BASE_URL must be https when FHIR_BEARER_TOKEN is set: the token must not cross a network in clear.',
  ],
];

const hasOwnBeds = (v: Parsed): boolean =>
  [v.FHIR_BASE_URL, v.KAFKA_BROKERS, v.DATABASE_URL, v.ICU_MLLP_PORT].some((one) => one !== undefined);

function signInCount(v: Parsed): number {
  return [v.OIDC_ISSUER, v.OIDC_CLIENT_ID, v.CONSILIUM_SESSION_SECRET].filter(Boolean).length;
}

function authorizationOf(v: Parsed): string | null {
  if (v.DICOMWEB_BEARER_TOKEN !== undefined) return `Bearer ${v.DICOMWEB_BEARER_TOKEN}`;
  // RFC 7617 with UTF-8.
  if (v.DICOMWEB_CREDENTIALS !== undefined)
    return `Basic ${Buffer.from(v.DICOMWEB_CREDENTIALS, 'utf8').toString('base64')}`;
  return null;
}

const isOpen = (v: Parsed): boolean => signInCount(v) === 0 && !v.CONSILIUM_ALLOW_UNAUTHENTICATED;

function signInOf(v: Parsed): SignInConfiguration | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, CONSILIUM_SESSION_SECRET: sessionSecret } = v;
  if (!issuer || !clientId || !sessionSecret) return null;
  return { issuer: new URL(issuer), clientId, clientSecret: v.OIDC_CLIENT_SECRET ?? null, sessionSecret };
}

function fhirOf(v: Parsed): FhirConfiguration | null {
  if (!v.FHIR_BASE_URL) return null;
  return {
    baseUrl: withoutTrailingSlash(v.FHIR_BASE_URL),
    publicBaseUrls: (v.FHIR_PUBLIC_BASE_URL ?? []).map(withoutTrailingSlash),
    bearerToken: v.FHIR_BEARER_TOKEN ?? null,
  };
}

const mllpOf = ({ ICU_MLLP_PORT: port, ICU_MLLP_HOST: host, CONSILIUM_ICU }: Parsed): Environment['mllp'] =>
  port !== undefined && CONSILIUM_ICU ? { port, host } : null;

/**
 * Reads the settings; an empty variable counts as unset.
 * @throws {InvalidEnvironment} with one sentence for each setting that cannot be used.
 */
export function parseEnvironment(source: Variables): Environment {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = variables.safeParse(given);
  if (!parsed.success) throw new InvalidEnvironment(parsed.error.issues.map((issue) => issue.message));
  const v = parsed.data;
  const broken = rules.filter(([isBroken]) => isBroken(v)).map(([, sentence]) => sentence);
  if (broken.length > 0) throw new InvalidEnvironment(broken);
  return {
    host: v.CONSILIUM_HOST,
    port: v.PORT,
    origin: withoutTrailingSlash(v.CONSILIUM_ORIGIN ?? `http://127.0.0.1:${v.PORT}`),
    dataDirectory: resolve(/* turbopackIgnore: true */ v.CONSILIUM_DATA),
    today: v.CONSILIUM_TODAY ?? null,
    siteMapFile: v.CONSILIUM_SITE_MAP ? resolve(/* turbopackIgnore: true */ v.CONSILIUM_SITE_MAP) : null,
    fhir: fhirOf(v),
    dicomweb: v.DICOMWEB_URL
      ? { baseUrl: withoutTrailingSlash(v.DICOMWEB_URL), authorization: authorizationOf(v) }
      : null,
    embeddedImages: v.FHIR_BASE_URL === undefined && v.DICOMWEB_URL === undefined,
    databaseUrl: v.DATABASE_URL ?? null,
    kafka: v.KAFKA_BROKERS
      ? { brokers: v.KAFKA_BROKERS, tls: v.KAFKA_TLS, sessionMs: 1000 * v.KAFKA_SESSION_SECONDS }
      : null,
    mllp: mllpOf(v),
    icu: icuSettings(v, hasOwnBeds(v)),
    signIn: signInOf(v),
  };
}

let parsedOnce: Environment | undefined;

/** The process's settings, read once. @throws {InvalidEnvironment} */
export function environment(): Environment {
  parsedOnce ??= parseEnvironment(process.env);
  return parsedOnce;
}
