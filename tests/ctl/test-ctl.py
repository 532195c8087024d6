#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""gatehousectl from outside, as a script uses it. Prints TAP.

test-ctl.py GATEHOUSECTL
"""
import contextlib
import csv
import io
import json
import os
import pty
import re
import signal
import sqlite3
import subprocess
import sys
import threading

from organisation import CTL, Organisation, made, practice, run_tests


def test_exit_codes(folder):
    """C"""
    org = made(folder)
    org.run('user', 'add', '--username', 'anna')
    done = org.run('user', 'add', '--username', 'ANNA', status=1)
    assert 'taken' in done.stderr and 'anna' in done.stderr, done.stderr
    for words in (['nonsense'], ['user', 'dance'], ['user', 'add'], ['user', 'add', '--colour', 'red'],
                  ['users', 'list', '--query', 'login:soon'], ['users', 'list', '--limit', '-1'],
                  ['users', 'list', '--sort', 'shoe-size'], ['users', 'list', '--format', 'xml'],
                  ['undo', 'everything'], ['users', 'export'], ['init']):
        done = org.run(*words, status=2)
        assert done.stderr.strip(), words
        assert done.stdout == '', words
    org.run('init', '--name', 'Again', status=1)
    org.run('user', 'trash', '--username', 'nobody', status=1)
    assert 'new.db' in Organisation(folder, 'new.db').run('users', 'list', status=1).stderr


def test_result_json(folder):
    """C1"""
    org = made(folder)
    rehearsed = org.json('user', 'add', '--username', 'anna', '--rehearse')
    assert rehearsed['entry'] is None and rehearsed['rehearsed'] is True and rehearsed['changed'] == 1
    done = org.json('user', 'add', '--username', 'anna')
    assert list(done)[:7] == ['operation', 'entry', 'rehearsed', 'selected', 'changed', 'skipped', 'also'], done
    assert done['operation'] == 'user.add' and done['entry'] == 3 and done['rehearsed'] is False
    refused = org.json('user', 'add', '--username', 'anna', status=1)
    assert refused['entry'] is None and refused['changed'] == 0
    assert refused['skipped'][0]['reason'] == 'name-taken' and 'anna' in refused['skipped'][0]['text']


def test_default_place(folder):
    """C: without --database the organisation is in the user's data folder, closed to others (X2)"""
    org = Organisation(folder)
    done = subprocess.run([CTL, 'init', '--name', 'Mine'], env=org.env, capture_output=True, text=True, umask=0)
    assert done.returncode == 0, done.stderr
    path = os.path.join(folder, 'data', 'gatehouse', 'organisation.db')
    assert os.stat(path).st_mode & 0o777 == 0o600
    assert os.stat(path + '-events').st_mode & 0o777 == 0o600
    assert os.stat(os.path.dirname(path)).st_mode & 0o777 == 0o700
    done = subprocess.run([CTL, 'users', 'count'], env=org.env, capture_output=True, text=True)
    assert done.returncode == 0


def test_forgotten_value(folder):
    """C: a forgotten value does not take the option behind it, least of all the organisation that is meant"""
    org = Organisation(folder)
    for words in (['init', '--name', 'Default'], ['--database', org.path, 'init', '--name', 'Meant']):
        subprocess.run([CTL, *words], env=org.env, check=True, capture_output=True)
    for words in (['--database', org.path, 'users', 'export', '--query'],
                  ['--database=' + org.path, 'user', 'add', '--username'],
                  ['--format', 'json', 'users', 'list', '--query'],
                  ['users', 'list', '--sort', '--query', 'x', '--database', org.path],
                  ['user', 'add', '--username', '--rehearse']):
        done = subprocess.run([CTL, *words], env=org.env, capture_output=True, text=True)
        assert done.returncode == 2 and 'needs a value' in done.stderr, (words, done.stderr)
    assert not org.json('users', 'list')
    org.run('user', 'add', '--username=--database')
    assert len(org.json('users', 'list')) == 1


