#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bypass codes, tokens and passcodes from the command line: test-ctl-passcodes.py GATEHOUSECTL"""
import contextlib
import re
import secrets
import signal
import sqlite3
import subprocess
import sys
import time

from keyring import open_keyring
from organisation import CTL, Organisation, run_tests

PROCESSES = 8
TRIES = 4
KILLS = 10

# A type of token, the bytes of its secret, and who computes its first passcode.
TOKENS = {
    't6': (20, lambda secret: ['oathtool', '--totp', secret]),
    'h8': (20, lambda secret: ['oathtool', '--hotp', '--digits', '8', secret]),
    'yk': (22, lambda secret: ['ykgenerate', secret[12:], secret[:12], '0001', 'c0a8', '00', '00']),
}


@contextlib.contextmanager
def open_organisation(folder):
    """With anna, and the key in a keyring."""
    with open_keyring(folder) as keyring:
        keyring.start()
        org = Organisation(folder)
        org.env['DBUS_SESSION_BUS_ADDRESS'] = keyring.address
        org.run('init', '--name', 'Example Ltd', '--time-zone', 'Europe/Oslo')
        org.run('user', 'add', '--username', 'anna')
        yield org


def create(org, *words):
    done = org.json('bypass-code', 'create', '--username', 'anna', *words)
    return done['secrets']['anna']


def give_token(org, kind, serial):
    """To anna; returns the passcode that it shows."""
    length, compute = TOKENS[kind]
    secret = secrets.token_hex(length)
    org.run('token', 'add', '--type', kind, '--serial', serial, input=f'{secret}\n')
    org.run('token', 'assign', '--username', 'anna', '--token', serial)
    return subprocess.run(compute(secret), capture_output=True, text=True, check=True).stdout.strip()


def query(org, sql):
    with contextlib.closing(sqlite3.connect(f'file:{org.path}-events?mode=ro', uri=True)) as events:
        return events.execute(sql).fetchone()[0]


