#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An operation not mentioned in ctl/ is still a command, with help, options and log entry. Prints TAP.

test-ctl-throw-away.py GATEHOUSECTL-WITH-THE-OPERATION
"""
import sys

from organisation import Organisation, made, run_tests


def test_help(folder):
    """O1: the register gives command, options and what they mean"""
    org = Organisation(folder)
    assert 'user wave' in org.run('help').stdout
    text = org.run('user', 'wave', '--help').stdout
    for part in ('Wave Goodbye', '--username NAME', '[--farewell …]', 'What to Say'):
        assert part in text, text


def test_run_and_log(folder):
    """O1: it is rehearsed, run, logged, undone and refused like any other"""
    org = made(folder)
    org.run('user', 'add', '--username', 'anna')
    assert org.json('user', 'wave', '--username', 'anna', '--rehearse')['changed'] == 1
    done = org.run('user', 'wave', '--username', 'anna', '--farewell', 'See you')
    assert 'Waved goodbye to 1 user' in done.stdout, done.stdout
    listed = org.run('log', 'list').stdout
    assert ' user.wave ' in listed, listed
    org.run('undo')
    org.run('user', 'wave', '--username', 'anna')
    # Trashed users already are as it would have them, as its check says.
    org.run('user', 'wave', '--username', 'anna', status=1)


if __name__ == '__main__':
    sys.exit(run_tests(globals()))
