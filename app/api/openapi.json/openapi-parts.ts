/** Schemas are told once, under a name. */
export const refTo = (id: string) => ({ $ref: `#/components/schemas/${id}` });

export const problemResponse = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: refTo('ProblemDetails') } },
});

export const parameter = (name: string, description: string, schema: object) => ({
  name,
  in: 'query',
  required: false,
  description,
  schema,
});

export const answered = (description: string, id: string) => ({
  description,
  headers: { 'Cache-Control': { schema: { const: 'no-store' } } },
  content: { 'application/json': { schema: refTo(id) } },
});

export const refusals = {
  '400': problemResponse('The question cannot be read; `errors` names each field.'),
  '401': problemResponse('Nobody is signed in.'),
  '403': problemResponse('Another site sent this request.'),
  '404': problemResponse("The hospital's source has no such patient."),
  '413': problemResponse('The body is too large.'),
  '415': problemResponse('The body is of another kind.'),
  '421': problemResponse('This server does not answer to that host name.'),
};
