import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { KAFKA_FOLDER, KAFKA_JARS, KAFKA_MARK } from '#lib/server/icu/log/fixtures/kafka-folder.ts';
import { runCommand } from './run-command.ts';

const POM = 'scripts/kafka/pom.xml';

async function mustHave(program: string): Promise<void> {
  const { code } = await runCommand(program, ['-version']);
  if (code !== 0)
    throw new Error(`Kafka for tests needs ${program} (Java 17 and Maven), and it is not there.`);
}

/** Fetches a Kafka broker for tests from Maven Central, once for a machine. Throws an `Error` that says why it cannot. */
export async function ensureKafka(): Promise<string> {
  await mustHave('java');
  if (existsSync(KAFKA_MARK)) return 'there';
  await mustHave('mvn');
  await mkdir(KAFKA_FOLDER, { recursive: true });
  const goal = ['dependency:copy-dependencies', `-DoutputDirectory=${KAFKA_JARS}`];
  const { code, output } = await runCommand('mvn', ['-q', '-B', '-f', POM, ...goal]);
  if (code !== 0) throw new Error(`Kafka for tests could not be fetched from Maven Central.\n${output}`);
  await writeFile(KAFKA_MARK, '');
  return 'fetched';
}
