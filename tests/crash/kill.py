#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""kill -9 at random moments (X): each operation is wholly done and logged, or absent.

kill.py GATEHOUSECTL KEYED ROUNDS [SEED]   prints TAP, one test per kind of operation.

This proves atomicity against the death of the process, not against power loss.
"""
import hashlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

USERS = 20000

# What operations decide; keys, ids' times and the operation's number vary from run to run.
TABLES = {
    'users': 'username, realname, email, notes, directory_id, directory_disabled',
    'user_status': 'user_id, status, until',
    'user_names': 'name_key, user_id, slot',
    'user_aliases': 'user_id, slot, alias',
    'trash': 'user_id, origin, status_before',
    'groups': 'name, status',
    'memberships': 'user_id, group_id',
    'phones': 'number, extension, type, activated',
    'credentials': 'device_kind, device, pending_until',
    'phone_owners': 'user_id, phone_id',
    'tokens': 'type, serial',
    'token_owners': 'user_id, token_id',
    'log': 'seq, operation, journal_rows',
    'journal': 'op, kind, id',
    'checkpoints': 'entry',
    'keys': 'id, use, ended IS NULL',
    'sealed': 'kind, record, purpose, key_number',
}


# What the program with the key does.
KEYED = ('prepare', 'retain', 'prepare-sealed', 'rotate', 'check')


class Organisation:
    def __init__(self, ctl, keyed, folder):
        self.ctl = ctl
        self.keyed = keyed
        self.folder = folder
        self.path = os.path.join(folder, 'test.db')
        self.env = dict(os.environ, XDG_STATE_HOME=os.path.join(folder, 'state'))

    def command(self, *words):
        program = self.keyed if words[0] in KEYED else self.ctl
        return [program, '--database', self.path, *words]

    def run(self, *words):
        done = subprocess.run(self.command(*words), env=self.env, capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(f'{words}: exit {done.returncode}: {done.stdout}{done.stderr}')
        return done.stdout

    def copy_to(self, folder):
        os.makedirs(folder)
        for name in os.listdir(self.folder):
            source = os.path.join(self.folder, name)
            if os.path.isfile(source):
                shutil.copy(source, folder)
            elif name == 'state':
                shutil.copytree(source, os.path.join(folder, name))
        return Organisation(self.ctl, self.keyed, folder)

    def read(self, sql):
        with sqlite3.connect(f'file:{self.path}?mode=ro', uri=True) as database:
            return database.execute(sql).fetchall()

    def fingerprint(self):
        digest = hashlib.sha256()
        for table, columns in TABLES.items():
            for row in self.read(f'SELECT {columns} FROM {table} ORDER BY {columns}'):
                digest.update(repr(row).encode())
        return digest.hexdigest()

    def entries(self):
        return self.read('SELECT max(seq) FROM log')[0][0]

    def check(self, with_key=False):
        """Opens the file as the product does, then looks inside. With the key the log is signed, and every value opens."""
        self.run('users', 'count')
        self.run('log', 'verify')  # which fails where the log is broken
        if with_key:
            n_sealed = self.read('SELECT count(*) FROM sealed')[0][0]
            opened = self.run('check')
            assert opened.endswith(f', {n_sealed} values open\n'), opened
        assert self.read('PRAGMA integrity_check') == [('ok',)]


def make_import_file(organisation):
    path = os.path.join(organisation.folder, 'import.csv')
    with open(path, 'w', encoding='utf-8', newline='') as out:
        out.write('username,realname,alias1,email,phone1,platform1,group1\r\n')
        for i in range(5000):
            out.write(f'new{i},New Person {i},new{i}@example.com,new{i}@example.com,+4791{i:06d},mobile,VPN\r\n')
    return path


def kinds(organisation):
    """Name, preparation, and the command under attack."""
    csv = make_import_file(organisation)
    yield 'import', [], ['users', 'import', csv]
    yield 'bulk-change', [], ['user', 'set-status', '--status', 'bypass', '--query', 'own:active']
    yield ('undo', [['user', 'set-status', '--status', 'bypass', '--query', 'own:active']], ['undo'])
    purgeable = organisation.read('SELECT key FROM users JOIN trash ON user_id = id ORDER BY id LIMIT 50')
    ids = os.path.join(organisation.folder, 'purge.txt')
    with open(ids, 'w', encoding='ascii') as out:
        out.write('\n'.join(key for (key,) in purgeable))
    yield 'retention', [['prepare']], ['retain']
    yield 'rotation', [['prepare-sealed']], ['rotate']
    yield 'purge', [], ['user', 'purge', '--ids-from', ids, '--confirm', str(len(purgeable))]


def attack(base, words, rounds, scratch, rng):
    whole = base.copy_to(os.path.join(scratch, 'whole'))
    began = time.monotonic()
    whole.run(*words)
    duration = time.monotonic() - began
    before, after = base.fingerprint(), whole.fingerprint()
    assert before != after, 'the operation changes nothing, so this proves nothing'
    entries = base.entries()
    with_key = words[0] in KEYED
    whole.check(with_key)

    killed = 0
    for i in range(rounds):
        victim = base.copy_to(os.path.join(scratch, f'round-{i}'))
        with subprocess.Popen(victim.command(*words), env=victim.env, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL) as process:
            time.sleep(rng.uniform(0, duration))
            process.send_signal(signal.SIGKILL)
            killed += process.wait() == -signal.SIGKILL
        victim.check(with_key)
        done = victim.entries() - entries
        assert done in (0, 1), f'{done} entries'
        assert victim.fingerprint() == (after if done else before), f'round {i}: half done'
        if with_key and not done:
            victim.run(*words)
            victim.check(with_key)
            assert victim.fingerprint() == after, f'round {i}: not completed by the next run'
        shutil.rmtree(victim.folder)
    return killed


def main():
    ctl = os.path.abspath(sys.argv[1])
    keyed = os.path.abspath(sys.argv[2])
    rounds = int(sys.argv[3])
    seed = int(sys.argv[4]) if len(sys.argv) > 4 else random.randrange(1 << 30)
    rng = random.Random(seed)
    failed = 0
    print('TAP version 13\n1..6')
    print(f'# seed {seed}, {rounds} kills of each kind, {USERS} users')
    with tempfile.TemporaryDirectory(prefix='gatehouse-kill-') as top:
        base = Organisation(ctl, keyed, os.path.join(top, 'base'))
        os.makedirs(base.folder)
        base.run('practice', '--users', str(USERS), '--seed', '7', '--today', '2026-11-24')
        for n, (name, preparation, words) in enumerate(kinds(base), 1):
            scratch = os.path.join(top, name)
            try:
                prepared = base.copy_to(os.path.join(scratch, 'prepared'))
                for step in preparation:
                    prepared.run(*step)
                killed = attack(prepared, words, rounds, scratch, rng)
                print(f'ok {n} /X/kill/{name} # {killed} of {rounds} died in the middle', flush=True)
            except (AssertionError, RuntimeError) as error:
                failed += 1
                print(f'not ok {n} /X/kill/{name}\n# {error}', flush=True)
            shutil.rmtree(scratch)
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
