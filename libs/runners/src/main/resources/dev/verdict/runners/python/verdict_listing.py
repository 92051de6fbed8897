"""A plugin for pytest that writes what was collected to the file named by VERDICT_LISTING.

The output of --collect-only depends on options that projects set; this does not.
"""
import json
import os

_root = os.getcwd()
_said = {"tests": [], "skipped": [], "problems": []}


def _relative(path):
    relative = os.path.relpath(str(path), _root).replace(os.sep, "/")
    return None if relative.startswith("../") else relative


def _file_of(item):
    return _relative(getattr(item, "path", None) or item.fspath)


def pytest_collectreport(report):
    if report.failed:
        _said["problems"].append({"node": report.nodeid, "text": str(report.longrepr)})
    elif report.skipped:
        _said["skipped"].append(report.nodeid)


def pytest_collection_finish(session):
    for item in session.items:
        inside = item.nodeid.partition("::")[2]
        file = _file_of(item)
        _said["tests"].append({"file": file, "inside": inside, "node": item.nodeid})
    top = str(getattr(session.config, "rootpath", None) or session.config.rootdir)
    _said["skipped"] = [_relative(os.path.join(top, node.partition("::")[0])) for node in _said["skipped"]]


def pytest_unconfigure(config):
    with open(os.environ["VERDICT_LISTING"], "w", encoding="utf-8") as out:
        json.dump(_said, out)
