#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The keys of an organisation from a shell. Prints TAP.

test-ctl-keys.py GATEHOUSECTL
"""
import os
import re
import stat
import sys

from organisation import Organisation, made, practice, run_tests

TEXT = re.compile(r'(?:[0-9A-HJKMNP-TV-Z]{4}-){10}[0-9A-HJKMNP-TV-Z]{4}')


def with_key(folder):
    org = practice(folder, 10)
    return org, org.json('key', 'create')['secrets']['recovery-key']


def elsewhere(folder, name):
    """A path in another folder than the database"""
    os.makedirs(os.path.join(folder, 'papers'), exist_ok=True)
    return os.path.join(folder, 'papers', name)


def test_create(folder):
    """K2: a key is made once, and its recovery key is shown once"""
    org = practice(folder, 10)
    assert 'no key yet' in org.run('key', 'show').stdout
    assert org.json('key', 'create', '--rehearse')['changed'] == 1
    assert org.json('key', 'show') == []
    shown = org.run('key', 'create').stdout
    recovery, = TEXT.findall(shown)
    key, = org.json('key', 'show')
    assert key['number'] == 1 and key['use'] == 'master' and key['ended'] == 0 and key['unit'] is None, key
    assert re.fullmatch('[0-9a-f]{16}', key['fingerprint']) and key['recovery_made'] == key['made'] > 0, key
    assert key['fingerprint'] in org.run('key', 'show').stdout
    again = org.run('key', 'create', status=1)
    assert 'already' in again.stderr and not TEXT.search(again.stdout + again.stderr)
    for top, _, names in os.walk(folder):
        for name in names:
            assert recovery.encode() not in org.read(os.path.join(top, name)), name
    org.run('key', 'create', '--recovery-key', recovery, status=2)


def test_init(folder):
    """A1: a new organisation has a key, whose recovery key is shown once or saved"""
    org = made(folder)
    assert [key['number'] for key in org.json('key', 'show')] == [1]
    org.run('key', 'recovery', 'test', input=org.recovery + '\n')
    other = Organisation(folder, 'other.db')
    assert len(TEXT.findall(other.run('init', '--name', 'Other').stdout)) == 1
    # It is as new as one without a key.
    other.run('practice', '--users', '10', '--seed', '7')
    third = Organisation(folder, 'third.db')
    assert 'beside' in third.run('init', '--name', 'Third', '--save', os.path.join(folder, 'key'), status=1).stderr
    assert not os.path.exists(third.path)
    path = elsewhere(folder, 'key')
    assert not TEXT.search(third.run('init', '--name', 'Third', '--save', path).stdout)
    third.run('key', 'recovery', 'test', input=open(path).read())
    # What was refused has no recovery key to save.
    org.run('init', '--name', 'Again', '--save', elsewhere(folder, 'again'), status=1)
    assert not os.path.exists(elsewhere(folder, 'again'))


def test_recovery(folder):
    """K6: the recovery key is tested and renewed, as people type it"""
    org, recovery = with_key(folder)
    test = ('key', 'recovery', 'test')
    for typed in (recovery, recovery.lower(), recovery.replace('-', ''), recovery.replace('-', ' '),
                  recovery.replace('0', 'o').replace('1', 'l')):
        assert 'This is the recovery key' in org.run(*test, input=typed + '\n').stdout
    wrong = recovery[:12] + ('0' if recovery[12] != '0' else '2') + recovery[13:]
    answer = org.run(*test, input=wrong + '\n', status=2).stderr
    assert 'Group 3 of 11' in answer and wrong not in answer, answer
    org.run(*test, input='', status=2)
    org.run('key', 'recovery', 'show', status=2)
    assert org.json('log', 'list')[0]['operation'] == 'key.create'

    renewed = org.json('key', 'recovery', 'renew', input=recovery + '\n')['secrets']['recovery-key']
    assert renewed != recovery and TEXT.fullmatch(renewed)
    assert 'not the recovery key' in org.run(*test, input=recovery + '\n', status=1).stderr
    org.run(*test, input=renewed + '\n')


def test_asked_for(folder):
    """K2: at a terminal, where no keyring has the key, an operation that needs it takes the recovery key"""
    org, recovery = with_key(folder)
    org.run('user', 'add', '--username', 'anna')
    create = ('bypass-code', 'create', '--username', 'anna')
    assert 'which is not open on this computer' in org.run(*create, status=1).stderr
    seen, status = org.talk(create, ('Recovery key', recovery.lower() + '\r'))
    assert status == 0 and re.search(r'^\d{9}\r?$', seen, re.MULTILINE) and recovery.lower() not in seen, (seen, status)

    # Two secrets, one after the other.
    add = ('token', 'add', '--type', 'h6', '--serial', '77')
    seen, status = org.talk(add, ('AES key', '3132333435363738393031323334353637383930\r'), ('Recovery key', recovery + '\r'))
    assert status == 0 and '1 hardware token added' in seen, (seen, status)

    # What is wrong with it is said, and nothing is done.
    wrong = recovery[:12] + ('0' if recovery[12] != '0' else '2') + recovery[13:]
    seen, status = org.talk(create, ('Recovery key', wrong + '\r'))
    assert status != 0 and 'Group 3 of 11' in seen, (seen, status)
    assert org.talk(create, ('Recovery key', '\x03'))[1] == 130
    assert [entry['operation'] for entry in org.json('log', 'list')[:2]] == ['token.add', 'bypass-code.create']


def test_save(folder):
    """K6: saved into a new file for this person alone, and never beside the database"""
    org = practice(folder, 10)
    beside = os.path.join(folder, 'recovery.txt')
    assert 'beside the database' in org.run('key', 'create', '--save', beside, status=1).stderr
    there = org.write('papers.txt', 'mine')
    taken = elsewhere(folder, 'taken.txt')
    with open(taken, 'w') as file:
        file.write('mine')
    org.run('key', 'create', '--save', taken, status=1)
    link = elsewhere(folder, 'link.txt')
    os.symlink(there, link)
    org.run('key', 'create', '--save', link, status=1)
    assert org.json('key', 'show') == []
    assert open(taken).read() == open(there).read() == 'mine'

    path = elsewhere(folder, 'recovery.txt')
    done = org.run('key', 'create', '--save', path)
    recovery = open(path).read()
    assert TEXT.fullmatch(recovery.rstrip('\n')) and not TEXT.search(done.stdout + done.stderr)
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    org.run('key', 'recovery', 'test', input=recovery)

    # What is refused, or goes wrong, leaves no empty file.
    for words, typed in ((('key', 'create'), ''), (('key', 'recovery', 'renew'), 'nonsense\n')):
        other = elsewhere(folder, 'other.txt')
        assert org.call(*words, '--save', other, input=typed).returncode != 0
        assert not os.path.exists(other)


def test_rotate(folder):
    """K7: after a rotation, and with nothing but the first recovery key, the key opens"""
    org, recovery = with_key(folder)
    assert org.json('key', 'rotate', '--rehearse', input=recovery + '\n')['changed'] == 1
    org.run('key', 'rotate', input='', status=2)
    done = org.run('key', 'rotate', input=recovery + '\n')
    assert not TEXT.search(done.stdout), done.stdout
    first, second = org.json('key', 'show')
    assert first['ended'] > 0 and second['ended'] == 0 and second['number'] == 2
    assert second['recovery_made'] == first['recovery_made'] and second['fingerprint'] != first['fingerprint']
    org.run('key', 'recovery', 'test', input=recovery + '\n')
    org.run('log', 'verify')
    assert org.json('log', 'list')[0]['payload']['parameters'] == {'number': 2, 'master-key': 'given: yes'}


def test_export(folder):
    """K3: what a service gets goes into a pipe or a new file, is listed, and ends with the next"""
    org, recovery = with_key(folder)
    words = ('key', 'export', '--unit', 'gatehoused.service')
    credential = org.run(*words, input=recovery + '\n').stdout
    lines = dict(line.split(': ', 1) for line in credential.splitlines())
    assert lines['gatehouse-credential'] == '1' and lines['unit'] == 'gatehoused.service', lines.keys()
    assert 'ghLog___' not in credential and 'ghCheck_' not in credential
    assert all(len(lines[name]) == 64 for name in ('ghCode__', 'ghAppl__', 'ghSeed__', 'ghLook__', 'service-seed'))
    assert [key['unit'] for key in org.json('key', 'show')] == [None, 'gatehoused.service']

    org.run('key', 'export', status=2)
    beside = os.path.join(folder, 'credential')
    assert 'beside the database' in org.run(*words, '--plain', beside, input=recovery + '\n', status=1).stderr
    path = elsewhere(folder, 'credential')
    done = org.run(*words, '--plain', path, input=recovery + '\n')
    assert 'ghCode__' not in done.stdout and 'ghCode__' in open(path).read()
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    assert [key['ended'] > 0 for key in org.json('key', 'show')] == [False, True, False]
    org.run(*words, '--plain', path, input=recovery + '\n', status=1)
    for top, _, names in os.walk(folder):
        for name in names:
            if top != os.path.dirname(path):
                assert lines['ghCode__'].encode() not in org.read(os.path.join(top, name)), name


def test_rotate_with_a_service(folder):
    """K7: one export has the old and the coming sub-keys; the key is rotated once the service has it"""
    org, recovery = with_key(folder)
    org.run('key', 'export', '--unit', 'gatehoused.service', input=recovery + '\n')
    words = ('key', 'rotate', '--unit', 'gatehoused.service')
    assert org.json(*words, '--rehearse', input=recovery + '\n')['changed'] == 1
    org.run('key', 'rotate', '--plain', elsewhere(folder, 'no-unit'), status=2)
    assert 'beside the database' in org.run(*words, '--plain', os.path.join(folder, 'x'), status=1).stderr

    # Nobody said that it is loaded: the export is made, and nothing is rotated.
    for typed in ('', '\n', 'another.service\n'):
        done = org.run(*words, input=f'{recovery}\n{typed}', status=1)
        assert 'not rotated' in done.stderr and 'coming-ghCode__' in done.stdout, done.stderr
    assert [key['number'] for key in org.json('key', 'show') if key['ended'] == 0] == [1, 5]

    done = org.run(*words, input=f'{recovery}\ngatehoused.service\n')
    # Alone in the pipe; what else there is to say is for the person.
    lines = dict(line.split(': ', 1) for line in done.stdout.splitlines())
    assert list(lines)[:4] == ['gatehouse-credential', 'organisation', 'unit', 'key'], lines.keys()
    assert list(lines)[-3:] == ['service-key', 'service-seed', 'introduction'], lines.keys()
    assert (lines['key'], lines['coming-key'], lines['service-key']) == ('1', '7', '6')
    assert lines['ghCode__'] != lines['coming-ghCode__'] and len(lines['coming-ghCode__']) == 64
    assert '1 key rotated' in done.stderr, done.stderr
    assert [key['number'] for key in org.json('key', 'show') if key['ended'] == 0] == [6, 7]

    # What the next export has as the key in use is what this one had as the coming key.
    path = elsewhere(folder, 'credential')
    done = org.run(*words, '--plain', path, input=f'{recovery}\ngatehoused.service\n')
    following = dict(line.split(': ', 1) for line in open(path).read().splitlines())
    assert following['key'] == '7' and following['ghCode__'] == lines['coming-ghCode__']
    assert following['ghCode__'] not in done.stdout + done.stderr and '1 key rotated' in done.stdout
    org.run('key', 'recovery', 'test', input=recovery + '\n')
    org.run('log', 'verify')


if __name__ == '__main__':
    sys.exit(run_tests(globals()))
