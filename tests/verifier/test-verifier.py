#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""verify-log.py and "gatehousectl log verify" say the same of honest and of tampered logs (L4). Prints TAP.

test-verifier.py GATEHOUSECTL-WITH-THE-CLOCK
"""
import base64
import contextlib
import functools
import hashlib
import importlib.util
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile

import nacl.public
import nacl.signing

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, '../ctl'))
from keyring import open_keyring  # noqa: E402
from organisation import Organisation, practice, run_tests  # noqa: E402

PROGRAM = os.path.join(HERE, 'verify-log.py')
spec = importlib.util.spec_from_file_location('verify_log', PROGRAM)
verify_log = importlib.util.module_from_spec(spec)
spec.loader.exec_module(verify_log)
n, sha = verify_log.n, verify_log.sha

DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
HASHED = list(verify_log.ENTRY)[:14]
FRESH = nacl.signing.SigningKey(b'F' * 32)
NOW = 1795510800  # 2026-11-24T09:00:00Z
DAY = 24 * 60 * 60


def master_key(db, recovery, number=1):
    """As docs/formats.md says: the recovery key's text, its X25519 pair, what is sealed to it"""
    groups = recovery.split('-')
    digits = ''.join(group[:3] for group in groups)[:32]
    raw = sum(DIGITS.index(digit) << 5 * place for place, digit in enumerate(reversed(digits))).to_bytes(20, 'big')
    pair = nacl.public.PrivateKey.from_seed(sha(n('gatehouse-recovery-key-1', raw)))
    sealed, = db.execute('SELECT for_recovery FROM keys WHERE id = ?', (number,)).fetchone()
    return nacl.public.SealedBox(pair).decrypt(sealed)


def log_key(db, recovery, number=1):
    seed = hashlib.blake2b(b'', digest_size=32, key=master_key(db, recovery, number), person=b'ghLog___' + bytes(8),
                           salt=(1).to_bytes(8, 'little') + bytes(8)).digest()
    return nacl.signing.SigningKey(seed)


