import { FhirError } from './fhir-error.ts';
import { serverName } from './reference-target.ts';

const leaving = () =>
  new FhirError(
    'off-server',
    'The FHIR server sent a link that leaves it; the link was not followed. If it is the server\u2019s own address behind a proxy, FHIR_PUBLIC_BASE_URL can say so.',
  );

const withSlash = (address: string): string => `${address.replace(/\/+$/, '')}/`;

/** A path such as `Observation?page=2`, and no scheme, host or root. */
const BELOW_BASE = /^[A-Za-z$][A-Za-z$_-]*(?:[/?]|$)/;

/**
 * Where a FHIR server is asked, and the other addresses that it gives itself: an inside host name, a public one, http
 * behind a proxy that speaks https. Every request goes to the first and to nothing outside it: the token and the record go
 * to one server, however its links are written.
 */
export class ServerAddress {
  readonly all: readonly string[];
  readonly #base: URL;
  readonly #others: readonly URL[];

  constructor(baseUrl: string, others: readonly string[]) {
    this.all = [baseUrl, ...others];
    this.#base = new URL(withSlash(baseUrl));
    this.#others = others.map((other) => new URL(withSlash(other)));
  }

  /** A path that this app asks for. Throws `FhirError` when it leads out of the server. */
  below(path: string): URL {
    return this.#checked(path, this.#base);
  }

  /**
   * A link that the server sent, in its answer at `from`. One that begins with a path is relative to the base, as FHIR
   * writes its requests; a bare query to the page itself. Throws `FhirError` when it leads out of the server.
   */
  linked(link: string, from: URL): URL {
    return this.#checked(this.#rebased(link), BELOW_BASE.test(link) ? this.#base : from);
  }

  #rebased(link: string): string {
    const url = URL.canParse(link) ? new URL(link) : undefined;
    if (url === undefined || url.username !== '' || url.password !== '') return link;
    const alias = this.#others.find((other) => this.#begins(url, other));
    // One server, asked over https and telling its proxy's inside scheme.
    const sameName =
      url.protocol !== this.#base.protocol && serverName(url.origin) === serverName(this.#base.origin);
    if (alias === undefined) return sameName ? `${this.#base.origin}${url.pathname}${url.search}` : link;
    const rest = url.pathname.slice(alias.pathname.length);
    return `${this.#base.href.slice(0, rest === '' ? -1 : undefined)}${rest}${url.search}`;
  }

  #begins(url: URL, base: URL): boolean {
    const inside = `${url.pathname}/` === base.pathname || url.pathname.startsWith(base.pathname);
    return inside && serverName(url.origin) === serverName(base.origin);
  }

  #checked(address: string, from: URL): URL {
    const url = URL.canParse(address, from) ? new URL(address, from) : undefined;
    if (url === undefined || url.origin !== this.#base.origin || !this.#begins(url, this.#base))
      throw leaving();
    if (url.username !== '' || url.password !== '') throw leaving();
    return url;
  }
}
