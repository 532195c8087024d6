#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What gatehousectl answers: unwritable output, help, skipped records, refusals. Prints TAP.

test-ctl-answers.py GATEHOUSECTL
"""
import csv
import fcntl
import os
import re
import resource
import signal
import subprocess
import sys

from organisation import CTL, Organisation, made, practice, run_tests

# Each command with valid words; changes are rehearsed, so that each sees the same directory.
SAMPLES = {
    'practice': ['--users', '10'],
    'restore': ['{backup}', '--rehearse'],
    'backup': ['{new}'],
    'init': ['--name', 'New'],
    'job run': [],
    'job accept-clock': ['--rehearse'],
    'operations list': [],
    'users list': [],
    'users count': [],
    'users export': ['/dev/stdout'],
    'users import': ['{csv}', '--rehearse'],
    'user show': ['--username', 'anna'],
    'group list': [],
    'group members': ['--name', 'VPN'],
    'group export': ['/dev/stdout'],
    'undo': ['--rehearse'],
    'settings list': [],
    'settings set': ['--name', 'purge_limit', '--value', '50', '--rehearse'],
    'log list': [],
    'log export': ['/dev/stdout'],
    'log verify': [],
    'log checkpoint': ['--help'],
    'log apply-retention': ['--days', '30', '--rehearse'],
    'log accept-head': ['--help'],
    'key create': ['--rehearse'],
    'key show': [],
    'key rotate': ['--rehearse'],
    'key recovery': ['renew', '--rehearse'],
    'key export': ['--unit', 'gatehoused.service', '--rehearse'],
    'passcode check': ['--help'],
    'user explain': ['--username', 'anna'],
    'phone add': ['--username', 'anna', '--number', '+4722855059', '--rehearse'],
    'phone edit': ['--number', '+47 22 85 50 50 x417', '--name', 'Desk', '--rehearse'],
    'phone attach': ['--number', '+4722855050x417', '--username', 'anna', '--rehearse'],
    'phone detach': ['--number', '+4722855050x417', '--username', 'bert', '--rehearse'],
    'phone activate': ['--number', '+4722855050x417', '--rehearse'],
    'phone make-sms-passcodes': ['--number', '+4722855050x417', '--rehearse'],
    'phone delete': ['--number', '+4722855050x417', '--rehearse'],
    'bypass-code create': ['--username', 'anna', '--rehearse'],
    'bypass-code show': ['--help'],
    'bypass-code delete': ['--help'],
    'token add': ['--type', 'h6', '--serial', '1', '--rehearse'],
    'token edit': ['--serial', '77', '--new-serial', '78', '--rehearse'],
    'token set-secret': ['--serial', '77', '--rehearse'],
    'token assign': ['--username', 'anna', '--token', '77', '--rehearse'],
    'token unassign': ['--username', 'bert', '--token', '77', '--rehearse'],
    'token resync': ['--help'],
    'token delete': ['--serial', '77', '--rehearse'],
    'administrator list': [],
    'administrator export': ['/dev/stdout'],
    'administrator set-up': ['--help'],
    'administrator change-password': ['--help'],
    'administrator replace-factor': ['--help'],
    'administrator renew-codes': ['--help'],
    'administrator add': ['--name', 'Elif', '--email', 'elif@hu.example', '--role', 'owner', '--rehearse'],
    'administrator edit': ['--email', 'ingrid@hu.example', '--name', 'Ingrid Haugen', '--rehearse'],
    'administrator set-role': ['--email', 'ingrid@hu.example', '--role', 'read-only', '--rehearse'],
    'administrator disable': ['--email', 'ingrid@hu.example', '--rehearse'],
    'administrator enable': ['--help'],
    'administrator unlock': ['--help'],
    'administrator reset-password': ['--email', 'ingrid@hu.example', '--rehearse'],
    'administrator reset-factor': ['--help'],
    'administrator remove': ['--email', 'ingrid@hu.example', '--rehearse'],
    'user add': ['--username', 'new', '--rehearse'],
    'user edit': ['--username', 'anna', '--notes', 'x', '--rehearse'],
    'user set-status': ['--username', 'anna', '--status', 'bypass', '--rehearse'],
    'user trash': ['--username', 'anna', '--rehearse'],
    'user restore': ['--username', 'trashed', '--rehearse'],
    'user purge': ['--username', 'trashed', '--rehearse'],
    'user add-to-group': ['--username', 'anna', '--group', 'VPN', '--rehearse'],
    'user remove-from-group': ['--username', 'bert', '--group', 'VPN', '--rehearse'],
    'group add': ['--name', 'New', '--rehearse'],
    'group edit': ['--name', 'VPN', '--description', 'x', '--rehearse'],
    'group delete': ['--name', 'VPN', '--rehearse'],
}


def commands(org):
    """Everything in the help: the words before the options."""
    text = org.run('help').stdout
    return [match[1].strip() for match in re.finditer(r'^  ((?:[a-z][a-z-]* ?){1,2})', text, re.MULTILINE)]


def furnished(folder):
    org = made(folder)
    for name in ('anna', 'bert', 'trashed'):
        org.run('user', 'add', '--username', name)
    org.run('group', 'add', '--name', 'VPN')
    org.run('user', 'add-to-group', '--username', 'bert', '--group', 'VPN')
    org.run('phone', 'add', '--number', '22855050', '--extension', '417', '--username', 'bert', '--platform', 'android')
    org.run('administrator', 'add', '--name', 'Ingrid', '--email', 'ingrid@hu.example', '--role', 'owner')
    org.run('user', 'trash', '--username', 'trashed')
    org.run('users', 'import', org.write('token.csv', 'username,token1,type1\nbert,77,h6\n'))
    org.run('backup', os.path.join(folder, 'backup.db'))
    practice(folder, 10, 'without-key.db')
    org.write('in.csv', 'username\nnew\n')
    return org


def words_of(org, command, number):
    """A sample with its files filled in; @number keeps new files apart."""
    places = {'backup': os.path.join(org.folder, 'backup.db'), 'csv': os.path.join(org.folder, 'in.csv'),
              'new': os.path.join(org.folder, f'new{number}.db')}
    words = command.split() + [word.format(**places) for word in SAMPLES[command]]
    if command == 'key create':
        return words + ['--database', os.path.join(org.folder, 'without-key.db')]
    return words + (['--database', places['new']] if command in ('init', 'practice') else [])


def closed_pipe():
    reading, writing = os.pipe()
    os.close(reading)
    return os.fdopen(writing, 'wb', 0)


def start(org, words, stdout, **more):
    database = [] if '--database' in words else ['--database', org.path]
    if words[0] == 'key':
        more['input'] = org.recovery + '\n'
    return subprocess.run([CTL, *database, *words], env=org.env, stdout=stdout, stderr=subprocess.PIPE, text=True, **more)


def close_stdout():
    os.close(1)


def ignore_sigpipe():
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)


def test_samples_are_all(folder):
    """C4: the table above has every command, of the register and the fixed ones"""
    assert sorted(commands(made(folder))) == sorted(SAMPLES)


def test_full_output(folder):
    """C4: output to a full disk is exit 1 with the reason, for every command and each of its formats"""
    org = furnished(folder)
    for number, command in enumerate(SAMPLES):
        # A change answers in text or JSON, lists in CSV too.
        for style in ('text', 'json') if '--rehearse' in SAMPLES[command] else ('text', 'csv', 'json'):
            with open('/dev/full', 'wb') as full:
                done = start(org, [*words_of(org, command, f'{number}{style}'), '--format', style], full)
            if command == 'backup' and style != 'text':
                # Nothing to print, so nothing is lost.
                assert done.returncode == 0, (command, style, done.stderr)
            else:
                assert done.returncode == 1, (command, style, done.returncode, done.stderr)
                assert 'No space left on device' in done.stderr, (command, style, done.stderr)


def test_no_output(folder):
    """C4: a closed stdout is exit 1 with the reason, of every command"""
    org = furnished(folder)
    for number, command in enumerate(SAMPLES):
        done = start(org, words_of(org, command, f'{number}c'), None, preexec_fn=close_stdout)
        assert done.returncode == 1 and 'Bad file descriptor' in done.stderr, (command, done.returncode, done.stderr)
    assert org.run('log', 'verify').stderr == ''


def test_no_reader(folder):
    """C4: so is a pipe without a reader if SIGPIPE is ignored, for each way of writing"""
    org = furnished(folder)
    for words in (['users', 'list'], ['users', 'list', '--format', 'csv'], ['users', 'count', '--format', 'json'],
                  ['log', 'list'], ['log', 'export', '/dev/stdout'], ['user', 'show', '--username', 'anna'],
                  ['user', 'trash', '--username', 'anna', '--rehearse'], ['log', 'verify'], ['help']):
        with closed_pipe() as pipe:
            done = start(org, words, pipe, restore_signals=False, preexec_fn=ignore_sigpipe)
        assert done.returncode == 1 and 'Broken pipe' in done.stderr, (words, done.returncode, done.stderr)


def test_help_output(folder):
    """C4: and help that cannot be written"""
    org = Organisation(folder)
    for words in (['help'], ['--help'], ['help', 'users'], ['user', 'trash', '--help']):
        with open('/dev/full', 'wb') as full:
            done = start(org, words, full)
        assert done.returncode == 1 and 'No space left' in done.stderr, (words, done)


def test_sigpipe(folder):
    """C4: a reader that has read enough ends the program silently"""
    org = practice(folder)
    for words in (['users', 'list'], ['users', 'list', '--format', 'csv'], ['log', 'list'], ['help']):
        with closed_pipe() as pipe:
            done = start(org, words, pipe)
        assert done.returncode == -signal.SIGPIPE and done.stderr == '', (words, done)


def test_closed_streams_are_not_the_database(folder):
    """C4: with all three streams closed nothing is written to the files"""
    org = furnished(folder)

    def close_all():
        for fd in (0, 1, 2):
            os.close(fd)

    for words in (['users', 'list'], ['user', 'edit', '--username', 'anna', '--notes', 'y'], ['log', 'list']):
        done = subprocess.run([CTL, '--database', org.path, *words], env=org.env, preexec_fn=close_all)
        assert done.returncode == 1, words
    assert org.json('users', 'list', '--query', 'notes:y')[0]['username'] == 'anna'
    org.run('log', 'verify')


def test_report_to_a_full_disk(folder):
    """C4, R3: a report without disk space is exit 1; the old one stays, and nothing lies beside it"""
    org = practice(folder, 1000)

    def no_room():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (40000, 40000))

    for name, words in (('a.csv', ['users', 'export']), ('a.json', ['users', 'export']), ('b.csv', ['users', 'export', '--exact'])):
        path = org.write(name, 'before')
        done = start(org, [*words[:2], path, *words[2:]], subprocess.PIPE, restore_signals=False, preexec_fn=no_room)
        assert done.returncode == 1 and 'File too large' in done.stderr and path in done.stderr, (name, done)
        assert org.read(path) == b'before'
    assert not [name for name in os.listdir(folder) if name.startswith('.')]


def test_help(folder):
    """C4: NOUN VERB --help, NOUN --help and help NOUN help"""
    org = Organisation(folder)
    for command in SAMPLES:
        noun, *verb = command.split()
        done = org.run(noun, *verb, '--help')
        assert done.stderr == '' and f'  {command} ' in done.stdout, (command, done)
        assert len(re.findall('^  [a-z]', done.stdout, re.MULTILINE)) == 1, (command, done.stdout)
    for noun in sorted({command.split()[0] for command in SAMPLES}):
        done = org.run(noun, '--help')
        found = re.findall(r'^  ([a-z][a-z-]*(?: [a-z][a-z-]*)?)', done.stdout, re.MULTILINE)
        assert sorted(found) == sorted(c for c in SAMPLES if c.split()[0] == noun), (noun, done.stdout)
        assert org.run('help', noun).stdout == done.stdout
    for words in (['help', 'user', 'trash'], ['user', 'trash', '-h'], ['user', 'trash', '--format', 'json', '--help']):
        assert org.run(*words).stdout == org.run('user', 'trash', '--help').stdout, words
    assert '--until' in org.run('user', 'set-status', '--help').stdout
    assert org.run('help').stdout == org.run('--help').stdout == org.run('--database', 'x', '--help').stdout
    for words in (['help', 'nonsense'], ['nonsense', '--help'], ['user', 'dance', '--help'], ['help', 'user', 'dance']):
        done = org.run(*words, status=2)
        assert 'There is no command' in done.stderr and done.stdout == '', words
    done = org.run(status=2)
    assert done.stdout == '' and 'Usage' in done.stderr
    assert not os.path.exists(org.path)


def test_target_options(folder):
    """C4: help and errors name the options that choose records, for each kind of record"""
    org = furnished(folder)
    checked = 0
    for operation in org.json('operations', 'list'):
        words = operation['name'].split('.')
        if ' '.join(words) not in SAMPLES or operation['target'] is None:
            continue
        name = {'user': '--username', 'group': '--name', 'phone': '--number', 'token': '--serial',
                'bypass-code': None, 'administrator': '--email'}[operation['target']]
        what = {'bypass-code': 'bypass code', 'token': 'hardware token'}.get(operation['target'], operation['target'])
        usage = (f'{name} NAME | ' if name else '') + '--id ID… | --ids-from FILE'
        if operation['target'] == 'user':
            usage += ' | --query QUERY'
        assert f'  {" ".join(words)} {usage}' in org.run(*words, '--help').stdout, words
        required = [word for p in operation['parameters'] if p['required'] and not p['secret'] for word in ('--' + p['name'], '1')]
        done = org.run(*words, *required, status=2)
        assert done.stderr == f'“{operation["name"]}” needs one of these: {usage}\n', done
        if name:
            done = org.run(*words, *required, name, 'nobody', status=1, input='x\n')
            assert done.stderr.startswith(f'There is no {what} “nobody”'), done
        key = 'DX' + 18 * '0'
        done = org.run(*words, *required, '--id', key, status=1, input='x\n')
        assert done.stderr == f'There is no {what} with the ID “{key}”.\n', done
        if operation['target'] in ('group', 'phone'):
            done = org.run(*words, *required, '--query', 'x', status=2)
            assert done.stderr == f'“{operation["name"]}” works on names and IDs, not on a query.\n', done
        checked += 1
    assert checked >= 9, checked


def test_given_twice(folder):
    """O2: of an option that is given twice neither is taken"""
    org = furnished(folder)
    for words in (['user', 'set-status', '--username', 'anna', '--username', 'bert', '--status', 'disabled'],
                  ['user', 'trash', '--query', 'username:anna', '--query=username:bert'],
                  ['user', 'edit', '--username', 'anna', '--notes', 'x', '--notes', 'y'],
                  ['users', 'list', '--limit', '1', '--limit', '2'], ['users', 'count', '--format', 'json', '--format', 'csv']):
        assert 'is given twice' in org.run(*words, status=2).stderr, words
    assert 'needs a value' in org.run('user', 'edit', '--username', 'anna', '--notes', '--notes', status=2).stderr
    org.run('user', 'edit', '--username', 'anna', '--notes=--notes')
    assert org.json('users', 'list', '--query', 'username:anna')[0]['notes'] == '--notes'


def test_what_is_not_rehearsed(folder):
    """O3: a command that rehearses nothing says so, before it does anything"""
    org = furnished(folder)
    target = os.path.join(folder, 'not-written')
    for words in (['job', 'run'], ['passcode', 'check', '--username', 'anna'], ['backup', target],
                  ['users', 'export', target], ['log', 'checkpoint', '--save', target], ['init', '--name', 'x']):
        for option in (['--rehearse'], ['--skipped', target]):
            done = org.run(*words, *option, status=2)
            assert f'takes no {option[0]}' in done.stderr and not os.path.exists(target), (words, done)
    assert org.json('users', 'count')['total'] == 2


def test_what_cannot_be_answered(folder):
    """C4: nothing is changed where its answer has no place, or not the form that was asked for"""
    org = furnished(folder)
    for words in (['--skipped', ''], ['--skipped', f'{folder}/'], ['--skipped', folder], ['--format', 'csv']):
        done = org.run('user', 'set-status', '--username', 'anna', '--status', 'disabled', *words,
                       status=1 if words[0] == '--skipped' else 2)
        assert done.stderr and org.json('users', 'list', '--query', 'username:anna')[0]['status'] == 'active', words
    assert 'csv is for lists' in done.stderr, done.stderr


def test_what_was_undone(folder):
    """O5: an undo without a number says which entry it was"""
    org = furnished(folder)
    entry = org.json('user', 'edit', '--username', 'anna', '--notes', 'x')['entry']
    said = org.run('undo').stdout
    assert f'1 put back as it was (entry {entry + 1})\nIt is about entry {entry}, user.edit.\n' in said, said


def test_empty_queries(folder):
    """Q9: an operation refuses a query without a term; a list takes it as everybody"""
    org = practice(folder, 50)
    everybody = org.json('users', 'count')['total']
    for query in ('', ' ', '\t', '\n', ' \t\r\n '):
        for words in (['trash'], ['set-status', '--status', 'bypass'], ['edit', '--notes', 'x'], ['purge'],
                      ['add-to-group', '--group', 'VPN'], ['remove-from-group', '--group', 'VPN'], ['restore']):
            done = org.run('user', *words, '--query', query, status=1)
            assert 'username:*' in done.stderr and 'Nothing was changed' in done.stderr, (words, done.stderr)
            refused = org.json('user', *words, '--query', query, '--rehearse', status=1)
            assert refused['skipped'][0]['reason'] == 'empty-query' and refused['selected'] == 0, refused
        assert len(org.json('users', 'list', '--query', query)) == everybody
        assert org.json('users', 'count', '--query', query)['count'] == everybody
    assert len(org.json('log', 'list')) == 2
    assert org.json('user', 'trash', '--query', 'username:*', '--rehearse')['selected'] == everybody


def test_skipped_are_named(folder):
    """C4: text answers name the first ten that an operation skipped, with the reason, and count the rest"""
    org = made(folder)
    org.run('users', 'import', org.write('in.csv', 'username,status,group1\n' +
                                         ''.join(f'u{i:02},disabled,VPN\n' for i in range(25)) + 'anna,active,\n'),
            '--create-groups')
    first = ', '.join(f'u{i:02}' for i in range(10))
    for words, changed, skipped in ((['set-status', '--status', 'disabled'], 1, 25),
                                    (['add-to-group', '--group', 'VPN'], 1, 25)):
        for more in (['--rehearse'], []):
            done = org.run('user', *words, '--query', 'username:*', *more)
            assert f'{skipped} skipped: Already' in done.stdout, done.stdout
            assert f'  {first}, and {skipped - 10} more\n' in done.stdout, done.stdout
        org.run('undo')
    done = org.run('user', 'set-status', '--query', 'u0', '--status', 'disabled', status=1)
    assert f'  {first}\n' in done.stderr and 'more' not in done.stderr, done.stderr
    done = org.run('user', 'remove-from-group', '--username', 'anna', '--group', 'VPN', status=1)
    assert '1 skipped: Not in the group.\n  anna\n' in done.stderr, done.stderr


def test_undo_names_who_stays(folder):
    """C4, J3: the answer of an undo names who stays, and why"""
    org = made(folder)
    for name in ('anna', 'bert', 'cleo'):
        org.run('user', 'add', '--username', name)
    entry = org.json('user', 'set-status', '--query', 'username:*', '--status', 'bypass')['entry']
    org.run('user', 'edit', '--username', 'bert', '--notes', 'x')
    done = org.run('undo', str(entry))
    assert 'Edited since' in done.stdout and '\n  bert\n' in done.stdout, done.stdout


def test_import_undo_names_who_stays(folder):
    """C4, J3: so does an import's undo: users by name, and groups that others have joined or that are gone"""
    org = made(folder)
    entry = org.json('users', 'import', org.write('in.csv', 'username,group1\nanna,VPN\nbert,VPN\ncleo,Exam\ndora,Lab\n' +
                                                  ''.join(f'u{i:02},\n' for i in range(12))),
                     '--create-groups')['entry']
    org.run('user', 'add', '--username', 'eric')
    org.run('user', 'add-to-group', '--username', 'eric', '--group', 'Lab')
    org.run('group', 'delete', '--name', 'VPN')
    org.run('user', 'edit', '--query', 'u', '--notes', 'x')
    for more in (['--rehearse'], []):
        answer = org.run('undo', str(entry), *more).stdout
        groups, = re.findall(r'2 skipped: Edited since, so it stays as it is.\n  (\w+, \w+)\n', answer)
        assert sorted(groups.split(', ')) == ['Lab', 'VPN'], answer
        assert '14 skipped: Edited since, so it stays as it is.\n  anna, bert, u00, ' in answer, answer
        assert ', u07, and 4 more\n' in answer, answer
    assert [user['username'] for user in org.json('users', 'list', '--query', '-u')] == ['anna', 'bert', 'eric']

    # More than ten groups that are gone.
    entry = org.json('users', 'import', org.write('in.csv', 'username,' + ','.join(f'group{i}' for i in range(1, 13)) +
                                                  '\nfred,' + ','.join(f'G{i:02}' for i in range(1, 13)) + '\n'),
                     '--create-groups')['entry']
    for i in range(1, 13):
        org.run('group', 'delete', '--name', f'G{i:02}')
    answer = org.run('undo', str(entry), status=1).stderr
    assert '12 skipped: Edited since' in answer, answer
    assert re.search(r'\n  G\d\d(, G\d\d){9}, and 2 more\n', answer), answer


