#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where gatehousectl has the organisation's key from: test-ctl-keyring.py GATEHOUSECTL"""
import contextlib
import os
import signal
import sqlite3
import sys

from keyring import open_keyring
from organisation import practice, run_tests


def has_key(org, words=('key', 'rotate')):
    """Whether a command that needs the key gets it without being told the recovery key."""
    return org.call(*words).returncode == 0


def create(org):
    """Makes the organisation's key; returns what was said and the recovery key, the last line."""
    done = org.run('key', 'create')
    return done.stderr, done.stdout.strip().splitlines()[-1]


def test_from_keyring(folder):
    """K2: what is made is put there, and found there"""
    with open_keyring(folder) as keyring:
        keyring.start()
        org = practice(folder, 3)
        org.env['DBUS_SESSION_BUS_ADDRESS'] = keyring.address
        said, _ = create(org)
        assert said == '', said
        assert has_key(org)
        # The new key is there, too, and the start that found it has taken the old one out.
        assert has_key(org)
        keyring.stop()
        keyring.start()
        assert has_key(org)


def test_four_messages(folder):
    """K2: each with a way on"""
    with open_keyring(folder) as keyring:
        org = practice(folder, 3)
        org.env['DBUS_SESSION_BUS_ADDRESS'] = keyring.address
        path, copy = org.path, os.path.join(folder, 'copy.db')
        org.run('backup', copy)
        said, recovery = create(org)
        assert 'No keyring answers' in said and 'the recovery key alone opens it' in said, said

        def needs_recovery(sentence):
            refused = org.run('key', 'rotate', status=2)
            assert sentence in refused.stderr, refused.stderr
            # Everything else works, with or without a word.
            org.run('user', 'add', '--username', sentence.split()[-1].rstrip('.'))

        needs_recovery('No keyring answers in this session.')
        keyring.start()
        needs_recovery('is not in your keyring.')
        # Another key of that number, as a copy of the organisation once got it.
        org.path = copy
        create(org)
        org.path = path
        needs_recovery('is not the one of this organisation.')
        keyring.stop()
        keyring.start(unlocked=False)
        needs_recovery('Your keyring is locked.')
        done = org.run('key', 'rotate', input=recovery + '\n')
        assert 'Your keyring is locked.' in done.stderr, done.stderr


def test_dies_meanwhile(folder):
    """K2: nothing is lost with it"""
    with open_keyring(folder) as keyring:
        keyring.start()
        org = practice(folder, 3)
        org.env['DBUS_SESSION_BUS_ADDRESS'] = keyring.address
        _, recovery = create(org)
        keyring.daemon.send_signal(signal.SIGKILL)
        keyring.daemon.wait()
        keyring.wait_until(False)
        done = org.run('key', 'rotate', input=recovery + '\n')
        assert 'No keyring answers in this session.' in done.stderr, done.stderr


def test_log(folder):
    """L6, L7: the key that the keyring has vouches for the log, and signs checkpoints and what is due"""
    with open_keyring(folder) as keyring:
        keyring.start()
        org = practice(folder, 3)
        org.env['DBUS_SESSION_BUS_ADDRESS'] = keyring.address
        create(org)
        org.run('user', 'add', '--username', 'anna')
        assert org.json('log', 'verify')['state'] == 'signed'
        kept = os.path.join(folder, 'kept.txt')
        org.run('log', 'checkpoint', '--save', kept)
        keyring.stop()
        report = org.json('log', 'verify', '--checkpoint', kept)
        assert report['state'] == 'signed' and report['vouched'], report
        assert org.json('log', 'verify')['state'] == 'signed by a key that nobody vouches for'

        keyring.start(unlocked=False)
        assert 'locked' in org.run('log', 'checkpoint', status=1).stderr
        asked = org.run('log', 'verify')
        assert 'locked' in asked.stderr and 'not signed' not in asked.stderr, asked.stderr


def test_restore(folder):
    """O9: the entry of a restore is signed; a rehearsal opens nothing that it would have to mend"""
    with open_keyring(folder) as keyring:
        keyring.start()
        org = practice(folder, 3)
        org.env['DBUS_SESSION_BUS_ADDRESS'] = keyring.address
        create(org)
        backup = os.path.join(folder, 'backup.db')
        org.run('backup', backup)
        org.run('user', 'add', '--username', 'anna')
        org.run('restore', backup)
        with contextlib.closing(sqlite3.connect(org.path)) as database:
            last = database.execute('SELECT operation, key_number FROM log ORDER BY seq DESC LIMIT 1').fetchone()
        assert last == ('organisation.restore', 1), last

        os.remove(org.path + '-events')
        org.run('restore', backup, '--rehearse')
        assert not os.path.exists(org.path + '-events')


if __name__ == '__main__':
    sys.exit(run_tests(globals()))
