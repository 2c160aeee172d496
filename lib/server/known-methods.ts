import type { IncomingMessage, ServerResponse } from 'node:http';

const KNOWN = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/**
 * Answers 405 to a method that nothing here knows, and says whether it did. TRACE above all: it would reflect headers that a
 * browser keeps from scripts (RFC 9110 §9.3.8), and a `Request` of that method cannot even be made.
 */
export function refuseUnknownMethod(request: IncomingMessage, response: ServerResponse): boolean {
  if (KNOWN.includes(request.method ?? '')) return false;
  response.writeHead(405, {
    allow: KNOWN.join(', '),
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    connection: 'close',
  });
  response.end('This server does not know that method.');
  return true;
}
