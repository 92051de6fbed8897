// A reporter for Jest. A file that cannot be loaded is an error by the name of the file.
const report = require('./verdict_report.cjs');

const OUTCOMES = { passed: 'passed', failed: 'failure' };

function tests(suite) {
  const file = report.relative(suite.testFilePath);
  if (suite.testExecError) {
    const message = suite.testExecError.message;
    return [{ file, name: file, outcome: 'error', message, text: suite.failureMessage }];
  }
  return suite.testResults.map((test) => ({
    file,
    name: [...test.ancestorTitles, test.title].join(' > '),
    seconds: (test.duration || 0) / 1000,
    outcome: OUTCOMES[test.status] || 'skipped',
    message: test.failureMessages[0] || test.status,
    text: test.failureMessages.join('\n'),
  }));
}

module.exports = class {
  onRunComplete(contexts, results) {
    report.write(results.testResults.flatMap(tests));
  }
};
