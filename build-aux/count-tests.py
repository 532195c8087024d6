#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the log of `meson test`: count-tests.py TESTLOG.json.

Prints a line for each suite and the last lines of each failed program on stderr, and on stdout two numbers: how many
passed and how many failed. A program that speaks TAP counts its cases, every other counts as one.
"""
import json
import re
import sys

LAST_LINES = 60
CASE = re.compile(r'^(not )?ok\b(.*)$', re.M)


def count(test):
    """(passed, failed, skipped) of one program."""
    done = test['result'] in ('OK', 'EXPECTEDFAIL')
    cases = [] if test['result'] == 'SKIP' else CASE.findall(test.get('stdout') or '')
    failed = sum(1 for wrong, _ in cases if wrong)
    skipped = sum(1 for wrong, text in cases if not wrong and re.search(r'# SKIP\b', text, re.I))
    passed = len(cases) - failed - skipped
    if test['result'] == 'SKIP':
        return 0, 0, 1
    # A program that crashed, hung or left cases out has failed, whatever its cases said.
    if not done and failed == 0:
        failed = 1
    if done and not cases:
        passed = 1
    return passed, failed, skipped


def main(path):
    with open(path, encoding='utf-8') as f:
        tests = [json.loads(line) for line in f]
    suites = {}
    for test in tests:
        # meson names a test "project:suite+suite / name"
        suite = test['name'].split(' / ')[0].split(':')[-1]
        numbers = count(test)
        total = suites.setdefault(suite, [0, 0, 0, 0.0])
        for i, number in enumerate([*numbers, test['duration']]):
            total[i] += number
        if numbers[1]:
            print(f'\n--- {test["name"]}: {test["result"]}', file=sys.stderr)
            lines = '\n'.join(filter(None, [test.get('stdout'), test.get('stderr')])).splitlines()
            print('\n'.join(lines[-LAST_LINES:]), file=sys.stderr)
    for suite, (passed, failed, skipped, seconds) in sorted(suites.items()):
        left_out = f', {skipped} skipped' if skipped else ''
        print(f'  {suite:12} {passed} passed, {failed} failed{left_out} ({seconds:.1f} s)', file=sys.stderr)
    print(sum(s[0] for s in suites.values()), sum(s[1] for s in suites.values()))


if __name__ == '__main__':
    main(sys.argv[1])
