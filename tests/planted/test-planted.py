#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plants each secret of the register, and each that a result shows once, and then finds none of them anywhere (K8).

test-planted.py GATEHOUSECTL PLANT   both with the operation of the tests; prints TAP

Every place is first shown to be looked at in the right way: a word that has to be there is found.
"""
import base64
import contextlib
import hmac
import json
import os
import re
import secrets
import sqlite3
import struct
import subprocess
import sys
import tempfile
import time
import traceback

from nacl import bindings

from planted import PATIENCE, Secrets, list_files, read_cells, read_masters, run_to_its_end

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '../ctl'))
from keyring import open_keyring  # noqa: E402
from organisation import CTL, Organisation  # noqa: E402

PLANT = os.path.abspath(sys.argv[2])
UNIT = 'known-unit.service'


def wait_for(condition):
    """What @condition returns, once that is true."""
    end = time.monotonic() + PATIENCE
    while not (found := condition()):
        assert time.monotonic() < end, 'nothing came'
        time.sleep(.05)
    return found


def read_text(path):
    with contextlib.suppress(FileNotFoundError), open(path, encoding='utf-8') as file:
        return file.read()
    return ''


def make_text(what):
    """Of 32 bytes, as a master key has."""
    return f'{what}-{secrets.token_hex(16)}'[:32]


def make_code(what):
    """The longest bypass code."""
    return ''.join(secrets.choice('0123456789') for _ in range(32))


# Those that were made, in order.
SEEDS = []


def make_seed(what):
    SEEDS.append(secrets.token_hex(20))
    return SEEDS[-1]


def make_row(what):
    """The first passcodes of the seed that the token got last, of the four made for that; the next time, others."""
    codes = []
    for counter in range(3):
        digest = hmac.digest(bytes.fromhex(SEEDS[-4]), struct.pack('>Q', counter), 'sha1')
        at = digest[-1] & 15
        codes.append(f'{(struct.unpack(">I", digest[at:at + 4])[0] & 0x7fffffff) % 1000000:06}')
    SEEDS.append(secrets.token_hex(20))
    return ' '.join(codes)


# How each operation with a secret is run, with which option for a word that is no secret (None: there is none), what a
# secret looks like, and whether it can be undone. What is missing here fails as not planted.
COMMANDS = {
    'user.wave': (['user', 'wave', '--secret-sign', '--username', 'known-user'], '--farewell', make_text, True),
    'bypass-code.create': (['bypass-code', 'create', '--code', '--username', 'known-user'], '--known-by', make_code, False),
    'token.add': (['token', 'add', '--serial', 'known-token', '--type', 'h6'], None, make_seed, False),
    'token.set-secret': (['token', 'set-secret', '--serial', 'known-token'], None, make_seed, False),
    'token.resync': (['token', 'resync', '--serial', 'known-token'], None, make_row, False),
}
# By the program itself: what it needs besides secrets of 32 bytes, with the key in use, in this order.
BY_PROGRAM = [
    ('key.create', {'number': 1}, None),
    ('key.export', {'unit': UNIT, 'coming': 3}, 1),
    ('key.rotate', {'number': 3}, 1),
]


class Planting:
    """Everything that is done with secrets, each kept in mind, and where they might have gone."""

    def __init__(self, folder):
        self.folder = folder
        self.known = 'known' + secrets.token_hex(6)
        self.secrets = Secrets()
        self.planted = set()          # operation and parameter
        self.findings = {}            # by place: where exactly, and what
        self.blind = {}               # by place: where the known word was not found
        self.looked = {}              # by place: how often
        self.org = Organisation(self.make_folder('organisation'), f'{self.known}.db')
        self.org.env['KNOWN'] = self.known
        self.traces = self.make_folder('traces')
        self.recovery = None

    def make_folder(self, name):
        path = os.path.join(self.folder, name)
        os.mkdir(path, mode=0o700)
        return path

    # --- looking ---

    def take(self, place, where, found, knows):
        self.looked[place] = self.looked.get(place, 0) + 1
        if found:
            self.findings.setdefault(place, []).append(f'{where}: {sorted(found)}')
        if not knows:
            self.blind.setdefault(place, []).append(where)

    def look_at_text(self, place, where, data, known=None, allowed=()):
        data = data.encode() if isinstance(data, str) else data
        found = {name for name in self.secrets.find_in(data) if not name.startswith(tuple(allowed) or ' ')}
        self.take(place, where, found, known is None or known.encode() in data)

    def look_at_file(self, place, path, known=None, where=None):
        found = self.secrets.find_in_file(path)
        knows = known is None
        if not knows:
            probe = Secrets()
            probe.add('known', known)
            knows = bool(probe.find_in_file(path))
        self.take(place, where or path, found, knows)

    # --- doing ---

    def step(self, *words, typed='', status=0, shows=None, known=None):
        """Runs a command to its end, and looks at all that others can see of it. @shows: what is shown once; it takes
        stdout, keeps the secrets in mind, and returns how their names begin."""
        out, err, ended, process = run_to_its_end([CTL, '--database', self.org.path, *words], typed, self.org.env,
                                                  self.traces)
        assert ended == status, f'{words}: exit {ended}\n{out}{err}'
        allowed = shows(out) if shows else ()
        if self.recovery is not None:
            self.keep_masters()
        where = ' '.join(words)
        self.look_at_text('standard output', where, out, allowed=allowed)
        self.look_at_text('standard error', where, err, known=known)
        self.look_at_text('argv', where, process.argv, known=self.known)
        self.look_at_text('environment', where, process.environ, known=self.known)
        self.look_at_file('core', process.core, known=self.known, where=where)
        return out

    def keep_masters(self):
        for number, master in read_masters(self.org.path, self.recovery).items():
            self.secrets.add_key(f'master key {number}', master)

    def take_recovery_key(self, out):
        self.recovery = out.strip().splitlines()[-1]
        self.secrets.add_recovery_key(f'recovery key {self.recovery[:4]}', self.recovery)
        return ['recovery key']

    def take_credential(self, out):
        self.secrets.add_credential('credential', out)
        # Of which the sub-keys are.
        return ['credential', 'master key']

    def take_sms_passcode(self, out):
        self.secrets.add('SMS passcode', out.split()[-1])
        return ['SMS passcode']

    def plant(self, operation, parameter, make=make_text):
        text = make(parameter)
        self.secrets.add(f'{operation} {parameter}', text)
        if make is make_seed:
            self.secrets.add(f'{operation} {parameter}', bytes.fromhex(text))
        self.planted.add((operation, parameter))
        return text

    # --- by command line ---

    def run_by_command(self):
        with open_keyring(self.make_folder('keyrings')) as keyring:
            keyring.start()
            self.org.env['DBUS_SESSION_BUS_ADDRESS'] = keyring.address
            self.step('init', '--name', self.known, shows=self.take_recovery_key)
            self.step('user', 'add', '--username', 'known-user')
            self.step('key', 'export', '--unit', UNIT, shows=self.take_credential)
            self.step('key', 'rotate')
            # The pipe has the credential alone.
            self.step('key', 'rotate', '--unit', UNIT, typed=f'{UNIT}\n', shows=self.take_credential, known=UNIT)
            self.run_commands_of_register()
            self.run_sms_passcodes()
            self.run_accounts()
        self.org.env['DBUS_SESSION_BUS_ADDRESS'] = 'unix:path=/nonexistent/bus'
        self.run_recovery()

    def run_commands_of_register(self):
        for operation, parameter in self.list_register(by_command=True):
            assert operation in COMMANDS, f'say in COMMANDS how {operation} is run'
            words, option, make, has_undo = COMMANDS[operation]
            known = [option, self.known] if option else []
            text = self.plant(operation, parameter, make)
            self.step(*words, *known, '--rehearse', typed=f'{text}\n')
            # It is shown once to whoever gave it.
            self.step(*words, *known, typed=f'{text}\n', shows=lambda out: [operation])
            if has_undo:
                self.org.run('undo')
            # Refused: nobody is called so, it is longer than any, it is an option.
            nobody = self.plant(operation, parameter, make)
            self.step(*words[:-1], self.known, typed=f'{nobody}\n', status=1, known=self.known)
            endless = self.plant(operation, parameter, make)
            self.step(*words, *known, typed=endless * 200 + '\n', status=1)
            ahead = self.plant(operation, parameter, make)
            self.step(*words, *known, '--no-such-option', typed=f'{ahead}\n', status=2, known='--no-such-option')

    def run_sms_passcodes(self):
        """Which nobody gives: they are shown once, and typed by those who sign in."""
        self.step('phone', 'add', '--username', 'known-user', '--number', '+4791234567', '--type', 'mobile')
        made = self.step('phone', 'make-sms-passcodes', '--number', '+4791234567', shows=self.take_sms_passcode)
        for status in (0, 1):
            self.step('passcode', 'check', '--username', 'known-user', typed=made.split()[-1] + '\n', status=status)

    def run_accounts(self):
        """Administrators' own passwords and apps: what an app shows follows from what is shown of it."""
        email = f'{self.known}@hu.example'
        self.step('administrator', 'add', '--name', self.known, '--email', email, '--role', 'owner',
                  shows=self.take_set_up_code)
        password = self.plant('administrator.set-up', 'password')
        self.step('administrator', 'set-up', '--as', email, '--as-stdin', shows=self.take_account,
                  typed=self.type_with_app('administrator.set-up', [self.set_up_code, password, password]))
        self.keep_seal_key('administrator.set-up', password)

        wrong = self.plant('administrator.change-password', 'password')
        self.step('users', 'list', '--as', email, '--as-stdin', typed=f'{wrong}\n', status=1)
        again = self.plant('administrator.change-password', 'password')
        self.step('administrator', 'change-password', '--as', email, '--as-stdin',
                  typed='\n'.join([password, self.recovery_codes.pop(), again, again]) + '\n')
        self.keep_seal_key('administrator.change-password', again)
        self.step('administrator', 'replace-factor', '--as', email, '--as-stdin', shows=self.take_account,
                  typed=self.type_with_app('administrator.replace-factor', [again, self.recovery_codes.pop()]))
        self.keep_seal_key('administrator.replace-factor', again)
        self.step('administrator', 'renew-codes', '--as', email, '--as-stdin', shows=self.take_account,
                  typed='\n'.join([again, self.recovery_codes.pop()]) + '\n')
        self.step('administrator', 'list', '--as', email, '--as-stdin',
                  typed='\n'.join([again, self.recovery_codes.pop()]) + '\n')

    def type_with_app(self, operation, lines):
        """What is typed before the app's secret is shown, and then what the app shows, once the program waits for it. Six
        digits are in too many numbers to be looked for: they are used up by being accepted."""
        def type_lines(file, out):
            file.write('\n'.join(lines) + '\n')
            file.flush()
            shown = wait_for(lambda: re.search(r'secret=([A-Z2-7]+)&', read_text(out)))
            seed = base64.b32decode(shown[1])
            self.secrets.add(f'{operation} seed', shown[1])
            self.secrets.add(f'{operation} seed', seed)
            self.planted |= {(operation, 'seed'), (operation, 'passcode')}
            digest = hmac.digest(seed, struct.pack('>Q', int(time.time()) // 30), 'sha1')
            at = digest[-1] & 15
            file.write(f'{(struct.unpack(">I", digest[at:at + 4])[0] & 0x7fffffff) % 1000000:06}\n')

        return type_lines

    def keep_seal_key(self, operation, password):
        """What the password gives, computed from what the directory has."""
        with sqlite3.connect(f'file:{self.org.path}?mode=ro', uri=True) as database:
            salt, passes, memory = database.execute(
                "SELECT salt, passes, memory FROM administrator_credentials WHERE kind = 'password'").fetchone()
        both = bindings.crypto_pwhash_alg(64, password.encode(), salt, passes, memory,
                                          bindings.crypto_pwhash_ALG_ARGON2ID13)
        self.secrets.add(f'{operation} seal-key', both[32:])
        self.secrets.add(f'{operation} seal-key', both[:32])
        self.planted.add((operation, 'seal-key'))

    def take_set_up_code(self, out):
        self.set_up_code = out.split()[-1]
        self.secrets.add('set-up code', self.set_up_code)
        return ['set-up code']

    def take_account(self, out):
        self.recovery_codes = re.findall(r'^(?:[0-9A-Z]{4}-){5}[0-9A-Z]{4}$', out, re.MULTILINE)
        assert len(self.recovery_codes) == 10, out
        for code in self.recovery_codes:
            self.secrets.add('recovery code', code)
        return ['recovery code', 'administrator']

    def run_recovery(self):
        first = self.recovery
        self.step('key', 'recovery', 'test', typed=f'{first}\n')
        self.step('key', 'recovery', 'test', typed=first.replace('-', ' ').lower() + '\n')
        # A wrong character in the third group, and the groups in another order.
        wrong = first[:12] + ('0' if first[12] != '0' else '2') + first[13:]
        turned = '-'.join(reversed(first.split('-')))
        for number, typed in enumerate((wrong, turned, first + first)):
            self.secrets.add(f'wrong recovery key {number}', typed)
            self.step('key', 'recovery', 'test', typed=f'{typed}\n', status=2)
        self.step('key', 'recovery', 'renew', typed=f'{first}\n', shows=self.take_recovery_key)
        # Right, but no longer in use.
        self.step('key', 'recovery', 'test', typed=f'{first}\n', status=1)
        self.step('key', 'create', status=1)

    # --- by the program itself ---

    def list_register(self, by_command):
        listed = subprocess.run([PLANT, 'list'], capture_output=True, text=True, check=True).stdout.splitlines()
        return [(operation, parameter) for operation, parameter, is_command in (line.split() for line in listed)
                if bool(int(is_command)) == by_command]

    def run_by_program(self):
        """Whose secrets nobody types: in an organisation of their own, with keys of the test's."""
        other = Organisation(self.make_folder('other'), f'{self.known}.db')
        other.run('practice', '--users', '3', '--seed', '7')
        keys = {}

        def run(operation, parameters, texts, key, status):
            opened = f'open {key} {keys[key]}\n' if key else ''
            done = subprocess.run([PLANT, 'run', other.path, operation, json.dumps(parameters)], env=other.env, text=True,
                                  capture_output=True, timeout=PATIENCE, check=False,
                                  input=opened + ''.join(f'{name} {text}\n' for name, text in texts.items()))
            assert done.returncode == status, f'{operation}: {done.returncode} {done.stderr}'
            if 'credential' in done.stdout:
                self.secrets.add_credential('credential by program', done.stdout)
            elif 'recovery-key' in done.stdout:
                self.secrets.add_recovery_key('recovery key by program', done.stdout.split()[1])
            self.look_at_text('standard error', operation, done.stderr)

        register = [(operation, parameter) for operation, parameter in self.list_register(by_command=False)
                    if not operation.startswith('administrator.')]
        assert {operation for operation, _ in register} == {operation for operation, _, _ in BY_PROGRAM}, register
        for operation, parameters, key in BY_PROGRAM:
            names = [parameter for name, parameter in register if name == operation]
            # Refused first: another number than the next, and a key of the wrong length.
            wrong = dict(parameters, **{name: 99 for name in parameters if name in ('number', 'coming')})
            run(operation, wrong, {name: self.plant(operation, name) for name in names}, key, 1)
            run(operation, parameters, {name: self.plant(operation, name) + 'X' for name in names}, key, 1)
            texts = {name: self.plant(operation, name) for name in names}
            run(operation, parameters, texts, key, 0)
            if 'number' in parameters:
                keys[parameters['number']] = texts['master-key']
                self.secrets.add_key(f'planted key {parameters["number"]}', texts['master-key'].encode())
        self.look_at_organisation(other, 'practice', None)

    # --- what is left behind ---

    def leave_everything(self):
        """Backups, exports, checkpoints: whatever a program writes for people. They know the folder by its name."""
        for words in (['users', 'export', 'users.csv'], ['users', 'export', 'users.json'], ['log', 'export', 'log.csv'],
                      ['log', 'export', 'log.json'], ['group', 'export', 'groups.csv']):
            path = os.path.join(self.exports, words[2])
            self.org.run(*words[:2], path)
            self.look_at_file('exports', path, known='known-user' if words[0] == 'users' else None)
        for words in (['log', 'list'], ['log', 'list', '--format', 'json'], ['key', 'show', '--format', 'json'],
                      ['log', 'verify'], ['settings', 'list'], ['user', 'show', '--username', 'known-user']):
            self.look_at_text('lists', ' '.join(words), self.org.run(*words).stdout,
                              known=None if words[0] == 'key' or 'verify' in words else self.known
                              if words[0] == 'settings' else 'known-user')

        backup = os.path.join(self.backups, f'{self.known}.db')
        self.org.run('backup', backup)
        self.look_at_file('backups', backup, known='known-user')
        self.look_at_file('backups', backup + '-events')
        self.org.run('restore', backup)

    def look_at_organisation(self, org, in_directory, in_events):
        for place, path, known in (('directory', org.path, in_directory), ('events', org.path + '-events', in_events)):
            self.look_at_file(place, path, known=known)
            self.look_at_text(place, f'cells of {path}', read_cells(path), known=known)
        for table, known in (('log', in_directory), ('journal', 'keys')):
            self.look_at_text('log and journal', f'{table} of {org.path}', read_cells(org.path, table), known=known)

    @contextlib.contextmanager
    def keep_logs(self):
        """Neither file's WAL is emptied meanwhile: somebody reads."""
        readers = [sqlite3.connect(f'file:{path}?mode=ro', uri=True, isolation_level=None)
                   for path in (self.org.path, self.org.path + '-events')]
        try:
            for reader in readers:
                reader.execute('BEGIN')
                reader.execute('SELECT count(*) FROM sqlite_schema').fetchall()
            yield
        finally:
            for reader in readers:
                reader.close()

    def look_at_wal(self):
        """What an operation with a secret writes stands in the WAL first."""
        words = COMMANDS['user.wave'][0]
        text = self.plant('user.wave', 'secret-sign')
        with self.keep_logs():
            self.org.run(*words, '--farewell', self.known, input=f'{text}\n')
            self.org.run('users', 'export', os.path.join(self.exports, f'{self.known}.csv'))
            self.take_recovery_key(self.org.run('key', 'recovery', 'renew', input=f'{self.recovery}\n').stdout)
            self.look_at_file('WAL of the directory', self.org.path + '-wal', known=self.known)
            self.look_at_file('WAL of the events', self.org.path + '-events-wal', known=f'{self.known}.csv')
        self.org.run('user', 'restore', '--username', 'known-user')

    def run(self):
        self.exports, self.backups = self.make_folder('exports'), self.make_folder('backups')
        self.run_by_command()
        self.run_by_program()
        self.look_at_wal()
        self.leave_everything()
        self.look_at_organisation(self.org, self.known, 'users.csv')
        # Whatever else there is: what was seen of the log, settings, the folder of a restore.
        for path in list_files(self.org.folder, self.exports, self.backups):
            self.look_at_file('files', path)
        listed = {path for path in list_files(self.org.folder) if 'state' in path}
        self.take('files', 'the state folder', set(), bool(listed))


PLACES = ['standard output', 'standard error', 'argv', 'environment', 'core', 'directory', 'WAL of the directory', 'events',
          'WAL of the events', 'log and journal', 'lists', 'exports', 'backups', 'files']


def check_register(planting):
    """Every secret parameter of the register is planted."""
    register = set(planting.list_register(True) + planting.list_register(False))
    assert register == planting.planted, register ^ planting.planted


def check_place(planting, place):
    assert planting.looked.get(place, 0) > 0, 'nobody looked there'
    assert place not in planting.blind, f'the known word is not found: {planting.blind[place]}'
    assert place not in planting.findings, '\n'.join(planting.findings[place])


def main():
    failed = 0
    checks = [('/K8/planted/register', lambda planting: check_register(planting))]
    checks += [(f'/K8/planted/{place.replace(" ", "-")}', lambda planting, place=place: check_place(planting, place))
               for place in PLACES]
    print(f'TAP version 13\n1..{len(checks) + 1}')
    with tempfile.TemporaryDirectory(prefix='gatehouse-planted-') as folder:
        planting = Planting(folder)
        try:
            planting.run()
            print('ok 1 /K8/planted/run', flush=True)
        except Exception:
            failed += 1
            print('not ok 1 /K8/planted/run', flush=True)
            traceback.print_exc()
        for number, (name, check) in enumerate(checks, 2):
            try:
                check(planting)
                print(f'ok {number} {name}', flush=True)
            except AssertionError as error:
                failed += 1
                print(f'not ok {number} {name}', flush=True)
                for line in str(error).splitlines():
                    print(f'# {line}')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