def test_no_report_over_a_database(folder):
    """R3: whatever is saved, no organisation is written over, nor SQLite's files beside one"""
    org = made(folder)
    org.run('user', 'add', '--username', 'anna')
    other = Organisation(folder, 'other.db')
    other.run('init', '--name', 'Other')
    with sqlite3.connect(org.path) as open_file:
        open_file.execute('SELECT count (*) FROM users').fetchone()
        targets = [org.path, org.path + '-events', org.path + '-wal', org.path + '-shm', other.path]
        link = os.path.join(folder, 'link.csv')
        os.symlink(org.path, link)
        before = {path: os.stat(path).st_ino for path in targets}
        for target in [*targets, link]:
            for words in (['users', 'export', target], ['log', 'export', target], ['log', 'checkpoint', '--save', target],
                          ['user', 'trash', '--username', 'anna', '--skipped', target],
                          ['user', 'trash', '--username', 'anna', '--skipped', target, '--rehearse']):
                done = org.run(*words, status=1)
                assert 'belongs to a database' in done.stderr, (words, done.stderr)
        assert before == {path: os.stat(path).st_ino for path in targets}
    open_file.close()
    assert len(org.json('users', 'list')) == 1
    org.run('log', 'verify')


def test_operations_list(folder):
    """O1: the register"""
    names = [operation['name'] for operation in made(folder).json('operations', 'list')]
    assert 'user.add' in names and 'user.import' in names and 'log.undo' in names
    assert len(names) == len(set(names))


def test_same_users_everywhere(folder):
    """U6: the list, its count, its CSV and its JSON name the same users in the same order"""
    org = practice(folder)
    for query in ('', 'status:bypass', 'berg', 'phones:0 -login:never', 'group:vpn', 'is:inactive is:managed'):
        for sort in ('username', 'realname:desc', 'login', 'phones:desc', 'status'):
            view = ['--query', query, '--sort', sort]
            from_list = [user['username'] for user in org.json('users', 'list', *view)]
            safe, exact, objects = (os.path.join(folder, name) for name in ('a.csv', 'b.csv', 'c.json'))
            org.run('users', 'export', safe, *view)
            org.run('users', 'export', exact, *view, '--exact')
            org.run('users', 'export', objects, *view)
            with open(safe, encoding='utf-8-sig', newline='') as file:
                from_safe = [row['username'] for row in csv.DictReader(file)]
            with open(exact, encoding='utf-8', newline='') as file:
                from_exact = [row['username'] for row in csv.DictReader(file)]
            with open(objects, encoding='utf-8') as file:
                from_json = [user['username'] for user in json.load(file)]
            count = org.json('users', 'count', '--query', query)['count']
            # The practice directory has no usernames that a spreadsheet takes for a formula.
            assert from_list == from_safe == from_exact == from_json, (query, sort)
            assert len(from_list) == count, (query, sort)


def test_exact_round_trip(folder):
    """R2: export, import into an empty directory, export: the same bytes"""
    org = practice(folder, 1500)
    first, second = os.path.join(folder, 'first.csv'), os.path.join(folder, 'second.csv')
    org.run('users', 'export', first, '--exact')
    empty = Organisation(folder, 'empty.db')
    empty.run('init', '--name', 'Empty', '--time-zone', 'Europe/Oslo')
    empty.run('users', 'import', first, '--create-groups')
    empty.run('users', 'export', second, '--exact')
    assert org.read(first) == org.read(second)


def switch_identity_proofing(org, is_on):
    with contextlib.closing(sqlite3.connect(org.path)) as db, db:
        db.execute("UPDATE settings SET value = ? WHERE key = 'identity_proofing'", (is_on,))


def test_names(folder):
    """U7: first and last names, while identity_proofing is on"""
    org = made(folder)
    org.run('user', 'add', '--username', 'anna')
    assert 'no-identity-proofing' in json.dumps(org.json('user', 'edit', '--username', 'anna', '--first-name', 'A', status=1))
    org.run('users', 'list', '--sort', 'lastname', status=2)
    assert org.json('users', 'list', '--query', 'lastname:*') == []

    switch_identity_proofing(org, True)
    org.run('user', 'edit', '--username', 'anna', '--first-name', 'Åsa', '--last-name', 'Berg')
    for words in (['--query', 'firstname:asa'], ['--query', 'berg'], ['--sort', 'lastname:desc']):
        found, = org.json('users', 'list', *words)
        assert (found['firstname'], found['lastname']) == ('Åsa', 'Berg'), words
        assert 'anna' in org.run('users', 'list', *words).stdout, words
    assert org.json('users', 'count', '--query', 'lastname:=berg') == {'count': 1}
    shown = org.run('user', 'show', '--username', 'anna').stdout
    assert 'First name' in shown and 'Åsa' in shown and 'Berg' in shown, shown

    switch_identity_proofing(org, False)
    found, = org.json('users', 'list')
    assert (found['firstname'], found['lastname']) == ('', ''), found
    assert 'Berg' not in org.run('user', 'show', '--username', 'anna').stdout
    assert 'firstname' not in org.run('users', 'list', '--format', 'csv').stdout


