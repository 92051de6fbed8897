"""Lists or runs tests of unittest, and writes what it finds: JSON for a list, JUnit XML for a run.

Usage: verdict_unittest.py list|run REQUEST OUTPUT, where REQUEST is a JSON file that holds "files",
relative to the working directory, and "only", the identities to run (empty: all).

An identity is FILE::CLASS::METHOD. A test whose class or module could not be set up did not run, but
somebody has to say so: it is reported with the outcome of that set-up.
"""
import importlib
import json
import os
import re
import sys
import time
import traceback
import unittest
from xml.etree import ElementTree

NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
ROOT = os.getcwd()


def module_of(file):
    """Imports a file under the name that it has below the first directory that is no package."""
    directory = os.path.dirname(file)
    while directory and os.path.exists(os.path.join(ROOT, directory, "__init__.py")):
        directory = os.path.dirname(directory)
    top = os.path.join(ROOT, directory)
    name = os.path.relpath(os.path.join(ROOT, file), top)[: -len(".py")].replace(os.sep, ".")
    for path in (ROOT, top):
        if path in sys.path:
            sys.path.remove(path)
        sys.path.insert(0, path)
    earlier = sys.modules.get(name)
    if earlier is not None and not same_file(getattr(earlier, "__file__", None), file):
        del sys.modules[name]
    importlib.invalidate_caches()
    return importlib.import_module(name)


def same_file(path, file):
    return path is not None and os.path.realpath(path) == os.path.realpath(os.path.join(ROOT, file))


def flat(suite):
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            yield from flat(test)
        else:
            yield test


def class_name(test, module):
    kind = type(test)
    own = kind.__module__ == module.__name__
    return kind.__qualname__ if own else kind.__module__ + "." + kind.__qualname__


class File:
    """The tests of one file, or why there are none."""

    def __init__(self, name, only):
        self.name = name
        self.tests = []
        self.names = {}
        self.problem = None
        self.skipped = None
        try:
            module = module_of(name)
            for test in flat(unittest.defaultTestLoader.loadTestsFromModule(module)):
                self.add(test, module, only)
        except unittest.SkipTest as reason:
            self.skipped = str(reason)
        except BaseException:
            self.problem = traceback.format_exc()

    def add(self, test, module, only):
        error = getattr(test, "_exception", None)
        if error is not None:
            raise error
        place, name = class_name(test, module), getattr(test, "_testMethodName", test.id())
        if not only or self.identity(place, name) in only:
            self.tests.append(test)
            self.names[id(test)] = (place, name)

    def identity(self, place, name):
        return "::".join((self.name, place, name))