def start_check(org, code):
    check = subprocess.Popen([CTL, '--database', org.path, 'passcode', 'check', '--username', 'anna'], env=org.env,
                             stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    check.stdin.write(code + '\n')
    check.stdin.close()
    check.stdin = None  # communicate() would flush it
    return check


def test_words(folder):
    """B1: what is made, listed, shown and deleted, in the words of the command line"""
    with open_organisation(folder) as org:
        said = org.run('bypass-code', 'create', '--username', 'anna', '--uses', '2').stdout
        code = said.strip().splitlines()[-1]
        assert re.fullmatch('[0-9]{9}', code), said
        own = org.run('bypass-code', 'create', '--username', 'anna', '--code', input='839 152-704\n')
        assert '839152704' in own.stdout
        refused = org.run('bypass-code', 'create', '--username', 'anna', '--code', status=1, input='123456789\n')
        assert 'too easy to guess' in refused.stderr
        assert '6 to 32 digits' in org.run('bypass-code', 'create', '--username', 'anna', '--code', status=1,
                                           input='12345\n').stderr
        # Enter alone, and what a NUL would cut, is no guess.
        assert 'No passcode' in org.run('passcode', 'check', '--username', 'anna', status=2, input='\n').stderr
        assert 'a NUL' in org.run('passcode', 'check', '--username', 'anna', status=2, input=f'{code}\0x\n').stderr
        assert 'Nothing was typed' in org.run('bypass-code', 'create', '--username', 'anna', '--code', status=2,
                                              input='\n').stderr
        assert query(org, 'SELECT count (*) FROM attempts') == 0
        # Nothing is asked for, nor given, in the arguments.
        org.run('bypass-code', 'create', '--username', 'anna', '--code=839152704', status=2)
        assert 'passcode was accepted' in org.run('passcode', 'check', '--username', 'ANNA', input=code + '\n').stdout
        assert 'passcode is wrong' in org.run('passcode', 'check', '--username', 'anna', status=1, input='1\n').stdout
        with contextlib.closing(sqlite3.connect(org.path)) as directory:
            keys = [key for key, in directory.execute('SELECT key FROM bypass_codes ORDER BY id')]
        assert code in org.run('bypass-code', 'show', '--id', keys[0]).stdout
        org.run('bypass-code', 'delete', '--id', keys[0], '--id', keys[1])
        denied = org.json('passcode', 'check', '--username', 'anna', status=1, input=code + '\n')
        assert denied['result'] == 'denied' and denied['reason'] == 'invalid_device', denied
        # No log holds a digit of it.
        for words in (['log', 'list', '--format', 'json'], ['log', 'list']):
            listed = org.run(*words).stdout
            assert code not in listed and '839152704' not in listed


def test_explained(folder):
    """S4: rule by rule, and nothing is used up"""
    with open_organisation(folder) as org:
        def explain(**wanted):
            said = org.json('user', 'explain', '--username', 'Anna')
            assert {name: said[name] for name in wanted} == wanted, said
            assert [rule['decides'] for rule in said['rules']] == [False] * (len(said['rules']) - 1) + [True]
            return said

        assert explain(verdict='deny', reason='invalid_device')['rules'][-1]['rule'] == 'device'
        code = create(org)
        said = explain(verdict='auth', status='active', username='anna')
        assert len(said['bypass_codes']) == 1 and said['rules'][-1]['rule'] == 'passcode'
        assert 'would be accepted' in org.run('user', 'explain', '--username', 'anna').stdout
        org.run('user', 'set-status', '--username', 'anna', '--status', 'disabled')
        assert explain(verdict='deny', reason='user_disabled', status='disabled')['rules'][-1]['rule'] == 'status'
        org.run('user', 'set-status', '--username', 'anna', '--status', 'bypass')
        explain(verdict='allow', reason='bypass_user')
        assert org.json('user', 'explain', '--username', 'nobody')['reason'] == 'deny_unenrolled_user'
        assert query(org, 'SELECT count (*) FROM attempts') == 0
        org.run('user', 'set-status', '--username', 'anna', '--status', 'active')
        org.run('passcode', 'check', '--username', 'anna', input=code + '\n')


def ask_at_once(org, code, rounds):
    """Returns how often so many processes were let in, and how often one waited two seconds for the others."""
    allowed = late = 0
    for _ in range(rounds):
        for check in [start_check(org, code) for _ in range(PROCESSES)]:
            said = check.communicate()[0]
            allowed += check.returncode == 0
            late += 'could not be recorded' in said
    return allowed, late


def test_once(folder):
    """V3: processes that ask at the same time get it as often as it says"""
    with open_organisation(folder) as org:
        create(org, '--uses', '0', '--minutes', '0')
        allowed, late = ask_at_once(org, create(org, '--uses', '3'), TRIES)
        assert allowed == 3, allowed
        for number, kind in enumerate(TOKENS, start=1):
            allowed, more = ask_at_once(org, give_token(org, kind, kind), 2)
            assert allowed == 1, (kind, allowed)
            assert query(org, "SELECT count (*) FROM attempts WHERE result = 'success'") == 3 + number
            late += more
        assert query(org, 'SELECT count (*) FROM attempts') == PROCESSES * (TRIES + 2 * len(TOKENS)) - late
        assert query(org, 'SELECT count (*) FROM failures') == 0


def test_verified(folder):
    """L4: what verifying says of the authentication log, in words, as JSON and as an exit status"""
    with open_organisation(folder) as org:
        org.run('passcode', 'check', '--username', 'anna', status=1, input='1\n')
        before = org.json('log', 'verify')
        assert before['authentication_log'] == {'changed': False, 'minutes': 1, 'attempts': 1,
                                                'minutes_without_attempts': 0}, before
        assert 'No checkpoint proves it' in org.run('log', 'verify').stdout
        with contextlib.closing(sqlite3.connect(org.path + '-events')) as events, events:
            events.execute("UPDATE attempts SET result = 'success'")
        after = org.json('log', 'verify', status=1)
        assert after['state'] == before['state'] and after['authentication_log']['changed'], after
        minute = after['authentication_log']['first_bad']
        assert f'The authentication log was changed: minute {minute}. ' in org.run('log', 'verify', status=1).stdout


def check_kills(org, make_code):
    """A passcode whose check was killed is either used and logged, or neither."""
    successes = "SELECT count (*) FROM attempts WHERE result = 'success'"
    before = query(org, successes)
    for number in range(KILLS):
        code = make_code(number)
        check = start_check(org, code)
        time.sleep(0.02 * number)  # each dies later than the one before
        check.send_signal(signal.SIGKILL)
        check.communicate()
        logged = query(org, successes)
        used = query(org, 'SELECT (SELECT total (uses) FROM bypass_uses) + (SELECT count (*) FROM seeds)')
        assert used == logged, (used, logged)
        again = org.call('passcode', 'check', '--username', 'anna', input=code + '\n')
        assert (again.returncode == 0) == (query(org, successes) == logged + 1), again
        assert org.call('passcode', 'check', '--username', 'anna', input=code + '\n').returncode != 0
    assert query(org, successes) == before + KILLS


def test_killed(folder):
    """V3: bypass codes, and the passcode of each kind of token"""
    with open_organisation(folder) as org:
        create(org, '--uses', '0', '--minutes', '0')
        check_kills(org, lambda number: create(org))
        for kind in TOKENS:
            check_kills(org, lambda number, kind=kind: give_token(org, kind, f'{kind}-{number}'))
        assert query(org, 'SELECT count (*) FROM failures') == 0


def test_tokens(folder):
    """H1: what is said of a token, and how it is found again"""
    with open_organisation(folder) as org:
        secret = secrets.token_hex(20)

        def code_of(counter):
            return subprocess.run(['oathtool', '--hotp', '--counter', str(counter), secret], capture_output=True, text=True,
                                  check=True).stdout.strip()

        assert 'not written in this form' in org.run('token', 'add', '--type', 'h6', '--serial', '77', '--form', 'base32',
                                                     status=1, input=f'{secret}\n').stderr
        org.run('token', 'add', '--type', 'h6', '--serial', '77', '--secret', secret, status=2)
        org.run('token', 'add', '--type', 'h6', '--serial', '77', input=f'{secret}\n')
        org.run('token', 'assign', '--username', 'anna', '--token', '77')
        said = org.run('user', 'explain', '--username', 'anna').stdout
        assert 'Passcodes of the hardware token 77 would be accepted.' in said, said
        assert org.json('user', 'explain', '--username', 'anna')['authenticators'][0]['state'] == 'good'

        accepted = org.json('passcode', 'check', '--caller', '--username', 'anna', input=code_of(3) + '\n')
        assert accepted['factor'] == 'hardware_token' and accepted['device'].startswith('DH'), accepted
        again = org.run('passcode', 'check', '--username', 'anna', status=1, input=code_of(3) + '\n')
        assert 'it was used before' in again.stdout
        lost = org.run('token', 'resync', '--serial', '77', status=1, input=' '.join(map(code_of, (2, 3, 4))) + '\n')
        assert 'from 4 to 1003 were tried' in lost.stderr, lost
        org.run('token', 'resync', '--serial', '77', input=' '.join(map(code_of, (500, 501, 502))) + '\n')
        org.run('passcode', 'check', '--username', 'anna', input=code_of(503) + '\n')

        assert '1 user loses a token' in org.run('token', 'delete', '--serial', '77', '--rehearse').stdout
        org.run('token', 'delete', '--serial', '77')
        back = org.run('undo').stdout
        assert '1 authenticator does not come back' in back, back
        assert org.json('user', 'explain', '--username', 'anna')['authenticators'] == []
        for words in (['log', 'list', '--format', 'json'], ['log', 'list'], ['user', 'show', '--username', 'anna']):
            assert secret not in org.run(*words).stdout


def test_first_passcode(folder):
    """P2: what is said of an app before its first passcode, after it, and where none came"""
    with open_organisation(folder) as org:
        def shown():
            return next(line for line in org.run('user', 'show', '--username', 'anna').stdout.splitlines() if 'Phone' in line)

        def activate():
            made = org.json('phone', 'activate', '--number', '+4791234567')
            uri = next(iter(made['secrets'].values()))
            secret = re.search('secret=([A-Z2-7]+)', uri)[1]
            return subprocess.run(['oathtool', '--totp', '-b', secret], capture_output=True, text=True, check=True).stdout

        org.run('phone', 'add', '--username', 'anna', '--number', '+4791234567', '--platform', 'android')
        assert shown().endswith('912 34 567'), shown()
        code = activate()
        assert 'waiting for the first passcode until' in shown(), shown()
        assert org.run('job', 'run').stdout == 'Nothing is due.\n'
        org.run('passcode', 'check', '--username', 'anna', input=code)
        assert shown().endswith('  activated'), shown()
        done = org.run('job', 'run').stdout
        assert done.startswith('1 phone activated by its first passcode'), done
        assert org.run('job', 'run').stdout == 'Nothing is due.\n'
        entry = org.json('log', 'list')[0]
        assert (entry['operation'], entry['actor'], entry['object']) == ('phone.note-activated', 'System', '+4791234567'), entry
        assert org.json('user', 'show', '--username', 'anna')['phones'][0]['activated'] is True
        assert 'There is no command' in org.run('phone', 'note-activated', status=2).stderr

        activate()
        # As time does.
        with contextlib.closing(sqlite3.connect(org.path)) as directory:
            directory.execute('UPDATE credentials SET pending_until = 1')
            directory.commit()
        assert shown().endswith('  not activated in time'), shown()
        said = org.run('user', 'explain', '--username', 'anna').stdout
        assert 'was not used in time: it must be activated anew' in said, said
        assert org.json('user', 'explain', '--username', 'anna')['authenticators'][0]['state'] == 'too-late'
        assert org.run('job', 'run').stdout == 'Nothing is due.\n'

        edited = org.json('phone', 'edit', '--number', '+4791234567', '--type', 'landline', '--rehearse')
        assert edited['also'] == [{'what': 'apps-end', 'count': 1}], edited
        assert shown().endswith('  not activated in time'), shown()
        org.run('phone', 'edit', '--number', '+4791234567', '--type', 'landline')
        assert shown().endswith('912 34 567'), shown()


if __name__ == '__main__':
    sys.exit(run_tests(globals()))
