// Counts of a vitest JSON report. Plain JavaScript that Node 20 reads.

/**
 * @typedef {{ status: string, fullName: string }} Assertion
 * @typedef {{ name: string, status: string, message?: string, assertionResults: Assertion[] }} TestFile
 * @typedef {{ passed: number, failed: number, skipped: number, failedNames: string[], skippedNames: string[] }} Counts
 */

/**
 * Every test counts once; a file that failed without a failed test (it could not be loaded) counts as one failure.
 * @param {{ testResults: TestFile[] }} report
 * @returns {Counts}
 */
export function countsOf(report) {
  /** @type {Counts} */
  const counts = { passed: 0, failed: 0, skipped: 0, failedNames: [], skippedNames: [] };
  for (const file of report.testResults) {
    const place = file.name.split(/[\\/]/).slice(-4).join('/');
    for (const { status, fullName } of file.assertionResults) {
      if (status === 'passed') counts.passed += 1;
      else if (status === 'failed') {
        counts.failed += 1;
        counts.failedNames.push(`${place}: ${fullName}`);
      } else {
        counts.skipped += 1;
        counts.skippedNames.push(`${place}: ${fullName}`);
      }
    }
    if (file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed')) {
      counts.failed += 1;
      counts.failedNames.push(`${place}: ${file.message?.split('\n')[0] || 'could not be loaded'}`);
    }
  }
  return counts;
}
