import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { SoakSettings } from './soak-settings.ts';

const PROGRAM = new URL('./process.ts', import.meta.url);

/** A process of the soak that is started again when it was killed. */
export type Actor = {
  readonly role: SoakSettings['role'];
  /** The last that it told of each kind. */
  readonly told: () => Readonly<Record<string, unknown>>;
  /** Ends it as a power cut would and starts another in its place. */
  readonly killAndStart: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

export function startActor(settings: SoakSettings): Actor {
  let told: Record<string, unknown> = {};
  const start = (): ChildProcess => {
    told = {};
    const child = fork(PROGRAM, [JSON.stringify(settings)], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    child.on('message', (message: unknown) => {
      if (isRecord(message)) told = { ...told, ...message };
    });
    return child;
  };
  let child = start();
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  return {
    role: settings.role,
    told: () => told,
    async killAndStart() {
      await kill();
      child = start();
    },
    stop: kill,
  };
}
