# SPDX-License-Identifier: GPL-3.0-or-later
"""Secrets in every form in which they might turn up, and looking for them: in files, in a process, in a core (K8)."""
import base64
import hashlib
import mmap
import os
import re
import shlex
import sqlite3
import subprocess
import threading
import tempfile

from memory import copy_memory
from nacl import bindings

HERE = os.path.dirname(os.path.abspath(__file__))
# In which register a system call has it.
FIRST_ARGUMENT = {'x86_64': 'rdi', 'aarch64': 'x0'}[os.uname().machine]
# Shorter forms turn up by chance.
LEAST = 8
CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
CONTEXTS = ('ghSeed__', 'ghCode__', 'ghAppl__', 'ghLook__', 'ghLog___', 'ghCheck_')
# Only reached if a program hangs.
PATIENCE = 300


# --- what comes from what ---

def netstrings(*values):
    return b''.join(b'%d:%s,' % (len(value), value) for value in values)


def sub_key(master, context):
    return hashlib.blake2b(b'', digest_size=32, key=master, salt=(1).to_bytes(8, 'little') + bytes(8),
                           person=context.encode() + bytes(8)).digest()


def recovery_bytes(text):
    digits = ''.join(group[:3] for group in text.split('-'))[:32]
    return sum(CROCKFORD.index(digit) << 5 * place for place, digit in enumerate(reversed(digits))).to_bytes(20, 'big')


def recovery_pair(text):
    return bindings.crypto_box_seed_keypair(
        hashlib.sha256(netstrings(b'gatehouse-recovery-key-1', recovery_bytes(text))).digest())


def read_masters(path, recovery):
    """The master keys by number, as docs/formats.md says"""
    public, secret = recovery_pair(recovery)
    with sqlite3.connect(f'file:{path}?mode=ro', uri=True) as database:
        return {number: bindings.crypto_box_seal_open(sealed, public, secret) for number, sealed in
                database.execute("SELECT id, for_recovery FROM keys WHERE use = 'master'")}


# --- forms ---

