import { alert } from '#lib/icu/alerts/alert.ts';
import { alertAnswer, answerKinds } from '#lib/icu/alerts/answers.ts';
import {
  alertConflict,
  icuAlerts,
  icuDeadLetters,
  icuRisk,
  icuThreshold,
  replayChange,
  thresholdChange,
  wallClock,
} from '#lib/icu/alerts/icu-schema.ts';
import { sentEvent } from '#lib/icu/events/stream-event.ts';
import { icuExplanation } from '#lib/icu/stage-two/answered-explanation.ts';
import { bedCourse } from '#lib/icu/wall/course-schema.ts';
import { answered, parameter, problemResponse, refTo, refusals } from './openapi-parts.ts';

/** By the name under which the document tells them. */
export const icuSchemas = {
  IcuAlert: alert,
  IcuAlertAnswer: alertAnswer,
  IcuAlertConflict: alertConflict,
  IcuAlerts: icuAlerts,
  IcuBedCourse: bedCourse,
  IcuClock: wallClock,
  IcuDeadLetters: icuDeadLetters,
  IcuEvent: sentEvent,
  IcuExplanation: icuExplanation,
  IcuReplayChange: replayChange,
  IcuRisk: icuRisk,
  IcuThreshold: icuThreshold,
  IcuThresholdChange: thresholdChange,
};

const asked = (id: string) => ({ required: true, content: { 'application/json': { schema: refTo(id) } } });

const inPath = (name: string, description: string, schema: object = { type: 'string' }) => ({
  name,
  in: 'path',
  required: true,
  description,
  schema,
});

const unreachable = problemResponse('The database or the log of events does not answer.');

const get = (operationId: string, summary: string, id: string, parameters: readonly object[] = []) => ({
  operationId,
  summary,
  parameters,
  responses: { '200': answered(summary, id), '401': refusals['401'], '503': unreachable },
});

const refused = {
  '400': refusals['400'],
  '401': refusals['401'],
  '403': refusals['403'],
  '503': unreachable,
};

const stream = {
  operationId: 'followWall',
  summary: 'The wall of intensive care as server-sent events.',
  description:
    'Events are named by the `kind` of their message (`wall`, `tile`, `waveform`, `clock`; `lib/icu/wall/wall-message.ts`). ' +
    'A `tile` is whole: it needs nothing that was said before. A line that comes back with the id of its last event is sent ' +
    'the tiles that changed since, or everything where that is not known. A slow line is sent each changed tile once, as it ' +
    'then is, and loses waveforms first. At least every ten seconds a `clock` comes: silence means a line that is dead.',
  parameters: [
    {
      name: 'Last-Event-ID',
      in: 'header',
      required: false,
      description: 'Id of the last event that came',
      schema: { type: 'string' },
    },
  ],
  responses: {
    '200': { description: 'Messages, until the line ends.', content: { 'text/event-stream': {} } },
    '401': refusals['401'],
    '503': unreachable,
  },
};

const answer = {
  operationId: 'answerAlert',
  summary: 'Acknowledges, snoozes or dismisses an alert, with a coded reason.',
  description:
    'Who answers and when is kept. A snoozed alert stands again when its time is over, a dismissed one when the score is still high after six hours.',
  parameters: [
    inPath('id', 'of the alert'),
    inPath('answer', 'what is said', { type: 'string', enum: answerKinds }),
  ],
  requestBody: asked('IcuAlertAnswer'),
  responses: {
    '200': answered('The alert as it stands now.', 'IcuAlert'),
    ...refused,
    '404': problemResponse('There is no such alert.'),
    '409': {
      description: 'Somebody else answered before, or the alert has ended; `alert` is what stands.',
      content: { 'application/problem+json': { schema: refTo('IcuAlertConflict') } },
    },
  },
};

const noScores = problemResponse('Nothing was scored yet.');