class Copy:
    """A copy of a directory file, to be written by somebody who knows how"""

    def __init__(self, folder, source):
        self.folder = tempfile.mkdtemp(dir=folder)
        self.org = Organisation(self.folder)
        for end in '', '-events':
            shutil.copy(source + end, self.org.path + end)
            os.chmod(self.org.path + end, 0o600)
        self.db = sqlite3.connect(self.org.path)
        self.db.execute('PRAGMA journal_mode = DELETE')
        self.organisation, = self.db.execute('SELECT key FROM organisation').fetchone()

    def sql(self, text, *values):
        return self.db.execute(text, values).fetchall()

    @property
    def last(self):
        return self.sql('SELECT max (seq) FROM log')[0][0]

    def head(self, seq=None):
        self.sql('UPDATE head SET (seq, hash, time, key_number, signature) = '
                 '(SELECT seq, hash, time, key_number, signature FROM log WHERE seq = ?)', seq or self.last)

    def rehash(self, begin):
        """Makes the chain good from an entry on, without the key"""
        for seq in range(begin, self.last + 1):
            before = self.sql('SELECT hash FROM log WHERE seq = ?', seq - 1)[0][0]
            (*values, salt, payload), = self.sql(f'SELECT {", ".join(HASHED)}, salt, payload FROM log WHERE seq = ?',
                                                 seq)
            hash_ = sha(n('gatehouse-log-1', self.organisation, before, *values, sha(n(salt, payload))))
            self.sql('UPDATE log SET hash = ?, key_number = NULL, signature = NULL WHERE seq = ?', hash_, seq)
        self.head()

    def sign(self, key, begin, end=None, number=1):
        for seq, hash_, time in self.sql('SELECT seq, hash, time FROM log WHERE seq BETWEEN ? AND ?', begin,
                                         end or self.last):
            signature = key.sign(n('gatehouse-head-1', self.organisation, seq, hash_, time, number)).signature
            self.sql('UPDATE log SET key_number = ?, signature = ? WHERE seq = ?', number, signature, seq)
        self.head()

    def strip(self, begin, end=None):
        self.sql('UPDATE log SET key_number = NULL, signature = NULL WHERE seq BETWEEN ? AND ?', begin,
                 end or self.last)
        self.head()

    def cut(self, begin):
        """Takes away all from an entry on, with what knows of it"""
        self.sql('DELETE FROM log WHERE seq >= ?', begin)
        self.sql('DELETE FROM journal WHERE op >= ?', begin)
        for table in 'user_status', 'groups', 'keys', 'settings':
            self.sql(f'UPDATE {table} SET last_op = min (last_op, ?)', begin - 1)
        self.head()

    def grow(self, operation, payload='{}'):
        """An entry that changes nothing, unsigned"""
        seq = self.last + 1
        names = 'time, actor_kind, actor_id, way, result, skipped, hash'
        self.sql(f'INSERT INTO log (seq, operation, payload, changed, journal_rows, journal_hash, salt, {names}) '
                 f'SELECT ?, ?, ?, 0, 0, ?, ?, {names} FROM log WHERE seq = ?',
                 seq, operation, payload, sha(b''), b'S' * 16, seq - 1)
        self.rehash(seq)

    def checkpoint(self, key, seq=None, number=1):
        """The file that a person keeps"""
        entry, hash_ = self.sql('SELECT seq, hash FROM log WHERE seq = ?', seq or self.last)[0]
        values = [self.organisation, str(entry), hash_.hex(), '2026-11-24T09:00:00.000000Z', '0 ' + '0' * 64,
                  f'{number} {bytes(key.verify_key).hex()}']
        signature = base64.b64encode(key.sign(n('gatehouse-checkpoint-1', *values)).signature).decode()
        names = 'organisation', 'entry', 'hash', 'time', 'events', 'key'
        lines = ['gatehouse-checkpoint: 1', *map(': '.join, zip(names, values)), f'signature: {signature}']
        return self.org.write('checkpoint.txt', '\n'.join(lines) + '\n')

    def verdicts(self, *words):
        """State and first bad entry by both programs"""
        self.db.commit()
        mine = subprocess.run([sys.executable, PROGRAM, self.org.path, *words], capture_output=True,
                              text=True)
        assert not mine.stderr, mine.stderr
        told = json.loads(mine.stdout)
        status = {'signed': 0, 'broken': 1, 'could not be checked': 2}.get(told['state'], 3)
        assert mine.returncode == status, told
        theirs = self.org.call('log', 'verify', '--format', 'json', *words)
        assert theirs.stdout, theirs.stderr
        other = json.loads(theirs.stdout)
        ranges = [[part['first'], part['last']] for part in other['unsigned']]
        return ((told['state'], told.get('entry'), told.get('unsigned')),
                (other['state'], other.get('first_bad'), ranges), told, other)


@functools.cache
def honest():
    """An organisation whose first three entries were written before its key; its path, key and fingerprint"""
    folder = tempfile.mkdtemp(prefix='gatehouse-verifier-', dir=os.environ.get('TMPDIR'))
    org = practice(folder, 10)
    org.run('user', 'add', '--username', 'anna')
    recovery = org.json('key', 'create')['secrets']['recovery-key']
    rows = ['username,group1,phone1', 'bert,VPN,+4722855050', *(f'user{i},VPN,' for i in range(12))]
    org.run('users', 'import', org.write('in.csv', '\n'.join(rows) + '\n'), '--create-groups')
    org.run('user', 'edit', '--username', 'anna', '--notes', 'one')
    org.run('user', 'edit', '--username', 'anna', '--notes', 'two')
    org.run('user', 'trash', '--username', 'bert')
    org.run('user', 'purge', '--username', 'bert', '--confirm', '1')
    for number in range(4):
        org.run('user', 'edit', '--username', f'user{number}', '--notes', 'x')
    copy = Copy(folder, org.path)
    key = log_key(copy.db, recovery)
    assert bytes(key.verify_key) == copy.sql('SELECT public FROM keys')[0][0]
    copy.sign(key, 4)
    copy.db.commit()
    return folder, copy.org.path, key, sha(bytes(key.verify_key)).hex()[:16]


def agree(folder, change, state, entry=None, unsigned=None, vouched=True, checkpoint=None, of=None):
    """Both programs say this of a copy that was changed so"""
    path, key, fingerprint = of or honest()[1:]
    copy = Copy(folder, path)
    words = ['--fingerprint', fingerprint] if vouched else []
    if checkpoint is not None:
        words += ['--checkpoint', copy.checkpoint(key, checkpoint or None)]
    change(copy, key)
    mine, theirs, told, other = copy.verdicts(*words)
    assert mine[:2] == theirs[:2] == (state, entry), (told, other)
    if entry is None:
        assert mine[2] == theirs[2] and (unsigned is None or mine[2] == unsigned), (told, other)


