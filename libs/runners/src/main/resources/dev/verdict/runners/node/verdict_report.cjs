// Writes JUnit XML. A test: {file, name, seconds, outcome: passed|failure|error|skipped, message, text}.
// Two tests of one file may have one name; the second is told apart as NAME#2, as our lists do it.
const fs = require('fs');
const path = require('path');

const root = fs.realpathSync(process.env.VERDICT_ROOT);

exports.relative = (file) => path.relative(root, file).split(path.sep).join('/');

function text(value) {
  return String(value)
    .replace(/\u001b\[[0-9;]*m/g, '')
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '?')
    .replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

function attribute(value) {
  return text(value).replace(/"/g, '&quot;')
    .replace(/\t/g, '&#9;').replace(/\n/g, '&#10;').replace(/\r/g, '&#13;');
}

function testcase(test, name) {
  const head = `<testcase classname="${attribute(test.file)}" name="${attribute(name)}"`
    + ` file="${attribute(test.file)}" time="${(test.seconds || 0).toFixed(3)}"`;
  if (test.outcome === 'passed') {
    return head + '/>';
  }
  const body = `<${test.outcome} message="${attribute(firstLine(test.message))}">`
    + `${text(test.text || '')}</${test.outcome}>`;
  return `${head}>${body}</testcase>`;
}

function firstLine(message) {
  return String(message || '').trim().split('\n')[0];
}

exports.write = (tests) => {
  const seen = new Map();
  const count = (outcome) => tests.filter((test) => test.outcome === outcome).length;
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuite name="tests" tests="${tests.length}" failures="${count('failure')}"`
    + ` errors="${count('error')}" skipped="${count('skipped')}">`];
  for (const test of tests) {
    const id = test.file + '::' + test.name;
    const times = (seen.get(id) || 0) + 1;
    seen.set(id, times);
    lines.push(testcase(test, times === 1 ? test.name : `${test.name}#${times}`));
  }
  lines.push('</testsuite>', '');
  const output = process.env.VERDICT_REPORT;
  fs.writeFileSync(output + '.part', lines.join('\n'));
  fs.renameSync(output + '.part', output);
};
