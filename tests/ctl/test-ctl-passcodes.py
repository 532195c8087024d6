#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bypass codes, tokens and passcodes from the command line: test-ctl-passcodes.py GATEHOUSECTL"""
import contextlib
import re
import secrets
import sqlite3
import subprocess
import sys

from keyring import open_keyring
from organisation import Organisation, run_tests


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


def query(org, sql):
    with contextlib.closing(sqlite3.connect(f'file:{org.path}-events?mode=ro', uri=True)) as events:
        return events.execute(sql).fetchone()[0]


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
        # Enter alone, blanks, and what a NUL would cut, are no guess.
        for blank in ('\n', '  \t\n', '\u00a0\n', ' - \n'):
            assert 'No passcode' in org.run('passcode', 'check', '--username', 'anna', status=2, input=blank).stderr
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


def test_names(folder):
    """V4: whether a name is somebody's, nearly, was once, or never, in words"""
    with open_organisation(folder) as org:
        def explain(name, what, words):
            said = org.json('user', 'explain', '--username', name)
            assert said['name'] == what, said
            assert words in org.run('user', 'explain', '--username', name).stdout
            return said

        org.run('user', 'edit', '--username', 'anna', '--add-alias', 'aa')
        org.run('user', 'edit', '--username', 'anna', '--remove-alias', 'aa')
        assert 'near' not in explain('ANNA\u200b ', 'found', 'A user of this organisation: passed')
        assert explain('EXAMPLE\\anna', 'ambiguous', 'It is nearly a name of anna')['near'] == 'anna'
        explain('änna', 'ambiguous', 'nearly somebody’s')
        assert explain('aa@example.org', 'former', 'Somebody had this name')['failures'] == 0
        explain('nobody', 'unknown', 'denies unknown people')
        explain(' ', 'none', 'No username was given')
        for name, words in (('anna@example.org', 'nearly somebody’s'), ('AA', 'Somebody had this name'),
                            ('nobody', 'Nobody has this name')):
            assert words in org.run('passcode', 'check', '--username', name, status=1, input='123456\n').stdout
        assert explain('aa', 'former', '1 passcode was typed for it lately')['failures'] == 1


def test_locked_at(folder):
    """V3: which application alone denies"""
    with open_organisation(folder) as org:
        with contextlib.closing(sqlite3.connect(f'{org.path}-events')) as events, events:
            events.execute("INSERT INTO application_lockouts (user_id, application, name, time, until, attempt)"
                           " VALUES (1, 1, 'VPN', 1, NULL, 1), (1, 2, 'Mail', 1, 2, 2), (1, 3, 'Files', 1, NULL, 3)")
        assert org.json('user', 'explain', '--username', 'anna')['locked_at'] == ['Files', 'VPN']
        said = org.run('user', 'explain', '--username', 'anna').stdout
        assert 'VPN alone denies' in said and 'Mail' not in said, said
        shown = org.run('user', 'show', '--username', 'anna').stdout
        assert re.findall('Locked out of +(.+)', shown) == ['Files', 'VPN'], shown
        org.run('user', 'set-status', '--username', 'anna', '--status', 'active')
        assert org.json('user', 'explain', '--username', 'anna')['locked_at'] == []
        assert 'Locked out of' not in org.run('user', 'show', '--username', 'anna').stdout
        assert 'lockout ' in org.run('log', 'list', '--format', 'json').stdout


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


def test_sms_passcodes(folder):
    """P3: made, shown once, explained, used up, and no oftener than once a minute, in the words of the command line"""
    with open_organisation(folder) as org:
        org.run('phone', 'add', '--username', 'anna', '--number', '+4791234567', '--type', 'mobile')
        org.run('phone', 'add', '--username', 'anna', '--number', '+4722855050', '--type', 'landline')
        org.run('settings', 'set', '--name', 'sms_batch', '--value', '3')
        assert '1 to 10 passcodes' in org.run('settings', 'set', '--name', 'sms_batch', '--value', '11', status=1).stderr
        said = org.run('phone', 'make-sms-passcodes', '--number', '+47 912 34 567').stdout
        codes = re.findall('^[0-9]{7}$', said, re.MULTILINE)
        assert 'SMS passcodes made for 1 phone' in said and len(codes) == len({code[0] for code in codes}) == 3, said
        assert '3 SMS passcodes of +4791234567 would be accepted.' in org.run('user', 'explain', '--username', 'anna').stdout
        refused = org.run('phone', 'make-sms-passcodes', '--number', '+4791234567', status=1).stderr
        assert re.search(r'at most once a minute\. \(wait [0-9]+ seconds?\)', refused), refused
        landline = org.run('phone', 'make-sms-passcodes', '--number', '+4722855050', status=1).stderr
        assert 'SMS passcodes are only for mobile phones with a number.' in landline, landline

        accepted = org.json('passcode', 'check', '--caller', '--username', 'anna', input=codes[2] + '\n')
        assert accepted['factor'] == 'sms_passcode' and accepted['device'].startswith('DP'), accepted
        again = org.run('passcode', 'check', '--username', 'anna', status=1, input=codes[2] + '\n')
        assert 'it was used before' in again.stdout
        explained = org.json('user', 'explain', '--username', 'anna')
        assert [(one['name'], one['left']) for one in explained['sms_passcodes']] == [('+4791234567', 2)], explained
        for code in codes[:2]:
            org.run('passcode', 'check', '--username', 'anna', input=code + '\n')
        assert 'have all been used' in org.run('user', 'explain', '--username', 'anna').stdout

        assert 'SMS passcodes of 1 phone end at once' in org.run('key', 'rotate', '--rehearse').stdout
        for words in (['log', 'list', '--format', 'json'], ['log', 'list'], ['user', 'show', '--username', 'anna']):
            listed = org.run(*words).stdout
            assert not [code for code in codes if code in listed], words


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