NASTY = ["=1+1", "+1", "-1", "@x", "'=1", "''=1", "'", "' =", "\ttab", "＝full", "'＠", "a\"b", "a,b;c", "two\nlines",
         "+47 22", "+47 22 x5", "'+47 22", "a;=1", "a;'=1", "a;''=1;-2", "=1\t@2", "a;\t+", " blank ", "é", "+", "++", "x=1", "1e5", "\"", "'\"="]


def test_safe_round_trip(folder):
    """R6: both kinds of file import to the same values"""
    org = made(folder)
    rows = ''.join('u%d,"%s"\r\n' % (i, ("'" if i % 2 else '') + text.replace('"', '""'))
                   for i, text in enumerate(NASTY))
    org.run('users', 'import', org.write('nasty.csv', 'username,notes\r\n' + rows))
    values = {user['username']: user['notes'] for user in org.json('users', 'list')}
    for number, kind in enumerate(([], ['--exact'])):
        path = os.path.join(folder, f'{number}.csv')
        org.run('users', 'export', path, *kind)
        other = Organisation(folder, f'{number}.db')
        other.run('init', '--name', 'Other', '--time-zone', 'UTC')
        other.run('users', 'import', path)
        assert {user['username']: user['notes'] for user in other.json('users', 'list')} == values


def test_safe_cells(folder):
    """R6: no cell of a safe file begins a formula, phone numbers stay"""
    org = made(folder)
    org.run('users', 'import', org.write('in.csv', 'username,realname,phone1,platform1\r\n-x,=cmd|calc,+4722855050,mobile\r\n'))
    path = os.path.join(folder, 'safe.csv')
    org.run('users', 'export', path)
    text = org.read(path).decode('utf-8')
    assert text.startswith('\ufeff')
    row = text.split('\r\n')[1].split(',')
    assert row[0] == "'-x" and row[1] == "'=cmd|calc", row
    assert '+4722855050' in row
    exact = os.path.join(folder, 'exact.csv')
    org.run('users', 'export', exact, '--exact')
    assert org.read(exact).decode('utf-8').split('\r\n')[1].startswith('-x,=cmd|calc')


def test_export_to_a_stream(folder):
    """R3: a stream is written directly, a file replaced only when complete"""
    org = practice(folder, 20)
    done = org.run('users', 'export', '/dev/stdout', '--exact')
    assert done.stdout.startswith('username,realname,alias1') and len(list(csv.reader(io.StringIO(done.stdout, newline='')))) == 21
    path = os.path.join(folder, 'users.csv')
    org.run('users', 'export', path)
    assert os.stat(path).st_mode & 0o777 == 0o600
    before = org.read(path)
    done = org.run('users', 'export', os.path.join(folder, 'no', 'such', 'folder.csv'), status=1)
    assert 'No such file' in done.stderr
    full = org.call('users', 'export', '/dev/full')
    assert full.returncode == 1 and 'space' in full.stderr.lower(), full.stderr
    assert org.read(path) == before
    assert not [name for name in os.listdir(folder) if name.startswith('.users')]


