import 'server-only';
import { environment } from '../../env.ts';
import { openedStream } from '../opened-stream.ts';
import { listenForHl7 } from './mllp/listener.ts';

/** Listens where the settings name a port. Without it the rest of the application runs: the reason stands in the log. */
export async function startHl7(): Promise<void> {
  const { mllp } = environment();
  if (mllp === null) return;
  try {
    const { port } = await listenForHl7({ ...mllp, ingest: async () => (await openedStream()).ingest });
    process.stdout.write(`HL7 v2 (MLLP) on ${mllp.host}:${port}\n`);
  } catch (cause) {
    process.stderr.write(
      `HL7 v2 is not listened for on ${mllp.host}:${mllp.port}: ${cause instanceof Error ? cause.message : cause}\n`,
    );
  }
}