class Result(unittest.TextTestResult):
    """Keeps for each test when it ran and everything that went wrong in it."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.seconds = {}
        self.bad = {}
        self.fixtures = []
        self.began = 0.0

    def startTest(self, test):
        super().startTest(test)
        self.began = time.monotonic()

    def stopTest(self, test):
        super().stopTest(test)
        self.seconds[id(test)] = time.monotonic() - self.began

    def note(self, test, kind, message, text):
        if isinstance(test, unittest.TestCase):
            self.bad.setdefault(id(test), []).append((kind, message, text))
        else:
            self.fixtures.append((test.id(), kind, message, text))

    def note_error(self, test, kind, error):
        self.note(test, kind, last_line(error), self._exc_info_to_string(error, test))

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.note_error(test, "failure", err)

    def addError(self, test, err):
        super().addError(test, err)
        self.note_error(test, "error", err)

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.note(getattr(test, "test_case", test), "skipped", reason, "")

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self.note(test, "failure", "unexpected success", "")

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            kind = "failure" if issubclass(err[0], test.failureException) else "error"
            text = self._exc_info_to_string(err, test)
            self.note(test, kind, subtest._subDescription() + ": " + last_line(err), text)


def last_line(error):
    return "".join(traceback.format_exception_only(error[0], error[1])).strip().splitlines()[0]


def worst(notes):
    order = ["skipped", "failure", "error"]
    return max(notes, key=lambda note: order.index(note[0]))[0]


def element(parent, file, place, name, seconds, notes):
    case = ElementTree.SubElement(parent, "testcase")
    attributes = {"classname": place, "name": name, "file": file, "time": "%.3f" % seconds}
    for key, value in attributes.items():
        case.set(key, NOT_XML.sub("?", value))
    if notes:
        bad = ElementTree.SubElement(case, worst(notes))
        bad.set("message", NOT_XML.sub("?", "; ".join(note[1] for note in notes)))
        bad.text = NOT_XML.sub("?", "\n".join(note[2] for note in notes))


def fixture_of(test, fixtures):
    kind = type(test)
    whole = (kind.__module__ + "." + kind.__qualname__, kind.__module__)
    for fixture in fixtures:
        described = re.fullmatch(r"setUp(?:Class|Module) \((.*)\)", fixture[0])
        if described and described.group(1) in whole:
            return fixture
    return None


def report_file(parent, file, result, explained):
    suite = ElementTree.SubElement(parent, "testsuite", name=file.name)
    if file.problem is not None:
        note = ("error", file.problem.strip().splitlines()[-1], file.problem)
        element(suite, file.name, "", file.name, 0.0, [note])
    if file.skipped is not None:
        element(suite, file.name, "", file.name, 0.0, [("skipped", file.skipped, "")])
    for test in file.tests:
        place, name = file.names[id(test)]
        notes = result.bad.get(id(test), [])
        if id(test) not in result.seconds and not notes:
            fixture = fixture_of(test, result.fixtures)
            if fixture is None:
                continue
            explained.add(fixture[0])
            notes = [(fixture[1], fixture[0] + ": " + fixture[2], fixture[3])]
        element(suite, file.name, place, name, result.seconds.get(id(test), 0.0), notes)
    return suite


def report(files, result, output):
    top = ElementTree.Element("testsuites")
    explained = set()
    suites = [report_file(top, file, result, explained) for file in files]
    for name, kind, message, text in result.fixtures:
        if name not in explained:
            element(suites[0], files[0].name, "", name, 0.0, [(kind, message, text)])
    for suite in suites:
        suite.set("tests", str(len(suite)))
        for attribute, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            suite.set(attribute, str(len(suite.findall("testcase/" + tag))))
    part = output + ".part"
    ElementTree.ElementTree(top).write(part, encoding="utf-8", xml_declaration=True)
    os.replace(part, output)


def run(files, output):
    suite = unittest.TestSuite(test for file in files for test in file.tests)
    for file in files:
        if file.problem is not None:
            print(file.problem, file=sys.stderr)
    result = unittest.TextTestRunner(verbosity=2, resultclass=Result).run(KeptSuite(suite))
    report(files, result, output)
    if any(file.problem is not None for file in files) or not result.wasSuccessful():
        return 1
    return 0 if result.testsRun or result.skipped or any(file.skipped for file in files) else 5


class KeptSuite(unittest.TestSuite):
    """A suite forgets its tests while it runs; their identities are needed afterwards."""

    _cleanup = False


def listing(files, output):
    said = {"tests": [], "problems": []}
    for file in files:
        for test in file.tests:
            place, name = file.names[id(test)]
            said["tests"].append({"file": file.name, "class": place, "name": name})
        if file.skipped is not None:
            said["tests"].append({"file": file.name, "class": "", "name": file.name})
        if file.problem is not None:
            said["problems"].append(file.problem)
    with open(output, "w", encoding="utf-8") as out:
        json.dump(said, out)
    return 0


def main():
    action, request, output = sys.argv[1:4]
    with open(request, encoding="utf-8") as content:
        wanted = json.load(content)
    sys.path.pop(0)
    sys.argv[1:] = []
    files = [File(name, set(wanted["only"])) for name in wanted["files"]]
    return listing(files, output) if action == "list" else run(files, output)


if __name__ == "__main__":
    sys.exit(main())
