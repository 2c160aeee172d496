import { createServer, type Server, type Socket } from 'node:net';
import type { Ingest } from '../../ingest/open-ingest.ts';
import { answerMessage, type ToldBeds } from './answer-message.ts';
import { framed, frameReader } from './frames.ts';

/** A minute of four curves of a bed takes some 300 kB. */
const MOST_BYTES = 1024 * 1024;
const MOST_CONNECTIONS = 128;
/** A gateway that has nothing to say for so long has gone. */
const IDLE_MS = 15 * 60_000;

export type MllpOptions = {
  readonly port: number;
  /** Loopback unless somebody means otherwise: the protocol knows no password. */
  readonly host?: string;
  readonly ingest: () => Promise<Ingest>;
};

export type MllpListener = { readonly port: number; readonly close: () => Promise<void> };

/** One message after the other, in order; nothing more is read of a connection while one is taken in. */
function serve(socket: Socket, ingest: MllpOptions['ingest'], told: ToldBeds): void {
  const read = frameReader(MOST_BYTES);
  let turn: Promise<void> = Promise.resolve();
  socket.setTimeout(IDLE_MS, () => socket.destroy());
  // A connection that breaks takes nothing with it: what was not acknowledged is sent again.
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    const frames = read(chunk);
    if (frames.length === 0) return;
    socket.pause();
    turn = turn
      .then(async () => {
        for (const frame of frames) socket.write(framed(await answerMessage(frame, ingest, told)));
        socket.resume();
      })
      // Without an answer a sender waits and sends again, on a new connection.
      .catch(() => void socket.destroy());
  });
}

const listening = (server: Server, port: number, host: string) =>
  new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });

/** Listens for HL7 v2 by MLLP. Rejects with Node's error when the port cannot be had. */
export async function listenForHl7({ port, host = '127.0.0.1', ingest }: MllpOptions): Promise<MllpListener> {
  const told: ToldBeds = new Map();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    serve(socket, ingest, told);
  });
  server.maxConnections = MOST_CONNECTIONS;
  const bound = await listening(server, port, host);
  return {
    port: bound,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