def test_bad_csv(folder):
    """X, R7: each with its line, column, value and reason, and nothing written"""
    org = made(folder)
    org.run('user', 'add', '--username', 'held')
    before = org.json('users', 'list')
    cases = [
        ('username,shoe\na,b\n', 'shoe'),
        ('realname\na\n', 'username'),
        ('username,username\na,b\n', 'username'),
        ('username,alias9\na,b\n', 'alias9'),
        ('', 'username'),
        ('username,status\na,banned\n', 'Line 2, column status, “banned”'),
        ('username,group1\na,Nowhere\n', 'Line 2, column group1, “Nowhere”'),
        ('username\na\n\nb\nA\n', 'Line 5, column username, “A”'),
        ('username,alias1\na,x\nb,X\n', 'Line 3, column alias1, “X”'),
        ('username,alias1\na,Held\n', 'Line 2, column alias1, “Held”'),
        ('username,alias1\na,A\n', 'Line 2, column alias1'),
        ('username,email\na,not an address\n', 'Line 2, column email, “not an address”'),
        ('username,email\na,a@ex..test\n', 'two dots in a row'),
        ('username,phone1\na,0815 hello\n', 'Line 2, column phone1, “0815 hello”: A phone number holds no letters'),
        ('username,phone1\na,+4479\n', 'that many digits'),
        ('username,phone1\na,4.47911E+11\n', 'A spreadsheet'),
        ('username,phone1,platform1\na,+4722855050,fridge\n', 'Line 2, column platform1, “fridge”'),
        ('username,token1\na,123\n', 'Line 2, column token1, “123”'),
        ('username,token1,type1\na,123,zz\n', 'Line 2, column type1, “zz”'),
        ('username,status_until\na,2027-01-01\n', 'Line 2, column status_until'),
        ('username,status,status_until\na,bypass,soon\n', 'Line 2, column status_until, “soon”'),
        ('username,realname\na\n', 'Line 2: '),
        ('username,realname\n"a"b,c\n', 'Line 2, column 1'),
        ('username,notes\na,"open\nb,c\n', 'Line 2, column 2'),
        ('username,notes\na,b\0c\n', 'NUL'),
        ('username\n a\n', 'Line 2, column username, “ a”'),
        ('username\n' + 'x' * 257 + '\n', 'longer'),
    ]
    for number, (text, says) in enumerate(cases):
        done = org.run('users', 'import', org.write(f'{number}.csv', text), status=1)
        assert says in done.stderr, (text, done.stderr)
    done = org.run('users', 'import', org.write('latin.csv', 'username,realname\na,Bjørn\n', 'latin-1'), status=1)
    assert 'Line 2, column 2' in done.stderr and 'UTF-8' in done.stderr
    done = org.run('users', 'import', org.write('long.csv', 'username,notes\na,"' + 'x' * 10_000_000 + '"\n'), status=1)
    assert 'Line 2' in done.stderr and '1 MiB' in done.stderr
    org.run('users', 'import', os.path.join(folder, 'absent.csv'), status=1)
    assert org.json('users', 'list') == before


def test_valid_only(folder):
    """U10: refused lines are saved, can be mended and imported again"""
    org = made(folder)
    path = org.write('in.csv', 'username;status;notes\nanna;active;"=x"\nbob;banned;\'=y\ncarl;;z\n')
    refused = os.path.join(folder, 'refused.csv')
    result = org.json('users', 'import', path, '--valid-only', '--refused', refused)
    assert result['changed'] == 2 and result['lines'][0]['line'] == 3
    text = org.read(refused).decode('utf-8')
    assert text.splitlines()[0] == 'username,status,notes,line,problem'
    assert text.splitlines()[1].startswith("bob,banned,'=y,3,")
    org.run('users', 'import', org.write('mended.csv', text.replace('banned', 'disabled')))
    values = {user['username']: (user['status'], user['notes']) for user in org.json('users', 'list')}
    assert values == {'anna': ('active', '=x'), 'bob': ('disabled', '=y'), 'carl': ('active', 'z')}


