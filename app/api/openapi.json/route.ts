import { openapiDocument } from './openapi-document.ts';

/** The description of this app's API for programs outside. Host and sign-in were checked by the proxy. */
export const GET = (): Response => Response.json(openapiDocument());