def base64_within(value, encode):
    """Its letters wherever it stands in something longer that is encoded"""
    for before in range(3):
        letters = encode(bytes(before) + value).rstrip(b'=')
        first = -(-before * 8 // 6)
        last = (before + len(value)) * 8 // 6
        yield letters[first:last]


def grouped(text):
    for size in (3, 4):
        for separator in (' ', '-'):
            yield separator.join(text[i:i + size] for i in range(0, len(text), size))


def forms(value):
    """@value, bytes or a text, in every form"""
    is_text = isinstance(value, str)
    raw = value.encode() if is_text else value
    found = {raw, raw.hex().encode(), raw.hex().upper().encode(), b'\\x' + raw.hex().encode()}
    found.update(base64_within(raw, base64.b64encode))
    found.update(base64_within(raw, base64.urlsafe_b64encode))
    found.add(base64.b32encode(raw).rstrip(b'='))
    found.add(base64.b32encode(raw).rstrip(b'=').lower())
    texts = [value, re.sub('[ -]', '', value)] if is_text else [raw.hex(), base64.b32encode(raw).rstrip(b'=').decode()]
    for text in texts:
        found.update(form.encode() for form in (text, text.lower(), text.upper(), *grouped(text)))
    return {form for form in found if len(form) >= min(LEAST, len(raw))}


class Secrets:
    def __init__(self):
        self.by_form = {}

    def add(self, name, value):
        """@value: bytes, or a text"""
        for form in forms(value):
            self.by_form.setdefault(form, name)

    def add_key(self, name, master):
        self.add(name, master)
        for context in CONTEXTS:
            self.add(f'{name}, {context}', sub_key(master, context))
        _, signing = bindings.crypto_sign_seed_keypair(sub_key(master, 'ghLog___'))
        # Its second half is public.
        self.add(f'{name}, what signs the log', signing[:32])

    def add_recovery_key(self, name, text):
        self.add(name, text)
        self.add(f'{name}, its bytes', recovery_bytes(text))
        self.add(f'{name}, its private half', recovery_pair(text)[1])

    def add_credential(self, name, text):
        for line in text.splitlines():
            label, _, value = line.partition(': ')
            if 'gh' in label and label.endswith('_') or label == 'service-seed':
                self.add(f'{name}, {label}', value)
                self.add(f'{name}, {label}', bytes.fromhex(value))

    def find_in(self, data):
        """The names of those in @data, which is bytes"""
        return {name for form, name in self.by_form.items() if form in data}

    def find_in_file(self, path):
        """The same for a file of any size. Each form alone would take minutes in a core, so what is text goes to grep."""
        texts = {form: name for form, name in self.by_form.items() if re.fullmatch(rb'[ -~]+', form)}
        with tempfile.NamedTemporaryFile() as patterns:
            patterns.write(b'\n'.join(texts) + b'\n')
            patterns.flush()
            done = subprocess.run(['grep', '-zaoFf', patterns.name, path], capture_output=True, check=False,
                                  env=dict(os.environ, LC_ALL='C'))
        assert done.returncode in (0, 1), done.stderr
        # Of several that overlap, grep names one.
        found = {texts[form] for form in done.stdout.split(b'\0') if form}
        if os.path.getsize(path) > 0:
            with open(path, 'rb') as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
                found |= {name for form, name in self.by_form.items() if form not in texts and content.find(form) >= 0}
        return found


# --- where they might be ---

def list_files(*folders):
    return [os.path.join(top, name) for folder in folders for top, _, names in os.walk(folder) for name in names
            if os.path.isfile(os.path.join(top, name))]


def read_cells(path, table=None):
    """All values of a database as one text: what is longer than a page stands in pieces in the file"""
    with sqlite3.connect(f'file:{path}?mode=ro', uri=True) as database:
        tables = [table] if table else [name for (name,) in
                                        database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        cells = [cell for name in tables for row in database.execute(f'SELECT * FROM "{name}"') for cell in row]
    return b'\n'.join(cell if isinstance(cell, bytes) else str(cell).encode() for cell in cells)


class Process:
    """What others can see of a process: its argv and environment, and a core with all memory that a core could have, as
    if the program had not said no."""
    def __init__(self, argv, environ, core):
        self.argv = argv
        self.environ = environ
        self.core = core


def read_process(pid, folder):
    """Of a running process, which goes on"""
    core = os.path.join(folder, 'core')
    copy_memory(pid, core)
    return Process(read_proc(pid, 'cmdline'), read_proc(pid, 'environ'), core)


def read_proc(pid, name):
    with open(f'/proc/{pid}/{name}', 'rb') as file:
        return file.read()


def type_into(path, typed, out):
    with open(path, 'w', encoding='utf-8') as file:
        typed(file, out)


def run_to_its_end(command, typed, env, folder):
    """Runs @command, and looks at it once it has done all and goes. @typed: a text, or a function that is called on a
    thread with where to write and where stdout can be read. Returns stdout, stderr, exit status and process."""
    paths = {name: os.path.join(folder, name) for name in ('typed', 'out', 'err', 'argv', 'environ', 'core')}
    if os.path.exists(paths['typed']):
        os.unlink(paths['typed'])
    if callable(typed):
        os.mkfifo(paths['typed'])
        threading.Thread(target=type_into, args=(paths['typed'], typed, paths['out']), daemon=True).start()
    else:
        with open(paths['typed'], 'w', encoding='utf-8') as file:
            file.write(typed)
    program, *words = command
    look = '; '.join([
        f'import sys; sys.path.insert(0, {HERE!r}); import memory', 'pid = gdb.selected_inferior().pid',
        *(f"open({paths[to]!r}, 'wb').write(open(f'/proc/{{pid}}/{name}', 'rb').read())"
          for name, to in (('cmdline', 'argv'), ('environ', 'environ'))),
        f"memory.copy_memory(pid, {paths['core']!r})"])
    done = subprocess.run(
        ['gdb', '-nx', '-batch', '-iex', 'set auto-load off', '-iex', 'set auto-solib-add off',
         '-iex', 'set debuginfod enabled off', '-ex', f'exec-file {program}',
         '-ex', f"set args {shlex.join(words)} <{paths['typed']} >{paths['out']} 2>{paths['err']}",
         '-ex', 'catch syscall exit_group', '-ex', 'run', '-ex', f'python {look}',
         '-ex', f"python print('STATUS', int(gdb.parse_and_eval('${FIRST_ARGUMENT}')) & 0xff)"],
        capture_output=True, text=True, timeout=PATIENCE, check=False,
        env=dict(env, SHELL='/bin/sh', ASAN_OPTIONS='detect_leaks=0'))
    status = re.search(r'^STATUS (\d+)$', done.stdout, re.MULTILINE)
    assert status and os.path.exists(paths['core']), done.stdout + done.stderr
    with open(paths['out'], 'rb') as out, open(paths['err'], 'rb') as err, open(paths['argv'], 'rb') as argv, \
            open(paths['environ'], 'rb') as environ:
        return (out.read().decode(), err.read().decode(), int(status[1]),
                Process(argv.read(), environ.read(), paths['core']))