def test_spreadsheet_files(folder):
    """R11: what spreadsheets leave is accepted; a non-CSV file is named as such; a non-CSV line is a refused line"""
    org = made(folder)
    path = os.path.join(folder, 'in.csv')
    refused = os.path.join(folder, 'refused.csv')

    def put(content):
        with open(path, 'wb') as file:
            file.write(content)
        return path

    text = 'sep=;\r\n username ;"notes";;\r\nanna;a;;\r\n;;;\r\n\r\nbob;b;;\r\n \u00a0;;;\r\n'
    assert org.json('users', 'import', put(text.encode()))['changed'] == 2
    for content, says in ((text.encode('utf-16'), 'UTF-16: save it as CSV UTF-8'),
                          (text.encode('utf-16-be'), 'UTF-16: save it as CSV UTF-8'),
                          (text.encode('utf-32'), 'UTF-32: save it as CSV UTF-8'),
                          (b'PK\x03\x04\x14\0\x06\0', 'not a CSV file'),
                          (b'%PDF-1.7\n', 'not a CSV file'),
                          (b'username,,\nx,y,\n', 'Line 2, column 2, “y”: This stands under an empty header')):
        done = org.run('users', 'import', put(content), status=1)
        assert says in done.stderr, (says, done.stderr)

    broken = b'username,notes\ncarl,ok\ndora,"a "b" c"\nerik,\xf8\nfinn,a\0b\ngus,5" x\nhal,\"a\nb"c\niris,ok\n'
    org.run('users', 'import', put(broken), status=1)
    assert org.json('users', 'count')['total'] == 2
    result = org.json('users', 'import', path, '--valid-only', '--refused', refused)
    assert result['changed'] == 2
    assert [line['line'] for line in result['lines'] if 'reason' in line] == [3, 4, 5, 6, 7], result['lines']
    rows = org.read(refused).split(b'\r\n')
    assert rows[0] == b'username,notes,line,problem' and rows[-1] == b''
    for row, start in zip(rows[1:], (b'dora,"""a ""b"" c""",3,', b'erik,\xf8,4,', b'finn,a\0b,5,', b'gus,"5"" x",6,',
                                     b'hal,"""a\nb""c",7,')):
        assert row.startswith(start), (row, start)
    open_end = org.run('users', 'import', put(b'username,notes\nx,y\nz,"a\nw,v\n'), '--valid-only', status=1)
    assert 'Line 3, column 2: the quotes have no end' in open_end.stderr
    assert org.json('users', 'count')['total'] == 4


def test_import_shows_all_changes(folder):
    """U10: a row's additions to a user are shown, unless the row is refused"""
    org = made(folder)
    org.run('group', 'add', '--name', 'VPN')
    org.run('user', 'add', '--username', 'anna')
    org.run('user', 'add', '--username', 'bert')
    path = org.write('in.csv', 'username,group1,phone1,alias1\nanna,VPN,+4722334455,\nbert,VPN,,anna\n')
    lines = org.json('users', 'import', path, '--valid-only', '--rehearse')['lines']
    assert [(line['username'], line['column'], line['value']) for line in lines] == [
        ('bert', 'alias1', 'anna'), ('anna', 'group', 'VPN'), ('anna', 'phone', '+4722334455')], lines


def test_import_twice(folder):
    """C1: an import that would change nothing succeeds, leaving no entry"""
    org = made(folder)
    path = org.write('in.csv', '\ufeffUSERNAME\tRealName\nanna\tAnna\n')
    assert org.json('users', 'import', path)['entry'] == 3
    again = org.json('users', 'import', path)
    assert again['entry'] is None and again['changed'] == 0
    assert again['also'] == [{'what': 'unchanged', 'count': 1}]


def test_cancel(folder):
    """O4: Ctrl+C changes nothing and exits with 130"""
    org = made(folder)
    path = org.write('big.csv', 'username\n' + ''.join(f'user{i}\n' for i in range(100_000)))
    # A terminal gets progress.
    main, terminal = pty.openpty()
    process = subprocess.Popen([CTL, '--database', org.path, 'users', 'import', path], env=org.env,
                               stdout=subprocess.DEVNULL, stderr=terminal)
    os.close(terminal)
    stderr = ''
    while not re.search(r'[1-9]\d* / \d+ ', stderr):
        stderr += os.read(main, 65536).decode('utf-8')
    process.send_signal(signal.SIGINT)
    with contextlib.suppress(OSError):  # once nobody has the terminal open
        while True:
            stderr += os.read(main, 65536).decode('utf-8')
    os.close(main)
    assert process.wait() == 130, (process.returncode, stderr)
    assert 'Nothing was changed.' in stderr
    assert org.json('users', 'count')['total'] == 0


