/** Writes docs/generated/icu-monitoring.{json,md}: how often what watches the ICU models errs, and what it finds. 3 min of one core. */
import { writeFile } from 'node:fs/promises';
import { measureArms } from './icu-monitoring/measure-arms.ts';
import { measureCalibration } from './icu-monitoring/measure-calibration.ts';
import { measureDrift } from './icu-monitoring/measure-drift.ts';
import { ARCHIVE, hasStays } from './icu-monitoring/real-stays.ts';
import { reportText } from './icu-monitoring/report-text.ts';

if (!hasStays()) throw new Error(`Windows are drawn from real stays: ${ARCHIVE} is not there.`);

const RESULT = 'docs/generated/icu-monitoring';
/** A first argument below 1 makes it short: for a look at whether it runs. */
const scale = Number(process.argv[2] ?? 1);
const sized = (runs: number): number => Math.max(10, Math.round(scale * runs));

const arms = measureArms(sized(600));
const calibration = measureCalibration(sized(600));
const drift = await measureDrift(sized(400));
const report = { arms, calibration, drift };
if (scale < 1) process.stdout.write(reportText(report));
else {
  await writeFile(`${RESULT}.json`, `${JSON.stringify(report, null, 2)}\n`);
  await writeFile(`${RESULT}.md`, reportText(report));
}