def test_restore_names_the_deleted_group(folder):
    """C4: one who returns from the Trash without a group is named with it; of many the first ten, the rest counted"""
    org = made(folder)
    org.run('users', 'import', org.write('in.csv', 'username,group1,group2\nanna,VPN,Exam\nbert,Exam,\ncleo,Lab,\n' +
                                         ''.join(f'u{i:02},Old,\n' for i in range(13))), '--create-groups')
    org.run('user', 'trash', '--query', 'username:*')
    for group in ('VPN', 'Exam', 'Old'):
        org.run('group', 'delete', '--name', group)
    for more in (['--rehearse'], []):
        answer = org.run('user', 'restore', '--username', 'anna', *more).stdout
        assert '1 user is no longer in a group that was deleted meanwhile.\n  anna (Exam, VPN)\n' in answer, answer
    answer = org.run('user', 'restore', '--query', 'bert', '--previous-status').stdout
    assert 'deleted meanwhile.\n  bert (Exam)\n' in answer, answer
    answer = org.run('user', 'restore', '--username', 'cleo').stdout
    assert 'deleted meanwhile' not in answer and 'cleo' not in answer, answer
    answer = org.run('user', 'restore', '--query', 'u').stdout
    names = ', '.join(f'u{i:02} (Old)' for i in range(10))
    assert f'13 users are no longer in groups that were deleted meanwhile.\n  {names}, and 3 more\n' in answer, answer
    also = org.json('undo')['also']
    assert all(set(consequence) == {'what', 'count'} for consequence in also), also

    # An undone deletion took nothing away.
    org.run('group', 'add', '--name', 'New')
    org.run('user', 'add-to-group', '--username', 'cleo', '--group', 'New')
    org.run('user', 'trash', '--username', 'cleo')
    org.run('group', 'delete', '--name', 'New')
    org.run('undo')
    answer = org.run('user', 'restore', '--username', 'cleo').stdout
    assert 'deleted meanwhile' not in answer, answer


