#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An operation not mentioned in ctl/ is still a command, with help, options and log entry. Prints TAP.

test-ctl-throw-away.py GATEHOUSECTL-WITH-THE-OPERATION
"""
import os
import re
import sys

from organisation import CTL, Organisation, made, run_tests


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


def sealed_off(org, secret):
    """Whether no file of the organisation has the secret"""
    return all(secret.encode() not in org.read(os.path.join(top, name))
               for top, _, names in os.walk(org.folder) for name in names)


def test_secret_from_standard_input(folder):
    """K8: a secret is no option's value, is read from standard input if wanted, shown once, and stands nowhere"""
    org = made(folder)
    org.run('user', 'add', '--username', 'anna')
    words = ('user', 'wave', '--username', 'anna', '--secret-sign')
    assert re.search('--secret-sign +asks for it.*Secret Sign', org.run('user', 'wave', '--help').stdout)
    org.run(*words, 'three-fingers', status=2)
    assert 'takes no value' in org.run(*words[:-1], '--secret-sign=three-fingers', status=2).stderr
    assert 'answer' not in org.run(*words[:-1], input='three-fingers\n').stdout
    org.run('undo')

    rehearsed = org.run(*words, '--rehearse', input='three-fingers\n')
    assert 'three-fingers' not in rehearsed.stdout + rehearsed.stderr
    done = org.run(*words, input='three-fingers\r\nmore\n')
    assert done.stdout.endswith('answer:\nthree-fingers\n'), done.stdout
    entry = org.json('log', 'list')[0]
    assert entry['payload']['parameters']['secret-sign'] == 'given: yes', entry
    assert sealed_off(org, 'three-fingers')

    org.run('undo')
    org.run(*words, input='x' * 5000 + '\n', status=1)
    assert 'Nothing was typed' in org.run(*words, input='', status=2).stderr


def test_secret_from_terminal(folder):
    """K8: at a terminal it is asked for and not shown, and Ctrl+C gives up with nothing done"""
    org = made(folder)
    org.run('user', 'add', '--username', 'anna')
    words = ('user', 'wave', '--username', 'anna', '--secret-sign')
    seen, status = org.talk(words, ('Secret Sign', 'three\x03'))
    assert status == 130 and 'three' not in seen, (seen, status)
    seen, status = org.talk(words, ('Secret Sign', 'gone\x15three-fingerX\x7fs\r'))
    assert status == 0 and seen.count('three-fingers') == 1 and 'answer:' in seen, (seen, status)


if __name__ == '__main__':
    sys.exit(run_tests(globals()))
