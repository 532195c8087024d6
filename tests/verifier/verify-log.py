#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the administrator log of a copy of a Gatehouse directory file. It shares no line with Gatehouse: it was
written from docs/formats.md, "The administrator log", alone. Exit status: 0 signed; 3 chained only, or signed by a key
that nobody vouches for; 1 broken; 2 could not be checked."""
import argparse, base64, datetime, hashlib, json, os, re, sqlite3, sys, urllib.parse
from nacl.exceptions import CryptoError
from nacl.signing import VerifyKey

# What a column may hold: whole numbers, texts, NULL, or a blob of so many bytes.
INT, TEXT, NULL = 'number', 'text', 'NULL'
ENTRY = {'seq': [INT], 'time': [INT], 'actor_kind': [TEXT], 'actor_id': [TEXT], 'way': [TEXT], 'operation': [TEXT],
         'undoes': [INT, NULL], 'object_kind': [TEXT, NULL], 'object_id': [TEXT, NULL], 'result': [TEXT],
         'changed': [INT], 'skipped': [INT], 'journal_rows': [INT], 'journal_hash': [32], 'salt': [16],
         'payload': [TEXT], 'hash': [32], 'key_number': [INT, NULL], 'signature': [64, NULL]}
ROW = {'op': [INT], 'kind': [TEXT], 'id': [INT], 'prev': [INT, NULL], 'before': [TEXT, NULL], 'after': [TEXT, 32, NULL],
       'salt': [8, NULL], 'hash': [32]}
CHECKPOINT = re.compile(
    rb'gatehouse-checkpoint: 1\norganisation: (\w+)\nentry: ([1-9]\d{0,17})\nhash: ([0-9a-f]{64})\n'
    rb'time: (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)\nevents: ((?:0|[1-9]\d{0,17}) [0-9a-f]{64})\n'
    rb'key: ([1-9]\d{0,17} [0-9a-f]{64})\nsignature: ([A-Za-z0-9+/]{86}==)\n')

class Text(bytes):
    """A TEXT value, byte for byte; a BLOB comes as plain bytes."""
class NotChecked(Exception):
    """Why there is no answer."""

def n(*values):
    """The values as netstrings, one behind the other"""
    out = b''
    for value in values:
        data = str(value).encode() if isinstance(value, (int, str)) else value
        out += b'-,' if value is None else b'%d:%b,' % (len(data), data)
    return out

def sha(data):
    return hashlib.sha256(data).digest()
def fits(values, kinds_of):
    for name, kinds in kinds_of.items():
        value = values[name]
        kind = {int: INT, Text: TEXT, type(None): NULL}.get(type(value)) or (type(value) is bytes and len(value))
        if kind not in kinds or (kind == TEXT and b'\0' in value) or (NULL in kinds and value == 0):
            return False
    return True

def verifies(public, message, signature):
    try:
        return VerifyKey(bytes(public)).verify(message, bytes(signature)) == message
    except (CryptoError, ValueError, TypeError):
        return False
def iso(time, unit='seconds'):
    return (datetime.datetime(1970, 1, 1) + datetime.timedelta(microseconds=time)).isoformat(timespec=unit) + 'Z'

class Log:
    def __init__(self, path):
        if os.path.exists(path + '-wal') and os.path.getsize(path + '-wal'):
            raise NotChecked(f'{path}-wal holds what is not in the file yet; copy it with “gatehousectl backup”')
        self.db = sqlite3.connect(f'file:{urllib.parse.quote(path)}?mode=ro&immutable=1', uri=True)
        self.db.text_factory = Text
        self.db.execute('PRAGMA trusted_schema = OFF')
        if self.db.execute('PRAGMA quick_check (1)').fetchall() != [(b'ok',)]:
            raise NotChecked('the database file is damaged')
        schema = self.db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        self.tables = [name.decode() for name, in schema]
        if not {'organisation', 'log', 'journal', 'head', 'keys', 'checkpoints', 'users'} <= set(self.tables):
            raise NotChecked('it is no directory file, or lacks a table')
        (self.organisation,), = self.db.execute('SELECT key FROM organisation').fetchall()
        self.first, self.last, self.erased = None, None, 0
        self.broken = []        # (entry, reason)
        self.keys, self.introduced_by = {}, {}      # of the first key and of those that are properly introduced
        self.ranges = []        # without signatures: first, last, and whether there was no key yet
        self.signed_by = {}     # number of a key: the first and last entry that it signed
    def bad(self, entry, reason):
        self.broken.append((entry, reason))
    def rows(self, table, columns, rest=''):
        for values in self.db.execute(f'SELECT {", ".join(columns)} FROM {table} {rest}'):
            yield dict(zip(columns, values))
    def read_keys(self):
        log_keys, first = set(), True
        for number, use, public, by, introduction in self.db.execute(
                'SELECT id, use, public, introduced_by, introduction FROM keys ORDER BY id'):
            word = 'gatehouse-next-key-1' if use == b'master' else 'gatehouse-service-key-1'
            good = by in log_keys and verifies(self.keys[by], n(word, self.organisation, number, public), introduction)
            if first:
                first, good = False, use == b'master' and by is None
            if good:
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
        created = entry['seq'] > 1 or entry['operation'] == b'organisation.create'
        return None if created else 'entry 1 did not create the organisation'
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
        """The hash that the first entry follows; None where retention left no proper stub"""
        stubs = [json.loads(entry['payload'])['facts']['stub'] for entry in self.rows(
            'log', ('seq', 'payload'), "WHERE operation = 'log.apply-retention' ORDER BY seq DESC LIMIT 2")]
        start = sha(n(self.organisation))
        if self.first == 1 or not stubs:
            return start if self.first == 1 else None
        stub = stubs[0]
        first, last, count, from_, to, key = (int(stub[name]) for name in (
            'first', 'last', 'count', 'first_time', 'last_time', 'key'))
        before, end, signature = (bytes.fromhex(stub[name]) for name in ('hash_before', 'hash_last', 'signature'))
        older = start if first == 1 else bytes.fromhex(stubs[1]['hash_last']) if len(stubs) > 1 else before
        message = n('gatehouse-stub-1', self.organisation, first, last, count, before, end, from_, to, key)
        good = last == self.first - 1 and count == last - first + 1 and before == older
        return end if good and verifies(self.keys.get(key), message, signature) else None
    def check_entries(self, checkpoints):
        journal = self.rows('journal', ROW, 'ORDER BY op, kind COLLATE BINARY, id')
        row, holds, self.kept = next(journal, None), True, {}
        for entry in self.rows('log', ENTRY, 'ORDER BY seq'):
            seq, rows = entry['seq'], []
            if self.first is None:
                self.first, self.first_entry, self.begin, expected = seq, entry, seq, seq
                try:
                    before = self.before_first()
                except (LookupError, TypeError, ValueError):
                    before = None
                if before is None:
                    self.bad(1, 'the entry is missing, and no proper stub of retention says why')
            while row and row['op'] <= seq:
                rows.append(row)
                row = next(journal, None)
            problem = 'the entry is missing' if seq != expected else self.problem_of_entry(entry, before, rows)
            if holds and problem:
                self.bad(expected, problem)
                holds = False   # all behind it follows something else
            if entry['signature'] is not None:
                self.check_signature(entry, self.begin)
                self.begin = seq + 1
            if seq in checkpoints:
                self.kept[seq] = entry['hash'], self.begin
            self.last, self.last_entry, before, expected = seq, entry, entry['hash'], seq + 1
        if self.first is None:
            raise NotChecked('the log is empty')
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
                gone = (erased and kind == b'user' and operation in (b'user.purge', b'user.purge-due')
                        and not self.db.execute('SELECT 1 FROM users WHERE id = ?', (number,)).fetchone())
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
            if b'last_op' in [column for _, column, *_ in self.db.execute(f'PRAGMA table_info ("{table}")')]:
                (above,), = self.db.execute(f'SELECT max (last_op) FROM "{table}"')
                if (above or 0) > self.last:
                    self.bad(self.last + 1, f'it changed a record in “{table}”, and is missing')
    def read_checkpoints(self, paths):
        """Yields the values that are signed, the signature, and where it is if outside the file"""
        for path in paths:
            with open(path, 'rb') as file:
                found = CHECKPOINT.fullmatch(file.read(4096))
            if not found or found[1] != self.organisation:
                raise NotChecked(f'{path} is no checkpoint of this organisation')
            yield [value.decode() for value in found.groups()[:6]], base64.b64decode(found[7]), path
        for entry, hash_, time, events, events_hash, number, public, signature in self.db.execute(
                'SELECT entry, hash, time, events, events_hash, key_number, public, signature FROM checkpoints'):
            yield ([self.organisation.decode(), str(entry), hash_.hex(), iso(time, 'microseconds'),
                    f'{events} {events_hash.hex()}', f'{number} {public.hex()}'], signature, None)
    def check_checkpoint(self, values, signature, path):
        entry, number, public = int(values[1]), int(values[5].split()[0]), bytes.fromhex(values[5].split()[1])
        if not verifies(public, n('gatehouse-checkpoint-1', *values), signature):
            if path:
                raise NotChecked(f'{path} has a signature that is not of the key that it names')
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
        told = {'first': self.first, 'last': self.last, 'from': iso(self.first_entry['time']), 'erased': self.erased,
                'to': iso(self.last_entry['time']), 'unsigned': [range_[:2] for range_ in self.ranges]}
        chained = not all(no_key_yet for *_, no_key_yet in self.ranges)
        return dict(told, state='chained only' if chained else 'signed' if proved == self.last else
                    'signed by a key that nobody vouches for')

def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('file')
    parser.add_argument('--fingerprint', action='append', default=[], metavar='HEX', help='of a log key, from a person')
    parser.add_argument('--checkpoint', action='append', default=[], metavar='FILE', help='one that was kept elsewhere')
    parser.add_argument('--json', action='store_true')
    asked = parser.parse_args()
    log = None
    try:
        log = Log(asked.file)
        told = log.verify([text.lower() for text in asked.fingerprint], asked.checkpoint)
    except (NotChecked, OSError, sqlite3.Error, ValueError, TypeError, LookupError, ArithmeticError) as error:
        told = {'state': 'could not be checked', 'reason': str(error)}
    if log and log.broken:      # whatever else could not be read
        entry, reason = min(log.broken, key=lambda broken: broken[0])
        told |= {'state': 'broken', 'entry': entry, 'reason': reason}
    told['checked'] = datetime.datetime.utcnow().isoformat(timespec='seconds') + 'Z'
    if asked.json:
        print(json.dumps(told))
    else:
        at = f' at {told["entry"]}' if 'entry' in told else ''
        print(f'{told["checked"]}: {told["state"]}{at}' + (f': {told["reason"]}' if 'reason' in told else ''))
        if 'first' in told:
            print(f'Entries {told["first"]} to {told["last"]}, {told["from"]} to {told["to"]}; '
                  f'{told["erased"]} journal rows erased by deletions for good')
            for first, last in told['unsigned']:
                print(f'Entries {first} to {last} have no signature')
    return {'signed': 0, 'broken': 1, 'could not be checked': 2}.get(told['state'], 3)

if __name__ == '__main__':
    sys.exit(main())