def test_undo_names_the_deleted_group(folder):
    """C4, J3: a user who cannot rejoin a group that is gone is named with it"""
    org = made(folder)
    org.run('users', 'import', org.write('in.csv', 'username,group1,group2\nanna,VPN,Exam\nbert,Exam,\ncleo,Lab,\n'),
            '--create-groups')
    entry = org.json('user', 'remove-from-group', '--query', 'username:*', '--group', 'Exam')['entry']
    one = org.json('user', 'remove-from-group', '--username', 'cleo', '--group', 'Lab')['entry']
    org.run('group', 'delete', '--name', 'Exam')
    org.run('group', 'delete', '--name', 'Lab')
    answer = org.run('undo', str(one), status=1).stderr
    assert '1 skipped: What it belonged to is gone.\n  cleo (Lab)\n' in answer, answer
    answer = org.run('undo', str(entry), status=1).stderr
    assert '2 skipped: What it belonged to is gone.\n  anna (Exam), bert (Exam)\n' in answer, answer
    # Once it is back nothing is in the way.
    org.run('undo', str(org.json('log', 'list', '--query', 'operation:group.delete')[1]['entry']))
    assert '2 put back' in org.run('undo', str(entry)).stdout


def test_skipped_are_saved(folder):
    """C4: --skipped FILE.csv saves all of them, for any operation"""
    org = made(folder)
    org.run('users', 'import', org.write('in.csv', 'username,status,group1\n' +
                                         ''.join(f'u{i:03},disabled,VPN\n' for i in range(150)) + 'anna,active,\n'),
            '--create-groups')
    saved = os.path.join(folder, 'skipped.csv')

    def rows(*words, status=0):
        org.run(*words, '--skipped', saved, status=status)
        assert os.stat(saved).st_mode & 0o777 == 0o600
        with open(saved, encoding='utf-8-sig', newline='') as file:
            return list(csv.DictReader(file))

    for words, count in ((['user', 'set-status', '--query', 'username:*', '--status', 'disabled', '--rehearse'], 150),
                         (['user', 'add-to-group', '--query', 'username:*', '--group', 'VPN'], 150),
                         (['undo'], 0),
                         (['user', 'trash', '--query', 'u00'], 0),
                         (['user', 'restore', '--query', 'u00'], 0)):
        found = rows(*words)
        assert len(found) == count, (words, len(found))
        assert {row['result'] for row in found} <= {'skipped'} and all(row['reason'].endswith('.') for row in found)
    found = rows('user', 'set-status', '--query', 'u', '--status', 'disabled', status=1)
    assert [row['name'] for row in found] == [f'u{i:03}' for i in range(150)]
    keys = {user['username']: user['user_id'] for user in org.json('users', 'list')}
    assert all(row['key'] == keys[row['name']] and row['kind'] == 'user' for row in found)
    found = rows('users', 'import', org.write('bad.csv', 'username,status\nu000,banned\nanna,bypass\n'), '--valid-only')
    assert [(row['kind'], row['key']) for row in found] == [('line', '2')], found

    # An unwritable target is detected before anything is changed.
    before = org.json('users', 'list')
    done = org.run('user', 'trash', '--username', 'anna', '--skipped', os.path.join(folder, 'no', 'x.csv'), status=1)
    assert 'No such file' in done.stderr and org.json('users', 'list') == before
    with open('/dev/full', 'wb') as full:
        done = start(org, ['user', 'set-status', '--query', 'u', '--status', 'disabled', '--skipped', '/dev/stdout'], full)
    assert done.returncode == 1 and 'No space left' in done.stderr


