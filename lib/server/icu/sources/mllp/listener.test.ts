import { connect } from 'node:net';
import { Hl7Message } from '@medplum/core';
import { Hl7Client } from '@medplum/hl7';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SentText } from '#lib/icu/events/sent-lines.ts';
import { laboratoryMessage, monitorMessage } from '#lib/icu/sources/hl7/fixtures/messages.ts';
import { withoutPerson } from '#lib/icu/sources/hl7/without-person.ts';
import type { Ingest } from '../../ingest/open-ingest.ts';
import { framed, frameReader } from './frames.ts';
import { listenForHl7, type MllpListener } from './listener.ts';

let taken: SentText[] = [];
let isAway = false;
const ingest: Ingest = {
  take: async (sent) => {
    if (isAway) throw new Error('the log is away');
    taken.push(...sent);
    return sent.map((one) =>
      'refused' in one
        ? { id: null, status: 'refused', reason: one.refused }
        : { id: null, status: 'accepted' },
    );
  },
};
const events = () => taken.flatMap((one) => ('value' in one ? [one.value] : []));
const letters = () => taken.flatMap((one) => ('refused' in one ? [one.refused] : []));

let listener: MllpListener;
let client: Hl7Client;
beforeEach(async () => {
  [taken, isAway] = [[], false];
  listener = await listenForHl7({ port: 0, ingest: async () => ingest });
  client = new Hl7Client({ host: '127.0.0.1', port: listener.port });
});
afterEach(async () => {
  await client.close();
  await listener.close();
});

const send = async (text: string) => client.sendAndWait(Hl7Message.parse(text), { timeoutMs: 5000 });
const codeOf = (answer: Hl7Message) => answer.getSegment('MSA')?.getField(1)?.toString();

/** What a socket is answered to bytes that no client library would send. */
const sendBytes = (bytes: Buffer): Promise<string> =>
  new Promise((resolve, reject) => {
    const read = frameReader(1 << 20);
    const socket = connect(listener.port, '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (chunk) => {
      const [frame] = read(chunk);
      if (frame?.kind !== 'whole') return;
      socket.destroy();
      resolve(frame.bytes.toString());
    });
    socket.on('error', reject);
  });

describe('the HL7 listener', () => {
  it('takes messages of a client in, in order, and acknowledges each by its control id', async () => {
    const answers = [await send(monitorMessage('A1')), await send(laboratoryMessage('F', '3.4', 'A2'))];
    expect(answers.map(codeOf)).toEqual(['AA', 'AA']);
    expect(answers.map((one) => one.getSegment('MSA')?.getField(2)?.toString())).toEqual(['A1', 'A2']);
    expect(events()).toMatchObject([
      { kind: 'placement', bed: '07' },
      { kind: 'vital-signs', signs: [{ sign: 'heart-rate', value: 83 }] },
      { kind: 'vital-signs' },
      { kind: 'vital-signs', signs: [{ sign: 'systolic-pressure' }, { sign: 'mean-pressure' }] },
      { kind: 'vital-signs' },
      { kind: 'laboratory', value: 3.4 },
    ]);
    await send(monitorMessage('A3'));
    // The bed was told: only what is measured is sent again, for whoever knows duplicates by their ids.
    expect(events().length).toBe(10);
  });

  it('says what it could not read, and keeps the message with the reason', async () => {
    const answer = await send(laboratoryMessage('F', '>15', 'B1'));
    expect(codeOf(answer)).toBe('AE');
    expect(answer.getSegment('ERR')?.getField(8)?.toString()).toBe('“>15” is no number');
    expect(letters()).toEqual(['OBX^1^5: “>15” is no number.']);
    expect(taken.at(-1)?.text).toMatch(/\rPID\|\(left out\)\r/);
  });

  it('refuses another version or type, and bytes that are no message', async () => {
    const other = await sendBytes(framed(monitorMessage().replace('|2.6|', '|3.0|')));
    expect(other).toContain('MSA|AR|M1');
    expect(await sendBytes(framed('<html>'))).toContain('MSA|AR');
    expect(await sendBytes(Buffer.concat([Buffer.from('noise'), framed(monitorMessage('C1'))]))).toContain(
      'MSA|AA|C1',
    );
    expect(letters().length).toBe(2);
  });

  it('drops what is too large without keeping it, and says whose it was', async () => {
    const large = monitorMessage('D1') + 'x'.repeat(2 << 20);
    const answer = await sendBytes(framed(large));
    expect(answer).toContain('MSA|AR|D1');
    expect(letters()[0]).toContain('larger than is taken');
    expect(taken[0]?.text).toBe(withoutPerson(large.slice(0, 2048)));
    expect(codeOf(await send(monitorMessage('D2')))).toBe('AA');
  });

  it('does not acknowledge what could not be kept, and tells the bed again when it can', async () => {
    isAway = true;
    const answer = await send(monitorMessage('E1'));
    expect(codeOf(answer)).toBe('AE');
    expect(answer.getSegment('ERR')?.getField(8)?.toString()).toContain('send the message again');
    isAway = false;
    expect(codeOf(await send(monitorMessage('E1')))).toBe('AA');
    expect(events()[0]).toMatchObject({ kind: 'placement' });
    isAway = true;
    // Nor what could not be laid aside.
    expect(await sendBytes(framed(monitorMessage('E2').replace('|2.6|', '|3.0|')))).toContain('MSA|AE|E2');
  });
});

describe('frames', () => {
  it('come out as they went in, whatever pieces they come in', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 40 }).map((text) => text.replaceAll('\r', ' '))),
        fc.array(fc.integer({ min: 1, max: 17 }), { minLength: 1 }),
        (texts, sizes) => {
          const bytes = Buffer.concat(texts.map(framed));
          const read = frameReader(1000);
          const pieces: Buffer[] = [];
          for (let at = 0, k = 0; at < bytes.length; k += 1) {
            const size = sizes[k % sizes.length] ?? 1;
            pieces.push(bytes.subarray(at, at + size));
            at += size;
          }
          const frames = pieces.flatMap((piece) => read(piece));
          const found = frames.map((frame) => (frame.kind === 'whole' ? frame.bytes.toString() : frame.kind));
          expect(found).toEqual(texts);
        },
      ),
    );
  });

  it('keep a separator that ends nothing, and only the beginning of what is too large', () => {
    const read = frameReader(5000);
    expect(read(Buffer.from('\x0bA\x1cB\x1c\r'))).toEqual([{ kind: 'whole', bytes: Buffer.from('A\x1cB') }]);
    const [frame] = read(framed('y'.repeat(100_000)));
    expect(frame).toMatchObject({ kind: 'oversized', size: 100_000 });
    expect(frame?.kind === 'oversized' && frame.beginning.length).toBe(2048);
    expect(read(framed('z'))).toEqual([{ kind: 'whole', bytes: Buffer.from('z') }]);
  });

  it('never fail on any bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 60 })), (chunks) => {
        const read = frameReader(40);
        for (const chunk of chunks) read(Buffer.from(chunk));
        read(Buffer.of(0x1c, 0x0d));
        expect(read(framed('after')).at(-1)?.kind).toBe('whole');
      }),
    );
  });
});