def test_terminal_escapes(folder):
    """R9: a terminal gets control and direction characters escaped, a pipe gets the text as stored"""
    org = made(folder)
    evil = 'x\u202ey\x1b[2J'
    org.run('users', 'import', org.write('in.csv', f'username,realname\nanna,{evil}\n'))
    assert evil in org.run('users', 'list').stdout

    def on_terminal(*words):
        main, terminal = pty.openpty()
        subprocess.run([CTL, '--database', org.path, *words], env=org.env, stdout=terminal, stderr=terminal)
        os.close(terminal)
        shown = os.read(main, 65536).decode('utf-8').replace('\r\x1b[K', '')
        os.close(main)
        return shown

    refused = org.write('refused.csv', f'username,status\nbert,{evil}\n')
    for words in (('users', 'list'), ('users', 'import', refused), (evil, 'list'), ('users', 'list', '--sort', evil)):
        shown = on_terminal(*words)
        assert '\x1b' not in shown and '\u202e' not in shown, (words, shown)
        assert '\\u202e' in shown and '\\u001b' in shown, (words, shown)


def test_undo(folder):
    """J3: undo, redo, and only once"""
    org = made(folder)
    org.run('user', 'add', '--username', 'anna')
    org.run('undo')
    assert org.json('users', 'count')['total'] == 0
    org.run('undo', '4')
    assert org.json('users', 'count')['total'] == 1
    assert 'already' in org.run('undo', '3', status=1).stderr
    org.run('undo', '5')
    assert org.json('users', 'count')['total'] == 0
    assert 'no such entry' in org.run('undo', '999', status=1).stderr


def test_log(folder):
    """C2"""
    org = made(folder)
    org.run('user', 'add', '--username', 'anna')
    org.run('user', 'add', '--username', '=bert')
    org.run('undo')
    lines = org.run('log', 'list', '--format', 'csv').stdout.splitlines()
    assert lines[0] == 'entry,time,actor,way,operation,object,changed,skipped,result,undoes', lines
    assert [line.split(',')[0] for line in lines[1:]] == ['5', '4', '3', '2', '1'], lines
    assert lines[1].endswith(',log.undo,Add User (entry 4),1,0,done,4') and ",'=bert," in lines[2], lines
    entries = org.json('log', 'list', '--query', 'user:anna')
    assert [entry['entry'] for entry in entries] == [3], entries
    assert entries[0]['payload']['parameters'] == {'username': 'anna'}, entries
    assert set(entries[0]) == {'entry', 'time', 'actor', 'way', 'operation', 'object', 'changed', 'skipped', 'result',
                               'undoes', 'old', 'new', 'payload'}, entries
    assert len(org.json('log', 'list', '--limit', '2')) == 2
    path = os.path.join(folder, 'log.json')
    org.run('log', 'export', path, '--query', 'entry:>2')
    assert len(json.loads(org.read(path))) == 3
    assert os.stat(path).st_mode & 0o777 == 0o600
    for words in (['list', '--query', 'entry:first'], ['list', '--limit', '-1'], ['export'], ['verify', 'it']):
        org.run('log', *words, status=2)


def tamper(org, sql):
    with sqlite3.connect(org.path) as db:
        db.execute(sql)
    db.close()


def test_log_verify(folder):
    """L4"""
    org = made(folder)
    for name in ('anna', 'bert'):
        org.run('user', 'add', '--username', name)
    assert 'Chained only' in org.run('log', 'verify').stdout
    report = org.json('log', 'verify', '--state')
    assert report['state'] == 'chained only' and report['entries'] == 4 and report['journal_rows'] == 28, report
    assert report['records'] == 28 and report['differences'] == [], report
    tamper(org, "UPDATE log SET actor_id = 'mallory' WHERE seq = 3")
    assert 'Broken at 3' in org.run('log', 'verify', status=1).stdout
    report = org.json('log', 'verify', status=1)
    assert report['state'] == 'broken' and report['first_bad'] == 3 and report['problem'], report


