import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * A Vitest reporter that writes what `npm test` counts, `{ passed, failed, skipped: [{ name, reason }] }`, to the file
 * that SOTTO_TEST_REPORT names. Vitest's own JSON has no reasons for skipped tests.
 */
export default class CountingReporter {
  onTestRunEnd(testModules, unhandledErrors) {
    const report = { passed: 0, failed: unhandledErrors.length, skipped: [] };
    for (const testModule of testModules) {
      report.failed += testModule.errors().length;
      for (const suite of testModule.children.allSuites()) report.failed += suite.errors().length;
      for (const test of testModule.children.allTests()) count(report, test);
    }
    const file = process.env['SOTTO_TEST_REPORT'];
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(report));
  }
}

function count(report, test) {
  const { state, note } = test.result();
  if (state === 'passed') report.passed++;
  else if (state === 'failed') report.failed++;
  else report.skipped.push({ name: test.fullName, reason: note ?? 'no reason given' });
}