def test_dates(folder):
    """S9: non-existent, out of range, past and not a date are told apart"""
    org = made(folder)
    org.run('user', 'add', '--username', 'anna')
    cases = (('2026-02-29', 'no such date'), ('2027-04-31', 'no such date'), ('2027-13-01', 'no such date'),
             ('2027-01-01T24:00:00Z', 'no such date'), ('0000-01-01', 'years 1 to 9999'),
             ('12027-01-01', 'years 1 to 9999'), ('2020-01-01', 'has passed'), ('2020-01-01T00:00:00Z', 'has passed'),
             ('soon', 'is written'), ('1.12.2027', 'is written'), ('2027-12', 'is written'))
    for date, says in cases:
        done = org.run('user', 'set-status', '--username', 'anna', '--status', 'bypass', '--until', date, status=1)
        assert says in done.stderr, (date, done.stderr)
        if says != 'has passed':
            done = org.run('users', 'import', org.write('in.csv', f'username,status,status_until\nbert,bypass,{date}\n'),
                           status=1)
            assert says in done.stderr and f'“{date}”' in done.stderr, (date, done.stderr)
    for query, says in (('until:2026-02-29', 'the calendar has no 2026-02-29'), ('created:2026-13', 'no 2026-13'),
                        ('purge:>12027-01-01', 'not in the years'), ('login:2027-02..2027-01', 'lies behind')):
        done = org.run('users', 'list', '--query', query, status=2)
        assert says in done.stderr, (query, done.stderr)
    other = Organisation(folder, 'other.db')
    assert 'no such date' in other.run('practice', '--users', '1', '--today', '2026-02-30', status=2).stderr
    assert not os.path.exists(other.path)