def test_log_verify_state(folder):
    """L10"""
    org = made(folder)
    org.run('user', 'add', '--username', 'anna')
    tamper(org, "UPDATE user_status SET status = 1")
    report = org.json('log', 'verify', '--state', status=1)
    assert report['state'] == 'chained only' and report['n_differences'] == 1, report
    assert report['differences'][0]['kind'] == 'user' and report['differences'][0]['label'] == 'anna', report
    assert 'user 1 anna: ' in org.run('log', 'verify', '--state', status=1).stdout


def test_log_without_key(folder):
    """L7 L9: what only a key can sign is refused without one, and nothing is written"""
    org = made(folder)
    kept = os.path.join(folder, 'kept.txt')
    for words in (['log', 'checkpoint', '--save', kept], ['log', 'accept-head']):
        assert 'not open' in org.run(*words, status=1).stderr
    assert not os.path.exists(kept)
    assert '30 to 3650' in org.run('log', 'apply-retention', '--days', '29', status=1).stderr
    assert org.json('log', 'apply-retention', '--days', '30')['entry'] is None
    org.run('log', 'verify', '--fingerprint', 'xyz', status=2)
    org.run('log', 'verify', '--checkpoint', org.path, status=2)


def test_witness(folder):
    """L8"""
    org = made(folder)
    old = org.read(org.path)
    assert org.run('user', 'add', '--username', 'anna').stderr == ''
    with open(org.path, 'wb') as file:
        file.write(old)
    for end in ('-wal', '-shm'):
        if os.path.exists(org.path + end):
            os.unlink(org.path + end)
    assert 'older or other than what this computer saw on' in org.run('users', 'list').stderr
    assert 'Broken at 3' in org.run('log', 'verify', status=1).stdout
    backup = os.path.join(folder, 'accepted.db')
    org.run('backup', backup)
    org.run('restore', backup)
    assert org.run('log', 'verify').stderr == ''


def test_witness_of_a_changed_head(folder):
    """L8: what was changed is named, however often the file was opened since"""
    org = made(folder)
    org.run('user', 'add', '--username', 'anna')
    tamper(org, 'UPDATE head SET seq = seq - 1')
    for _ in range(2):
        verified = org.run('log', 'verify', status=1).stdout
        assert 'Broken at 3: The head was changed' in verified, verified


def test_backup_and_restore(folder):
    """O9"""
    org = practice(folder)
    backup = os.path.join(folder, 'backup.db')
    org.run('backup', backup)
    org.run('backup', backup, status=1)
    for end in ('', '-events'):
        assert os.stat(backup + end).st_mode & 0o777 == 0o600
    before = org.run('users', 'list', '--format', 'json').stdout
    org.run('user', 'add', '--username', 'anna')
    org.run('user', 'add', '--username', 'bert')
    rehearsed = org.json('restore', backup, '--rehearse')
    assert rehearsed['rehearsed'] and rehearsed['entry'] is None and rehearsed['abandoned'] == 2, rehearsed
    assert '2 later entries' in org.run('restore', backup, '--rehearse').stdout
    assert len(org.json('users', 'list', '--query', 'username:=anna')) == 1
    done = org.json('restore', backup)
    assert done['entry'] == 3 and done['abandoned_entry'] == 4 and done['events'] == 'merged', done
    assert org.run('users', 'list', '--format', 'json').stdout == before
    assert org.json('log', 'list', '--limit', '1')[0]['payload']['parameters']['abandoned-entry'] == 4
    org.run('undo', '3', status=1)

    with open(org.path, 'wb') as file:
        file.write(b'a disk that failed' * 1000)
    org.run('users', 'list', status=1)
    org.run('restore', backup)
    assert org.run('users', 'list', '--format', 'json').stdout == before
    other_folder = os.path.join(folder, 'other')
    os.mkdir(other_folder, 0o700)
    assert 'another organisation' in made(other_folder).run('restore', backup, status=1).stderr
    org.run('restore', status=2)
    org.run('restore', os.path.join(folder, 'none.db'), status=1)


