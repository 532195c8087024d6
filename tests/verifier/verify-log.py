#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the administrator log of a copy of a Gatehouse directory file. It shares no line with Gatehouse: it was
written from docs/formats.md, "The administrator log", alone. Exit status: 0 signed; 3 chained only, or signed by a key
that nobody vouches for; 1 broken; 2 could not be checked."""
import argparse, base64, datetime, hashlib, json, os, re, sqlite3, sys, urllib.parse
import nacl.exceptions, nacl.signing

class Text(bytes):
    """A TEXT value, byte for byte; a BLOB comes as plain bytes."""

# What a column may hold: whole numbers, texts, NULL, or a blob of so many bytes.
INT, TEXT, NULL = int, Text, type(None)
ENTRY = {'seq': [INT], 'time': [INT], 'actor_kind': [TEXT], 'actor_id': [TEXT], 'way': [TEXT], 'operation': [TEXT],
         'undoes': [INT, NULL], 'object_kind': [TEXT, NULL], 'object_id': [TEXT, NULL], 'result': [TEXT],
         'changed': [INT], 'skipped': [INT], 'journal_rows': [INT], 'journal_hash': [32], 'salt': [16],
         'payload': [TEXT], 'hash': [32], 'key_number': [INT, NULL], 'signature': [64, NULL]}
ROW = {'op': [INT], 'kind': [TEXT], 'id': [INT], 'prev': [INT, NULL], 'before': [TEXT, NULL], 'after': [TEXT, 32, NULL],
       'salt': [8, NULL], 'hash': [32]}
ERASABLE = {b'user': 'users', b'bypass-code': 'bypass_codes', b'phone': 'phones', b'credential': 'credentials'}
CHECKPOINT = re.compile(rb'gatehouse-checkpoint: 1\norganisation: (\w+)\nentry: ([1-9]\d{0,17})\nhash: ([0-9a-f]{64})\n'
                        rb'time: (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)\nevents: ((?:0|[1-9]\d{0,17}) [0-9a-f]{64})\n'
                        rb'key: ([1-9]\d{0,17} [0-9a-f]{64})\nsignature: ([A-Za-z0-9+/]{86}==)\n')

def n(*values):
    """The values as netstrings, one behind the other"""
    data = [str(value).encode() if isinstance(value, (int, str)) else value for value in values]
    return b''.join(b'-,' if value is None else b'%d:%b,' % (len(value), value) for value in data)

def sha(data):
    return hashlib.sha256(data).digest()
def fits(values, kinds_of):
    found = {name: len(value) if type(value) is bytes else type(value) for name, value in values.items()}
    return all(found[name] in kinds and not (found[name] is TEXT and b'\0' in values[name])
               and not (NULL in kinds and values[name] == 0) for name, kinds in kinds_of.items())
def verifies(public, message, signature):
    try:
        return nacl.signing.VerifyKey(bytes(public)).verify(message, bytes(signature)) == message
    except (nacl.exceptions.CryptoError, ValueError, TypeError):
        return False
def iso(time, unit='seconds'):
    return (datetime.datetime(1970, 1, 1) + datetime.timedelta(microseconds=time)).isoformat(timespec=unit) + 'Z'

class Log:
    def __init__(self, path):
        if os.path.exists(path + '-wal') and os.path.getsize(path + '-wal'):
            raise ValueError(f'{path}-wal holds what is not in the file yet; copy it with “gatehousectl backup”')
        self.db = sqlite3.connect(f'file:{urllib.parse.quote(path)}?mode=ro&immutable=1', uri=True)
        self.db.text_factory = Text
        self.db.execute('PRAGMA trusted_schema = OFF')
        if self.db.execute('PRAGMA quick_check (1)').fetchall() != [(b'ok',)]:
            raise ValueError('the database file is damaged')
        self.tables = {name.decode() for name, in self.db.execute("SELECT name FROM sqlite_schema WHERE type='table'")}
        if not {'organisation', 'log', 'journal', 'head', 'keys', 'checkpoints', *ERASABLE.values()} <= self.tables:
            raise ValueError('it is no directory file, or lacks a table')
        (self.organisation,), = self.db.execute('SELECT key FROM organisation').fetchall()
        self.first, self.last, self.erased = None, None, 0
        self.broken, self.ranges = [], []   # (entry, reason); without signatures: first, last, whether no key was there
        self.keys, self.introduced_by = {}, {}      # of the first key and of those that are properly introduced
        self.signed_by = {}     # number of a key: the first and last entry that it signed
    def bad(self, entry, reason):
        self.broken.append((entry, reason))
    def rows(self, table, columns, rest=''):
        for values in self.db.execute(f'SELECT {", ".join(columns)} FROM {table} {rest}'):
            yield dict(zip(columns, values))
    def read_keys(self):
        log_keys = set()
        for place, (number, use, public, by, introduction) in enumerate(self.db.execute(
                'SELECT id, use, public, introduced_by, introduction FROM keys ORDER BY id')):
            word = 'gatehouse-next-key-1' if use == b'master' else 'gatehouse-service-key-1'
            message = n(word, self.organisation, number, public)
            introduced = by in log_keys and verifies(self.keys[by], message, introduction)
            if introduced or (place, use, by) == (0, b'master', None):
                self.keys[number], self.introduced_by[number] = public, by
                log_keys |= {number} if use == b'master' else set()
    def problem_of_row(self, row):
        if not fits(row, ROW):
            return 'a journal row has a value of the wrong kind'
        if row['salt'] is None:
            self.erased += 1
            return None if row['before'] is row['after'] is None else 'a journal row is half erased'
        if (row['before'] is None) != (type(row['after']) is bytes):
            return 'a journal row is of no record that was created, changed or removed'
        return None if row['hash'] == sha(n(*list(row.values())[:-1])) else 'a journal row was changed'
    def problem_of_entry(self, entry, before, rows):
        """What is wrong with an entry that follows the hash before, but for its signature"""
        if not fits(entry, ENTRY):
            return 'the entry has a value of the wrong kind'
        for problem in filter(None, map(self.problem_of_row, rows)):
            return problem
        if len(rows) != entry['journal_rows'] or entry['journal_hash'] != sha(b''.join(row['hash'] for row in rows)):
            return 'its journal rows are not those that it had'
        hashed = *list(entry.values())[:14], sha(n(entry['salt'], entry['payload']))    # from seq to journal_hash
        if entry['hash'] != sha(n('gatehouse-log-1', self.organisation, before, *hashed)):
            return 'the entry was changed, or what it follows'
        if entry['seq'] == 1 and entry['operation'] != b'organisation.create':
            return 'entry 1 did not create the organisation'
    def check_signature(self, entry, begin):
        """Of an entry that has one; begin: the first entry behind the last signed one"""
        seq, number = entry['seq'], entry['key_number']
        message = n('gatehouse-head-1', self.organisation, seq, entry['hash'], entry['time'], number)
        if number not in self.keys or not verifies(self.keys[number], message, entry['signature']):
            self.bad(seq, f'its signature is not one of key {number}, properly introduced')
        if begin < seq:
            no_key_yet = not self.signed_by and entry['operation'] == b'key.create'
            place = {b'log.note-unsigned': 'parameters', b'log.accept-head': 'facts'}.get(entry['operation'])
            named = json.loads(entry['payload'])[place] if place else {}
            if not no_key_yet and (named.get('first'), named.get('last')) != (begin, seq - 1):
                self.bad(begin, f'entries {begin} to {seq - 1} have lost their signatures, or were put in')
            self.ranges.append((begin, seq - 1, no_key_yet))
        self.signed_by[number] = self.signed_by.get(number, (seq,))[0], seq
    def before_first(self):
        """The hash that the first entry follows; an exception where retention left no proper stub"""
        start = sha(n(self.organisation))
        if self.first == 1:
            return start
        stubs = [json.loads(entry['payload'])['facts']['stub'] for entry in self.rows(
            'log', ('seq', 'payload'), "WHERE operation = 'log.apply-retention' ORDER BY seq DESC LIMIT 2")]
        first, last, count, from_, to, key = (int(stubs[0][name]) for name in (
            'first', 'last', 'count', 'first_time', 'last_time', 'key'))
        before, end, signature = (bytes.fromhex(stubs[0][name]) for name in ('hash_before', 'hash_last', 'signature'))
        older = start if first == 1 else bytes.fromhex(stubs[1]['hash_last']) if len(stubs) > 1 else before
        message = n('gatehouse-stub-1', self.organisation, first, last, count, before, end, from_, to, key)
        if (last, count, before) != (self.first - 1, last - first + 1, older) or not verifies(
                self.keys[key], message, signature):
            raise ValueError
        return end
    def check_entries(self, checkpoints):
        journal = self.rows('journal', ROW, 'ORDER BY op, kind COLLATE BINARY, id')
        row, self.kept = next(journal, None), {}
        for entry in self.rows('log', ENTRY, 'ORDER BY seq'):
            seq, rows = entry['seq'], []
            if self.first is None:
                self.first, self.first_entry, self.begin, expected = seq, entry, seq, seq
                try:
                    before = self.before_first()
                except (LookupError, TypeError, ValueError):
                    before = self.bad(1, 'the entry is missing, and no proper stub of retention says why')
            while row and row['op'] <= seq:
                rows.append(row)
                row = next(journal, None)
            problem = 'the entry is missing' if seq != expected else self.problem_of_entry(entry, before, rows)
            if problem:
                self.bad(expected, problem)
            if entry['signature'] is not None:
                self.check_signature(entry, self.begin)
                self.begin = seq + 1
            if seq in checkpoints:
                self.kept[seq] = entry['hash'], self.begin
            self.last, self.last_entry, before, expected = seq, entry, entry['hash'], seq + 1
        if self.first is None:
            raise ValueError('the log is empty')
        if self.begin <= self.last:
            self.ranges.append((self.begin, self.last, False))
        if row:
            self.bad(row['op'], 'there are journal rows of this entry, and it is missing')
    def check_erased(self):
        """From the last row of each record with erased rows to its first"""
        record = follows = None
        for kind, number, op, prev, erased, operation in self.db.execute(
                '''SELECT j.kind, j.id, op, prev, coalesce (j.salt, before, after) IS NULL, operation
                   FROM journal j LEFT JOIN log ON seq = op
                   WHERE (j.kind, j.id) IN (SELECT kind, id FROM journal WHERE salt IS NULL) ORDER BY 1, 2, 3 DESC'''):
            if (kind, number) != record:
                record, follows = (kind, number), op
                gone = (erased and kind in ERASABLE and operation in (b'user.purge', b'user.purge-due')
                        and not self.db.execute(f'SELECT 1 FROM {ERASABLE[kind]} WHERE id = ?', (number,)).fetchone())
            if erased and (not gone or follows != op):
                self.bad(op, f'its journal row of {kind.decode()} {number} was erased, not by a deletion for good')
            follows = prev
    def check_end(self):
        names = 'seq', 'hash', 'time', 'key_number', 'signature'
        heads = list(self.rows('head', names))
        if heads != [{name: self.last_entry[name] for name in names}]:
            seq = heads[0]['seq'] if heads else 0
            self.bad(min(seq, self.last) + (seq != self.last), 'the head is not that of the last entry')
        for table in self.tables:
            columns = [column for _, column, *_ in self.db.execute(f'PRAGMA table_info ("{table}")')]
            later = f'SELECT 1 FROM "{table}" WHERE last_op > ?'
            if b'last_op' in columns and self.db.execute(later, (self.last,)).fetchone():
                self.bad(self.last + 1, f'it changed a record in “{table}”, and is missing')
    def read_checkpoints(self, paths):
        """Yields the values that are signed, the signature, and where it is if outside the file"""
        for path in paths:
            with open(path, 'rb') as file:
                found = CHECKPOINT.fullmatch(file.read(4096))
            if not found or found[1] != self.organisation:
                raise ValueError(f'{path} is no checkpoint of this organisation')
            yield [value.decode() for value in found.groups()[:6]], base64.b64decode(found[7]), path
        for entry, hash_, time, events, events_hash, number, public, signature in self.db.execute(
                'SELECT entry, hash, time, events, events_hash, key_number, public, signature FROM checkpoints'):
            yield ([self.organisation.decode(), str(entry), hash_.hex(), iso(time, 'microseconds'),
                    f'{events} {events_hash.hex()}', f'{number} {public.hex()}'], signature, None)
    def check_checkpoint(self, values, signature, path):
        entry, number, public = int(values[1]), int(values[5].split()[0]), bytes.fromhex(values[5].split()[1])
        if not verifies(public, n('gatehouse-checkpoint-1', *values), signature):
            if path:
                raise ValueError(f'{path} has a signature that is not of the key that it names')
            self.bad(entry, 'the signature of its checkpoint is wrong')
        if self.keys.get(number) != public:
            self.bad(self.signed_by.get(number, (entry,))[0], f'a checkpoint that was kept names another key {number}')
        if entry > self.last:
            self.bad(self.last + 1, f'the log was set back: there is a checkpoint of entry {entry}')
        elif entry in self.kept:
            hash_, begin = self.kept[entry]
            if hash_.hex() != values[2] or begin <= entry:
                self.bad(min(begin, entry), f'entry {entry} is not the one of a checkpoint that was kept')
        return {number} if path and self.keys.get(number) == public else set()
    def verify(self, fingerprints, paths):
        self.read_keys()
        checkpoints = list(self.read_checkpoints(paths))
        self.check_entries({int(values[1]) for values, *_ in checkpoints})
        self.check_erased()
        self.check_end()
        vouched = set().union(*(self.check_checkpoint(*checkpoint) for checkpoint in checkpoints))
        for fingerprint in fingerprints:
            fit = {number for number, public in self.keys.items() if sha(public).hex()[:16] == fingerprint}
            if not fit and self.signed_by:
                self.bad(min(self.signed_by.values())[0], f'no key here has the fingerprint {fingerprint}')
            vouched |= fit
        for number in sorted(self.keys):        # who introduces has the lower number
            vouched |= {number} if self.introduced_by[number] in vouched else set()
        proved = max((last for number, (_, last) in self.signed_by.items() if number in vouched), default=0)
        signed = 'signed' if proved == self.last else 'signed by a key that nobody vouches for'
        return {'state': signed if all(no_key_yet for *_, no_key_yet in self.ranges) else 'chained only',
                'first': self.first, 'last': self.last, 'erased': self.erased, 'from': iso(self.first_entry['time']),
                'to': iso(self.last_entry['time']), 'unsigned': [range_[:2] for range_ in self.ranges]}

def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('file')
    parser.add_argument('--fingerprint', action='append', default=[], metavar='HEX', help='of a log key, from a person')
    parser.add_argument('--checkpoint', action='append', default=[], metavar='FILE', help='one that was kept elsewhere')
    asked = parser.parse_args()
    log = None
    try:
        log = Log(asked.file)
        told = log.verify([text.lower() for text in asked.fingerprint], asked.checkpoint)
    except (ValueError, OSError, sqlite3.Error, TypeError, LookupError, ArithmeticError) as error:
        told = {'state': 'could not be checked', 'reason': str(error)}
    if log and log.broken:      # whatever else could not be read
        entry, reason = min(log.broken, key=lambda broken: broken[0])
        told |= {'state': 'broken', 'entry': entry, 'reason': reason}
    told['checked'] = datetime.datetime.utcnow().isoformat(timespec='seconds') + 'Z'
    print('{' + ',\n '.join(f'"{name}": {json.dumps(value)}' for name, value in told.items()) + '}')
    return {'signed': 0, 'broken': 1, 'could not be checked': 2}.get(told['state'], 3)

if __name__ == '__main__':
    sys.exit(main())