def test_honest(folder):
    """L4: a log that nobody touched is signed where somebody vouches for its key"""
    agree(folder, lambda copy, key: None, 'signed', unsigned=[[1, 3]])
    agree(folder, lambda copy, key: None, 'signed', checkpoint=0)
    agree(folder, lambda copy, key: None, 'signed by a key that nobody vouches for', vouched=False)
    agree(folder, lambda copy, key: None, 'signed', vouched=False, checkpoint=0)


def test_no_key(folder):
    """L4: without any signature the log is chained only"""
    agree(folder, lambda copy, key: copy.strip(1), 'chained only', unsigned=[[1, 13]], vouched=False)


def test_changed_entry(folder):
    """L4: each field of an entry"""
    values = dict.fromkeys(('actor_kind', 'actor_id', 'way', 'operation', 'object_kind', 'object_id', 'result'), 'x')
    values |= dict.fromkeys(('time', 'undoes', 'changed', 'skipped', 'journal_rows'), 77) | {'payload': '{}'}
    values |= {'journal_hash': b'h' * 32, 'salt': b's' * 16, 'hash': b'h' * 32, 'signature': b's' * 64}
    for name, value in values.items():
        agree(folder, lambda copy, key: copy.sql(f'UPDATE log SET {name} = ? WHERE seq = 6', value), 'broken', 6)


def test_changed_journal(folder):
    """L4: a journal row's texts, another row, one row less, one that was erased"""
    columns = 'kind, id, prev, before, after, salt, hash FROM journal WHERE op = 6'
    for text in ('UPDATE journal SET after = \'{"notes":"no"}\' WHERE op = 6',
                 "UPDATE journal SET before = '{}' WHERE op = 6",
                 'UPDATE journal SET prev = NULL WHERE op = 6',
                 'UPDATE journal SET salt = NULL WHERE op = 6',
                 'UPDATE journal SET before = NULL, after = NULL, salt = NULL WHERE op = 6',
                 'DELETE FROM journal WHERE op = 6',
                 f'INSERT INTO journal SELECT op, {columns.replace("id", "id + 1000")}'):
        agree(folder, lambda copy, key: copy.sql(text), 'broken', 6)
    agree(folder, lambda copy, key: copy.sql(f'INSERT INTO journal SELECT 99, {columns}'), 'broken', 99)


def test_inserted(folder):
    """L4: an entry put in between, and one at the end"""
    def between(copy, key):
        for table, column in (('log', 'seq'), ('journal', 'op')):
            copy.sql(f'UPDATE {table} SET {column} = -{column} - 1 WHERE {column} >= 7')
            copy.sql(f'UPDATE {table} SET {column} = -{column} WHERE {column} < 0')
        names = ', '.join(name for name in verify_log.ENTRY if name != 'seq')
        copy.sql(f'INSERT INTO log (seq, {names}) SELECT 7, {names} FROM log WHERE seq = 6')
        copy.head()
    agree(folder, between, 'broken', 7)
    agree(folder, lambda copy, key: copy.grow('user.edit'), 'chained only', unsigned=[[1, 3], [14, 14]])


def test_removed(folder):
    """L4: an entry taken out"""
    def remove(copy, key):
        copy.sql('DELETE FROM log WHERE seq = 7')
        copy.sql('DELETE FROM journal WHERE op = 7')
    agree(folder, remove, 'broken', 7)
    agree(folder, lambda copy, key: copy.sql('DELETE FROM log WHERE seq = 1'), 'broken', 1)


def test_reordered(folder):
    """L4: two entries in each other's place"""
    def swap(copy, key):
        for table, column in (('log', 'seq'), ('journal', 'op')):
            for old, new in ((6, -1), (7, 6), (-1, 7)):
                copy.sql(f'UPDATE {table} SET {column} = ? WHERE {column} = ?', new, old)
    agree(folder, swap, 'broken', 6)