def test_backup_beside_changes(folder):
    """O9: a backup made while operations run is complete and of one moment"""
    org = practice(folder)
    over = threading.Event()

    def change():
        while not over.is_set():
            org.run('user', 'set-status', '--query', 'own:active -is:managed', '--status', 'bypass')
            org.run('undo')

    changing = threading.Thread(target=change)
    changing.start()
    try:
        backups = [os.path.join(folder, f'backup{i}.db') for i in range(5)]
        for backup in backups:
            org.run('backup', backup)
    finally:
        over.set()
        changing.join()
    for backup in backups:
        other = Organisation(folder, os.path.basename(backup))
        # Another computer, which has not seen the entries after the backup.
        other.env = dict(org.env, XDG_STATE_HOME=backup + '-state')
        other.run('log', 'verify')
        with sqlite3.connect(backup) as db:
            assert db.execute('PRAGMA integrity_check').fetchone() == ('ok',)
            entries, last = db.execute('SELECT count(*), max(seq) FROM log').fetchone()
            in_bypass, = db.execute('SELECT count(*) FROM user_status WHERE last_op = ? AND status = 1',
                                    (last,)).fetchone()
        assert entries == last and (last == 2 or (in_bypass > 0) == (last % 2 == 1)), (backup, last, in_bypass)


def test_practice(folder):
    """Y1: the same numbers give the same directory, and only a new one is filled"""
    one, other = practice(folder, 200), Organisation(folder, 'other.db')
    other.run('practice', '--users', '200', '--seed', '7', '--today', '2026-11-24')
    assert one.json('users', 'list') == other.json('users', 'list')
    one.run('practice', '--users', '10', status=1)


def test_settings(folder):
    """I1: settings are listed and set in the words of the command line"""
    org = made(folder)
    listed = {row['name']: row for row in org.json('settings', 'list')}
    assert listed['purge_limit'] == {'name': 'purge_limit', 'value': 100, 'unit': 'users', 'least': 1, 'most': 1000}
    assert listed['log_retention_days']['value'] is None and listed['syslog_checkpoints']['value'] is False
    assert '100 users' in org.run('settings', 'list').stdout
    assert 'log_retention_days,never,days,30,3650' in org.run('settings', 'list', '--format', 'csv').stdout

    assert org.json('settings', 'set', '--name', 'purge_limit', '--value', '50')['entry'] == 3
    refused = org.run('settings', 'set', '--name', 'purge_limit', '--value', '5000', status=1)
    assert '1 to 1000 users' in refused.stderr, refused.stderr
    org.run('settings', 'set', '--name', 'purge_limit', '--value', '50', status=1)
    org.run('settings', 'set', '--name', 'purge_limit', status=2)
    org.run('settings', 'set', '--name', 'colour', '--value', 'red', status=1)
    org.run('settings', 'set', '--name', 'email_needs_dot', '--value', 'off')
    org.run('settings', 'set', '--name', 'log_retention_days', '--value', '90', '--rehearse')
    org.run('settings', 'set', '--name', 'inactive_user_expiration', '--value', '90')
    assert '--name' in org.run('settings', 'set', '--help').stdout

    # C4: the log has words, not stored numbers.
    last, flag, number = org.json('log', 'list')[:3]
    assert last['object'] == 'inactive_user_expiration'
    assert last['old'] == {'inactive_user_expiration': {'value': 'never'}}
    assert last['new'] == {'inactive_user_expiration': {'value': 90}}
    assert flag['old'] == {'email_needs_dot': {'value': True}} and flag['new'] == {'email_needs_dot': {'value': False}}
    assert number['new'] == {'purge_limit': {'value': 50}}
    org.run('undo')
    assert {row['name']: row['value'] for row in org.json('settings', 'list')}['inactive_user_expiration'] is None
    org.run('log', 'verify')


def test_jobs(folder):
    """T5: the timed jobs run as System"""
    org = made(folder)
    org.run('users', 'import', org.write('in.csv', 'username,status,status_until\nanna,bypass,2020-01-01\n'))
    done = org.json('job', 'run')['done']
    assert [one['operation'] for one in done] == ['user.end-bypass'] and done[0]['changed'] >= 1, done
    assert org.json('users', 'list', '--query', 'username:=anna own:active')
    entry = org.json('log', 'list')[0]
    assert entry['operation'] == 'user.end-bypass' and 'ystem' in json.dumps(entry['actor']), entry
    assert org.json('job', 'run') == {'done': [], 'waits_for_clock': False, 'left_to_another': False}


if __name__ == '__main__':
    sys.exit(run_tests(globals()))