def test_show_is_local(folder):
    """S9: user show gives the organisation's time and zone"""
    org = made(folder)
    org.run('users', 'import', org.write('in.csv', 'username,status,status_until\n'
                                         'anna,bypass,2037-03-14\nbert,bypass,2037-07-14T10:30:00Z\ncleo,bypass,\n'))
    shown = org.run('user', 'show', '--username', 'anna').stdout
    assert re.search(r'^Bypass until +the end of 2037-03-14 \(Europe/Oslo\)$', shown, re.MULTILINE), shown
    assert re.search(r'^Created +\d{4}-\d\d-\d\d \d\d:\d\d:\d\d CES?T \(Europe/Oslo\)$', shown, re.MULTILINE), shown
    assert re.search(r'^Last login +never$', shown, re.MULTILINE), shown
    shown = org.run('user', 'show', '--username', 'bert').stdout
    assert re.search(r'^Bypass until +2037-07-14 12:30:00 CEST \(Europe/Oslo\)$', shown, re.MULTILINE), shown
    assert 'Bypass until' not in org.run('user', 'show', '--username', 'cleo').stdout
    assert [user['username'] for user in org.json('users', 'list', '--query', 'until:2037-03-14')] == ['anna']
    assert [user['username'] for user in org.json('users', 'list', '--query', 'until:2037-07')] == ['bert']
    org.run('user', 'trash', '--username', 'anna')
    assert re.search(r'^Deleted for good .*\(Europe/Oslo\)$', org.run('user', 'show', '--username', 'anna').stdout,
                     re.MULTILINE)


def test_cancelled_read(folder):
    """C: Ctrl+C during a read says that, and exits with 130; there was nothing to change"""
    org = practice(folder, 3000)
    # A slow reader: the list waits in a full pipe while it is cancelled.
    for _ in range(50):
        process = subprocess.Popen([CTL, '--database', org.path, 'users', 'list'], env=org.env,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        fcntl.fcntl(process.stdout, fcntl.F_SETPIPE_SZ, 4096)
        process.stdout.read(1)
        process.send_signal(signal.SIGINT)
        _, stderr = process.communicate()
        if process.returncode != 0:
            break
    assert process.returncode == 130, (process.returncode, stderr)
    assert stderr == b'Cancelled.\n', stderr


if __name__ == '__main__':
    sys.exit(run_tests(globals()))
