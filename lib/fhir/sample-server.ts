import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { FhirClient, type FhirClientOptions } from './fhir-client.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A real HTTP server on a free port that answers as a test says, and keeps what it was asked. */
export class SampleServer {
  readonly #server: Server;
  readonly seen: { method: string; url: string; authorization: string | undefined; body: string }[] = [];
  answer: Handler = (_, response) => send(response, 404, {});

  constructor() {
    this.#server = createServer(async (request, response) => {
      const { method = '', url = '', headers } = request;
      this.seen.push({ method, url, authorization: headers.authorization, body: await text(request) });
      this.answer(request, response);
    });
  }

  async open(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  client(options: Partial<FhirClientOptions> = {}): FhirClient {
    return new FhirClient({ baseUrl: `${this.origin}/fhir`, retries: 2, timeoutMs: 5000, ...options });
  }
}

export function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/fhir+json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

export const searchPage = (resources: readonly object[], next?: string) => ({
  resourceType: 'Bundle',
  type: 'searchset',
  entry: resources.map((resource) => ({ resource })),
  ...(next === undefined ? {} : { link: [{ relation: 'next', url: next }] }),
});