const thresholdGet = get(
  'previewThreshold',
  'The threshold in force, and what another one would have done in the last day.',
  'IcuThreshold',
  [
    {
      ...parameter('condition', 'what is warned of', { type: 'string', enum: ['sepsis', 'deterioration'] }),
      required: true,
    },
    parameter('threshold', 'to try', { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 }),
    parameter('alertsPerBedDay', 'a rate of alarms, for which a threshold is sought without labels', {
      type: 'number',
      exclusiveMinimum: 0,
      maximum: 100,
    }),
  ],
);

const explanationGet = get(
  'explainIcuAlert',
  'Why stage two would warn of a patient now, or would not: by kind of data, by number, and since when.',
  'IcuExplanation',
  [
    inPath('id', 'FHIR logical id of the patient'),
    parameter('condition', 'what is warned of; sepsis unless said', {
      type: 'string',
      enum: ['sepsis', 'deterioration'],
    }),
  ],
);

const explanation = {
  ...explanationGet,
  responses: {
    ...explanationGet.responses,
    '400': refusals['400'],
    '404': problemResponse('Nothing was measured of such a patient.'),
  },
};

const courseGet = get(
  'readBedCourse',
  'Everything of one bed on one axis of time: readings, results, notes, scores and alerts.',
  'IcuBedCourse',
  [
    inPath('bed', 'name of the bed'),
    parameter('hours', 'how far back; 24 unless said', { type: 'number', exclusiveMinimum: 0, maximum: 24 }),
  ],
);

const course = {
  ...courseGet,
  responses: {
    ...courseGet.responses,
    '400': refusals['400'],
    '404': problemResponse('There is no such bed.'),
  },
};

export const icuPaths = {
  '/api/icu/events': {
    post: {
      operationId: 'takeEvents',
      summary: 'Takes events of the bedside in, and says of each what became of it.',
      requestBody: {
        required: true,
        content: {
          'application/x-ndjson': { schema: refTo('IcuEvent') },
          'application/json': { schema: { type: 'array', items: refTo('IcuEvent') } },
          'application/fhir+json': {
            schema: { type: 'object', description: 'Observation, or a Bundle of them (FHIR R4)' },
          },
        },
      },
      responses: { '200': { description: 'Only what is safe is told as accepted.' }, ...refused },
    },
  },
  '/api/icu/dead-letters': {
    get: get('listDeadLetters', 'What was sent and not taken in, newest first.', 'IcuDeadLetters'),
  },
  '/api/icu/beds/{bed}/course': { get: course },
  '/api/icu/stream': { get: stream },
  '/api/icu/patients/{id}/risk': {
    get: get(
      'readIcuRisk',
      'Scores of one patient now, with reasons by kind of data and receipts.',
      'IcuRisk',
      [inPath('id', 'FHIR logical id of the patient')],
    ),
  },
  '/api/icu/patients/{id}/explanation': { get: explanation },
  '/api/icu/alerts': {
    get: get('listAlerts', 'Alerts, most urgent first.', 'IcuAlerts', [
      parameter('patient', 'of one patient alone', { type: 'string' }),
      parameter('ended', '1: those too that have ended', { type: 'string', enum: ['0', '1'] }),
      parameter('since', 'began at or after, ms since the epoch', { type: 'integer' }),
    ]),
  },
  '/api/icu/alerts/{id}/{answer}': { post: answer },
  '/api/icu/threshold': {
    get: {
      ...thresholdGet,
      responses: { ...thresholdGet.responses, '400': refusals['400'], '409': noScores },
    },
    post: {
      operationId: 'setThreshold',
      summary: 'Puts a threshold in force from the next score on; who, when and why is kept.',
      requestBody: asked('IcuThresholdChange'),
      responses: { '200': answered('What is in force now.', 'IcuThreshold'), ...refused, '409': noScores },
    },
  },
  '/api/icu/replay': {
    get: get('readClock', 'What time it is on the wall.', 'IcuClock'),
    post: {
      operationId: 'moveClock',
      summary: 'Another speed of the replay, a later time, or the next alert.',
      requestBody: asked('IcuReplayChange'),
      responses: {
        '200': answered('What time it is then.', 'IcuClock'),
        ...refused,
        '409': problemResponse('No replay runs.'),
      },
    },
  },
};
