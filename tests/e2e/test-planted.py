#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the window leaves of secrets, with none on the screen (K8, K5):  test-planted.py GATEHOUSE GATEHOUSECTL PICTURES

It has opened the master key from the keyring and signs with it. Whatever it takes or shows besides is a step before the
last ones, which gives its secrets to SECRETS.
"""
import glob
import os
import secrets
import sqlite3
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '../planted'))
from planted import Secrets, list_files, read_cells, read_masters, read_process  # noqa: E402
from hands import Mouse  # noqa: E402
from window import press, wait_for, walk, write  # noqa: E402

KNOWN = 'known' + secrets.token_hex(6)
SECRETS = Secrets()
# Settings that a file keeps, and an environment in which the word is.
os.environ.update(GSETTINGS_BACKEND='keyfile', KNOWN=KNOWN)


def check(found, knows, what):
    assert knows, f'the known word is not found in {what}'
    assert not found, f'{what}: {sorted(found)}'


def use_key(window, pictures):
    """An operation that the key signs, and a text that is typed and shown."""
    recovery = window.ctl('key', 'recovery', 'renew').strip().splitlines()[-1]
    SECRETS.add_recovery_key('recovery key', recovery)
    for number, master in read_masters(window.path, recovery).items():
        SECRETS.add_key(f'master key {number}', master)
    hand = Mouse(window)
    hand.go_to('Settings')
    wait_for('the settings', lambda: window.has_text('Keep users in the Trash'))
    hand.fill(window.frame, 'Name', KNOWN)
    press('Return')
    wait_for('the title', lambda: KNOWN in window.frame.get_name())
    with sqlite3.connect(f'file:{window.path}?mode=ro', uri=True) as database:
        signed = database.execute('SELECT operation, signature IS NOT NULL FROM log ORDER BY seq DESC LIMIT 1').fetchone()
    assert signed == ('settings.set', 1), signed
    hand.go_to('Users')
    hand.search(KNOWN)
    wait_for('nobody', lambda: not window.rows())


def remember(window, pictures):
    """The window keeps what it knows of itself."""
    press('ctrl+a', 'BackSpace')
    write('status:bypass')
    wait_for('a settings file', lambda: list_settings())


def list_settings():
    return glob.glob(os.path.join(os.environ['XDG_CONFIG_HOME'], 'glib-2.0/settings/*'))


def look_at_process(window, pictures):
    """No secret in argv, environment or a core of all its memory."""
    with tempfile.TemporaryDirectory(prefix='gatehouse-core-', dir=window.folder.name) as folder:
        process = read_process(window.program.pid, folder)
        check(SECRETS.find_in(process.argv), window.path.encode() in process.argv, 'argv')
        check(SECRETS.find_in(process.environ), KNOWN.encode() in process.environ, 'the environment')
        probe = Secrets()
        probe.add('known', KNOWN)
        check(SECRETS.find_in_file(process.core), bool(probe.find_in_file(process.core)), 'the core')


def look_at_files(window, pictures):
    """Nor in the organisation's files, settings, state or cache."""
    for path in list_settings():
        with open(path, 'rb') as file:
            text = file.read()
        check(SECRETS.find_in(text), b'page' in text, 'the settings of this computer')
    cells = read_cells(window.path)
    check(SECRETS.find_in(cells), KNOWN.encode() in cells, 'the directory')
    folders = [os.environ[name] for name in ('HOME', 'XDG_CONFIG_HOME', 'XDG_STATE_HOME', 'XDG_CACHE_HOME')]
    files = list_files(window.folder.name, *folders)
    assert any(path.endswith('-wal') for path in files), files
    for path in files:
        check(SECRETS.find_in_file(path), True, path)


if __name__ == '__main__':
    sys.exit(walk([use_key, remember, look_at_process, look_at_files], 300, *sys.argv[1:]))
