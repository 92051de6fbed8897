// A reporter for Vitest. What a failed set-up kept from running is an error, as with other tools, and
// not skipped: nobody decided to skip it. Vitest marks it in the same way as what is to be skipped; so
// in a suite that failed before any of its tests ran, all are errors.
import report from './verdict_report.cjs';

const OUTCOMES = { pass: 'passed', fail: 'failure' };

function failure(task) {
  const error = task.result?.errors?.[0];
  return error && { message: error.message, text: task.result.errors.map((e) => e.stack || e.message).join('\n') };
}

function ran(task) {
  return task.type === 'suite' ? task.tasks.some(ran) : task.result?.state in OUTCOMES;
}

function collect(task, file, names, broken) {
  const own = failure(task);
  if (task.type !== 'suite') {
    const outcome = OUTCOMES[task.result?.state] || (broken ? 'error' : 'skipped');
    const seconds = (task.result?.duration || 0) / 1000;
    return [{ file, name: names.join(' > '), seconds, ...broken, ...own, outcome }];
  }
  const inside = broken || (ran(task) ? undefined : own);
  const tests = task.tasks.flatMap((child) => collect(child, file, [...names, child.name], inside));
  if (own && !(inside && tests.length > 0)) {
    tests.push({ file, name: names.join(' > ') || file, ...own, outcome: 'error' });
  }
  return tests;
}

export default class {
  onTestRunEnd(modules, errors) {
    this.onFinished(modules.map((module) => module.task), errors);
  }

  onFinished(files, errors = []) {
    const tests = files.flatMap((file) => collect(file, report.relative(file.filepath), []));
    const first = files.length === 0 ? 'vitest' : report.relative(files[0].filepath);
    for (const error of errors) {
      tests.push({ file: first, name: 'unhandled error', outcome: 'error', message: error.message, text: error.stack });
    }
    report.write(tests);
  }
}
