import { spawn } from 'node:child_process';
import { once } from 'node:events';

export type Outcome = { readonly code: number; readonly output: string };

/** Runs a program, from the project's root unless told otherwise, and keeps what it said; a program that cannot start is code 127. */
export async function runCommand(
  program: string,
  parameters: readonly string[],
  options: {
    readonly env?: Readonly<Record<string, string>>;
    readonly timeoutMs?: number;
    readonly cwd?: string;
  } = {},
): Promise<Outcome> {
  const env = {
    NEXT_TELEMETRY_DISABLED: '1',
    FORCE_COLOR: '0',
    NO_COLOR: '1',
    ...process.env,
    ...options.env,
  };
  const child = spawn(program, parameters, {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(options.timeoutMs ? { timeout: options.timeoutMs } : {}),
    ...(options.cwd ? { cwd: options.cwd } : {}),
  });
  const said: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
  const ended = await Promise.race([
    once(child, 'close').then(([code]) => (typeof code === 'number' ? code : 1)),
    once(child, 'error').then(([error]) => {
      said.push(Buffer.from(`${String(error)}\n`));
      return 127;
    }),
  ]);
  return { code: ended, output: Buffer.concat(said).toString('utf8') };
}

/** The same, for a program that must succeed. Throws an `Error` that carries its output. */
export async function mustRun(
  program: string,
  parameters: readonly string[],
  options: Parameters<typeof runCommand>[2] = {},
): Promise<string> {
  const { code, output } = await runCommand(program, parameters, options);
  if (code !== 0) throw new Error(`${[program, ...parameters].join(' ')} ended with ${code}\n${output}`);
  return output;
}