def test_cut(folder):
    """L4, L7: the end cut off: by the head, by the records, by a kept checkpoint"""
    def cut(copy, key):
        copy.sql('DELETE FROM log WHERE seq > 11')
        copy.sql('DELETE FROM journal WHERE op > 11')
    agree(folder, cut, 'broken', 12)
    agree(folder, lambda copy, key: (cut(copy, key), copy.head()), 'broken', 12)
    agree(folder, lambda copy, key: copy.cut(12), 'signed')
    agree(folder, lambda copy, key: copy.cut(12), 'broken', 12, checkpoint=0)
    agree(folder, lambda copy, key: copy.cut(12), 'signed', checkpoint=11)


def test_head_set_back(folder):
    """L6: a head of an earlier entry"""
    agree(folder, lambda copy, key: copy.head(11), 'broken', 12)


def test_stripped(folder):
    """L6: signatures taken off the end stay missed, and off the middle break the log"""
    agree(folder, lambda copy, key: copy.strip(11), 'chained only', unsigned=[[1, 3], [11, 13]])
    agree(folder, lambda copy, key: copy.strip(6, 7), 'broken', 6)
    agree(folder, lambda copy, key: copy.strip(11), 'broken', 11, checkpoint=0)


def test_signed_anew(folder):
    """L6: a log signed wholly with another key"""
    def anew(copy, key):
        copy.sql('UPDATE keys SET public = ?', bytes(FRESH.verify_key))
        copy.sign(FRESH, 4)
    agree(folder, anew, 'signed by a key that nobody vouches for', vouched=False)
    agree(folder, anew, 'broken', 4)
    agree(folder, anew, 'broken', 4, vouched=False, checkpoint=0)


@contextlib.contextmanager
def signing(folder):
    """An organisation that signs with the key from its keyring, and a way to set its clock by days; its first key"""
    with open_keyring(folder) as keyring:
        keyring.start()
        clock = os.path.join(folder, 'clock')

        def set_days(days):
            with open(clock, 'w', encoding='ascii') as out:
                out.write(f'{NOW + days * DAY} synchronised\n')
        set_days(0)
        os.environ['GATEHOUSE_TEST_CLOCK'] = clock
        try:
            org = practice(folder, 10)
        finally:
            del os.environ['GATEHOUSE_TEST_CLOCK']
        org.env |= {'GATEHOUSE_TEST_CLOCK': clock, 'DBUS_SESSION_BUS_ADDRESS': keyring.address}
        recovery = org.json('key', 'create')['secrets']['recovery-key']
        yield org, set_days, log_key(sqlite3.connect(org.path), recovery)


def of(org, key):
    """For agree(): what is in the file alone, without a log of SQLite's beside it"""
    path = os.path.join(tempfile.mkdtemp(dir=org.folder), 'backup.db')
    org.run('backup', path)
    return path, key, sha(bytes(key.verify_key)).hex()[:16]


def test_service_key(folder):
    """K3, J5: an entry signed with what a service was given; and with a key that the log key did not introduce"""
    def serve(copy, key):
        copy.grow('user.edit')
        copy.sign(service, copy.last, number=2)

    def replaced(copy, key):
        copy.sql('UPDATE keys SET public = ? WHERE id = 2', bytes(FRESH.verify_key))
        copy.grow('user.edit')
        copy.sign(FRESH, copy.last, number=2)
    with signing(folder) as (org, _, first):
        org.run('user', 'add', '--username', 'anna')
        exported = os.path.join(tempfile.mkdtemp(dir=folder), 'credential')
        org.run('key', 'export', '--unit', 'gatehoused.service', '--plain', exported)
        with open(exported, encoding='utf-8') as file:
            credential = dict(line.rstrip('\n').split(': ', 1) for line in file)
        assert credential['service-key'] == '2', credential.keys()
        service = nacl.signing.SigningKey(bytes.fromhex(credential['service-seed']))
        last = org.json('log', 'list')[0]['entry']
        it = of(org, first)
        agree(folder, lambda copy, key: None, 'signed', of=it)
        agree(folder, serve, 'signed', of=it)
        agree(folder, replaced, 'broken', last + 1, of=it)


