#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Shows that count-tests.py misses no failure: what it prints is what ./dev test ends with."""
import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

COUNTER = Path(__file__).parents[2] / 'build-aux/count-tests.py'


class CountTests(unittest.TestCase):
    def count(self, result, stdout='', stderr=''):
        test = {'name': 'gatehouse:lib / fold', 'result': result, 'stdout': stdout, 'stderr': stderr, 'duration': 0.5}
        with tempfile.NamedTemporaryFile('w', suffix='.json') as log:
            log.write(json.dumps(test) + '\n')
            log.flush()
            done = subprocess.run([sys.executable, COUNTER, log.name], capture_output=True, text=True, check=True)
        self.said = done.stderr
        return done.stdout.strip()

    def test_program_without_cases(self):
        self.assertEqual(self.count('OK', 'all is well\n'), '1 0')
        self.assertEqual(self.count('FAIL', stderr='it broke\n'), '0 1')
        self.assertIn('it broke', self.said)

    def test_cases(self):
        self.assertEqual(self.count('OK', '1..3\nok 1 /Q3/a\n# a note\nok 2 /Q3/b\nok 3 /Q3/c # SKIP no root\n'), '2 0')
        self.assertIn('1 skipped', self.said)
        self.assertEqual(self.count('FAIL', '1..2\nok 1 /Q3/a\nnot ok 2 /Q3/b\n'), '1 1')
        self.assertIn('not ok 2', self.said)

    def test_failure_that_no_case_shows(self):
        for result in 'ERROR', 'TIMEOUT', 'INTERRUPT', 'FAIL', 'UNEXPECTEDPASS':
            self.assertEqual(self.count(result, '1..3\nok 1 /Q3/a\n'), '1 1')

    def test_skipped_program(self):
        self.assertEqual(self.count('SKIP', '1..0 # SKIP\n'), '0 0')
        self.assertIn('1 skipped', self.said)

    def test_only_the_last_lines(self):
        self.count('FAIL', ''.join(f'line {n}\n' for n in range(1, 201)))
        self.assertNotIn('line 140\n', self.said)
        self.assertIn('line 141\n', self.said)


if __name__ == '__main__':
    unittest.main()