def test_regrown(folder):
    """L6: cut, grown again without the key, then signed on"""
    def regrown(copy, key, *words):
        copy.cut(10)
        copy.grow('user.edit')
        copy.grow('user.edit')
        copy.grow(*words)
        copy.sign(key, 12)
    agree(folder, lambda copy, key: regrown(copy, key, 'user.edit'), 'broken', 10)
    less = 'log.note-unsigned', '{"parameters":{"first":11,"last":11}}'
    agree(folder, lambda copy, key: regrown(copy, key, *less), 'broken', 10)
    noted = 'log.note-unsigned', '{"parameters":{"first":10,"last":11}}'
    agree(folder, lambda copy, key: regrown(copy, key, *noted), 'chained only', unsigned=[[1, 3], [10, 11]])
    agree(folder, lambda copy, key: regrown(copy, key, *noted), 'broken', 10, checkpoint=11)
    accepted = 'log.accept-head', '{"facts":{"first":10,"last":11}}'
    agree(folder, lambda copy, key: regrown(copy, key, *accepted), 'chained only', unsigned=[[1, 3], [10, 11]])


def test_shortened(folder):
    """J7, L9: what retention removed, once and again, with its stub, without it, and with one that is not true"""
    def change(copy, key, **other):
        (seq, payload), = copy.sql("SELECT max (seq), payload FROM log WHERE operation = 'log.apply-retention'")
        payload = json.loads(payload)
        payload['facts']['stub'] |= other
        copy.sql('UPDATE log SET payload = ? WHERE seq = ?', json.dumps(payload), seq)
        copy.rehash(seq)
        copy.sign(key, seq)
    with signing(folder) as (org, set_days, first):
        for days in 0, 10, 20, 30, 40:
            set_days(days)
            org.run('user', 'add', '--username', f'user-{days}')
            org.run('log', 'checkpoint')
        for days in 45, 65:
            set_days(days)
            assert org.json('log', 'apply-retention', '--days', '30')['entry'], days
            org.run('user', 'add', '--username', f'user-{days}')
            begin = org.json('log', 'list')[-1]['entry']
            it = of(org, first)
            assert begin > 1
            agree(folder, lambda copy, key: None, 'signed', of=it)
            agree(folder, lambda copy, key: change(copy, key, count=1), 'broken', 1, of=it)
            agree(folder, lambda copy, key: change(copy, key, signature='00' * 64), 'broken', 1, of=it)
            agree(folder, lambda copy, key: copy.sql('DELETE FROM log WHERE seq = ?', begin), 'broken', 1, of=it)
    agree(folder, lambda copy, key: copy.sql('DELETE FROM log WHERE seq <= 6'), 'broken', 1)


def test_next_key(folder):
    """J5, K7: a renewed recovery key and a rotation leave the log signed, by a fingerprint of the first key"""
    org = practice(folder, 10)
    org.run('user', 'add', '--username', 'anna')
    recovery = org.json('key', 'create')['secrets']['recovery-key']
    recovery = org.json('key', 'recovery', 'renew', input=recovery + '\n')['secrets']['recovery-key']
    org.run('key', 'rotate', input=recovery + '\n')
    org.run('user', 'edit', '--username', 'anna', '--notes', 'x')
    copy = Copy(folder, org.path)
    made_by, = (seq for seq, in copy.sql("SELECT seq FROM log WHERE operation = 'key.create'"))
    first, second = (log_key(copy.db, recovery, number) for number in (1, 2))
    copy.sign(first, made_by, copy.last - 1)
    copy.sign(second, copy.last, number=2)
    mine, theirs, told, other = copy.verdicts('--fingerprint', sha(bytes(first.verify_key)).hex()[:16])
    assert mine == theirs and mine[0] == 'signed', (told, other)


def test_vectors(folder):
    """J2, J5: the page's own examples"""
    with open(os.path.join(HERE, '../../docs/formats.md'), encoding='utf-8') as file:
        page = file.read()
    assert f'`{sha(n("DA0123456789ABCDEFGH")).hex()}`' in page
    assert f'`{sha(n(2, "user", 1, None, None, bytes([0x11]) * 32, bytes(range(1, 9)))).hex()}`' in page
    payload = '{"parameters":{"username":"anna"}}'
    assert f'`{sha(n(bytes(range(16)), payload)).hex()}`' in page


if __name__ == '__main__':
    status = run_tests(globals())
    if honest.cache_info().currsize:
        shutil.rmtree(honest()[0])
    sys.exit(status)
