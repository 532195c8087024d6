#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks what compilers do not: check-style.py CHECK [ROOT], check-style.py --list.

Each check yields lines "path:line: what is wrong"; src/README.md has the rules in words.
"""
import re
import sys
from pathlib import Path

MAX_LINES = 1000
MAX_CPP_LINES = 99
LIBRARY = {'base', 'store', 'settings', 'keys', 'operations', 'domain'}
PROGRAMS = {'desktop', 'service', 'ctl'}

# The arrows: what a file in each layer may include. Layers are named by layer_of(); every folder of src/lib not named
# here is a domain folder, and so is the ops/ folder in each.
ALLOWED = {
    'base': {'base'},
    'store': {'base', 'store'},
    'settings': {'base', 'store', 'settings'},
    'keys': {'base', 'store', 'keys'},
    'operations': {'base', 'store', 'settings', 'keys', 'operations'},
    'domain': LIBRARY,
    'kit': {'base', 'kit'},
    'operate': LIBRARY | {'kit', 'operate'},
    'session': LIBRARY | {'kit', 'operate', 'session'},
    'list': LIBRARY | {'kit', 'session', 'operate', 'list'},
    'users': LIBRARY | {'kit', 'session', 'operate', 'list', 'users'},
    'page': LIBRARY | {'kit', 'session', 'operate', 'list', 'users', 'page'},
    'app': LIBRARY | {'kit', 'session', 'operate', 'list', 'users', 'page', 'app'},
    'service': LIBRARY | {'service'},
    'ctl': LIBRARY | {'ctl'},
}

# Which folder of src/lib writes a table: the one whose records own its rows, as the journal has them (J1). Who has
# which phone and is in which group belongs to the user's record. Unowned tables are written by organisation alone.
OWNERS = {
    'administrators': 'administrators administrator_credentials recovery_codes ladders administrator_lockouts administrator_sign_ins factor_steps recovery_uses late_set_up_codes',
    'bypass-codes': 'bypass_codes past_bypass_codes',
    'groups': 'groups',
    'keys': 'keys sealed',
    'jobs': 'lease',
    'logs': 'checkpoints',
    'operations': 'log journal head sqlite_sequence ended endings left_names former_names',
    'organisation': 'organisation enrolments',
    'phones': 'phones sms_batches past_sms_batches sms_codes',
    'reports': 'exports',
    'settings': 'settings',
    'store': 'about changes',
    'sync': 'directories',
    'tokens': 'tokens',
    'trash': 'trash',
    'verification': 'credentials past_seeds attempts minutes logins lockouts application_lockouts failures name_failures successes seeds endpoints late_credentials bypass_uses sms_uses late_sms_batches',
    'users': 'users user_status user_names user_aliases memberships phone_owners app_owners token_owners',
}
STATEMENT = re.compile(r'"([a-z][a-z0-9-]*)/([a-z0-9-]+)"')
WRITE = (r'\b(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|UPDATE(?:\s+OR\s+\w+)?|DELETE\s+FROM)\s+'
         r'(?:(\w+)\s*\.\s*)?(\w+)')

# Files that decide without I/O, so that their tests need no database.
PURE = re.compile(r'(-rules|-status|-plan|/gh-decision)\.[ch]$')
TOOLKIT = re.compile(r'(gtk|gdk|gsk|adwaita)\b|libadwaita')
FORBIDDEN_NAMES = {'manager', 'helper', 'helpers', 'util', 'utils', 'misc'}
# Split, so that this file does not contain them.
FORBIDDEN_WORDS = re.compile(r'\b(TO' r'DO|FIX' r'ME|XX' r'X)\b|\.\./sha' r'red|/wo' r'rk/')
LICENCE = 'SPDX-License-Identifier: GPL-3.0-or-later'
JSON_PARSER = re.compile(r'\b(json_from_string|json_parser_\w+|JsonParser|json_gvariant_deserialize_data|json_gobject_from_data) *\(?')
TRANSLATED = re.compile(r'\b(_|N_|C_|NC_|ngettext|g_dngettext|g_dpgettext2?) ?\('
                        r'|\b(GH_PLURAL|gh_run_also|gh_run_also_of) \((?!GhRun)|translatable="yes"')
INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]')


def find(root, *folders, ends=('',)):
    """Paths relative to the root, without test input files."""
    for folder in folders:
        for path in sorted((root / folder).rglob('*')):
            inside = path.relative_to(root).as_posix()
            if (path.is_file() and inside.endswith(ends) and '__pycache__' not in inside
                    and not inside.startswith(('tests/fuzz/corpus/', 'tests/fixtures/'))):
                yield inside


def read(root, path):
    return (root / path).read_text(encoding='utf-8', errors='replace')


def find_includes(root, ends=('.c', '.cc', '.h')):
    """(path, line number, '<' or '"', included) of every include in src."""
    for path in find(root, 'src', ends=ends):
        for number, line in enumerate(read(root, path).splitlines(), 1):
            if match := INCLUDE.match(line):
                yield path, number, match[1], match[2]


def layer_of(path):
    """The layer of a path such as src/lib/users/gh-user.c."""
    parts = path.split('/')[1:]
    if parts[0] == 'desktop':
        return parts[1] if parts[1] in ('kit', 'session', 'operate', 'list', 'users', 'app') else 'page'
    if parts[0] in PROGRAMS:
        return parts[0]
    return parts[1] if parts[1] in LIBRARY and parts[2] != 'ops' else 'domain'


def folder_of(path):
    return path.rpartition('/')[0].removesuffix('/ops')


def resolve(root, path, included):
    """Where an include with a folder leads. Generated headers are assumed to be in the includer's program."""
    program = path.split('/')[1]
    for folder in (f'src/{program}', 'src/lib', 'src'):
        if (root / folder / included).is_file():
            return f'{folder}/{included}'
    return f'src/lib/{included}' if (root / 'src/lib' / included.split('/')[0]).is_dir() else f'src/{program}/{included}'


def check_arrows(root):
    for path, number, kind, included in find_includes(root):
        here = layer_of(path)
        if kind == '<':
            if included == 'sqlite3.h' and here != 'store':
                yield f'{path}:{number}: only src/lib/store includes sqlite3.h'
            if TOOLKIT.match(included) and path.startswith('src/lib/'):
                yield f'{path}:{number}: the library knows no toolkit, but includes {included}'
            continue
        if '/' not in included:
            continue
        there = resolve(root, path, included)
        if layer_of(there) not in ALLOWED[here]:
            yield f'{path}:{number}: {here} must not include {layer_of(there)} ({included})'
        if folder_of(there) != folder_of(path) and there.startswith('src/lib/'):
            if there.endswith('-private.h') or (there.endswith('-table.h') and layer_of(there) == 'domain'):
                yield f'{path}:{number}: {included} is for its own folder only'


def check_pages(root):
    for path, number, kind, included in find_includes(root):
        there = resolve(root, path, included)
        if (kind == '"' and '/' in included and layer_of(path) == layer_of(there) == 'page'
                and folder_of(path) != folder_of(there)):
            yield f'{path}:{number}: a page must not include another one ({included}): activate an action of the window'


def check_pure(root):
    for path, number, kind, included in find_includes(root):
        if PURE.search(path) and (TOOLKIT.match(included) or included.startswith('store/') or included == 'sqlite3.h'):
            yield f'{path}:{number}: a file that decides must not include {included}'


def check_includes(root):
    for path, number, kind, included in find_includes(root):
        if kind == '"' and '/' not in included:
            yield f'{path}:{number}: {included} needs its folder in front'


def check_statements(root):
    for path in find(root, 'src', ends=('.c', '.cc', '.h')):
        program, folder = path.split('/')[1:3]
        for number, line in enumerate(read(root, path).splitlines(), 1):
            for match in STATEMENT.finditer(line):
                if ((root / f'src/lib/{match[1]}/queries/{match[2]}.sql').is_file()
                        and (program, folder) != ('lib', match[1]) and not line.lstrip().startswith(('*', '/*'))):
                    yield f'{path}:{number}: {match[0]} is for src/lib/{match[1]} only: ask a function of it'


def check_owners(root):
    owner_of = {table: folder for folder, tables in OWNERS.items() for table in tables.split()}
    for path in find(root, 'src', ends=('.sql', '.c', '.cc', '.h')):
        if path.startswith('src/lib/store/schema/'):
            continue
        program, folder = path.split('/')[1:3]
        is_sql = path.endswith('.sql')
        comment = r'--.*' if is_sql else r'/\*.*?\*/'
        text = re.sub(comment, lambda match: '\n' * match[0].count('\n'), read(root, path), flags=0 if is_sql else re.S)
        # In C, lower case may be a text for people.
        for match in re.finditer(WRITE, text, re.I if is_sql else 0):
            schema, table = (match[1] or '').lower(), match[2].lower()
            if schema == 'temp' or table == 'set':  # ON CONFLICT DO UPDATE SET
                continue
            owner = owner_of.get(table)
            if (program, folder) != ('lib', owner) and (is_sql or owner is not None):
                line = text.count('\n', 0, match.start()) + 1
                yield f'{path}:{line}: {table} belongs to {"src/lib/" + owner if owner else "nobody: see OWNERS"}'


def check_length(root):
    for path in find(root, 'src', 'tests', ends=('.c', '.cc', '.h', '.py', '.sh', '.sql', '.ui', '.build')):
        count = len(read(root, path).splitlines())
        most = MAX_CPP_LINES if path.endswith('.cc') else MAX_LINES
        if count > most:
            yield f'{path}:{count}: over {most} lines'


def check_language(root):
    for path in find(root, 'src', 'tests', ends=('.cc', '.cpp', '.cxx', '.hpp')):
        if path != 'src/lib/phones/gh-phone-library.cc':
            yield f'{path}:1: only src/lib/phones/gh-phone-library.cc is C++'


def check_licence(root):
    files = [*find(root, 'src', 'tests', 'po', 'build-aux', 'data', ends=('.c', '.cc', '.h', '.py', '.sh', '.ui', 'meson.build')),
             'meson.build', 'dev', '.ci/run']
    for path in files:
        if (root / path).is_file() and LICENCE not in '\n'.join(read(root, path).splitlines()[:2]):
            yield f'{path}:1: the first or second line must say {LICENCE}'


def check_names(root):
    for path in find(root, 'src', 'tests'):
        name = path.rpartition('/')[2]
        for word in FORBIDDEN_NAMES.intersection(re.split(r'[-_.]', name)):
            yield f'{path}:1: “{word}” does not say what a file is for'
        if path.startswith('src/') and name.endswith(('.c', '.cc', '.h', '.ui')) and name != 'main.c':
            if not name.startswith('gh-'):
                yield f'{path}:1: the name must begin with gh-'


def check_prefix(root):
    # A definition has its type on the line above its name, a prototype on the same line.
    definition = re.compile(r'^(?!.*\bstatic\b)[A-Za-z_][\w *]*\n([a-z_]\w*) \(', re.M)
    prototype = re.compile(r'^(?!.*\b(?:static|typedef)\b)[A-Za-z_][\w *]*[ *]([a-z_]\w*) +\(', re.M)
    for path in find(root, 'src/lib', ends=('.c', '.h')):
        text = read(root, path)
        for match in (definition if path.endswith('.c') else prototype).finditer(text):
            if not match[1].startswith('gh_'):
                line = text.count('\n', 0, match.start(1)) + 1
                yield f'{path}:{line}: {match[1]}() must begin with gh_'


def check_json(root):
    for path in find(root, 'src', ends=('.c', '.h')):
        for number, line in enumerate(read(root, path).splitlines(), 1):
            if path != 'src/lib/base/gh-json-reader.c' and (match := JSON_PARSER.search(line)):
                yield f'{path}:{number}: gh_json_parse() scans what {match[0].strip(" (")} would crash on'


def check_words(root):
    for path in [*find(root, 'src', 'tests', 'po', 'build-aux', 'data', '.ci'), 'dev', 'meson.build', 'README.md']:
        if (root / path).is_file():
            for number, line in enumerate(read(root, path).splitlines(), 1):
                if match := FORBIDDEN_WORDS.search(line):
                    yield f'{path}:{number}: “{match[0]}” does not belong into the tree'


def check_translation(root):
    listed = [line for line in read(root, 'po/POTFILES').splitlines() if line and not line.startswith('#')]
    for path in find(root, 'src', ends=('.c', '.h', '.ui')):
        if path not in listed and TRANSLATED.search(re.sub(r'/\*.*?\*/', '', read(root, path), flags=re.S)):
            yield f'po/POTFILES:1: add the line {path}'
    for path in listed:
        if not (root / path).is_file():
            yield f'po/POTFILES:{listed.index(path) + 1}: {path} is not there'
    if listed != sorted(set(listed)):
        yield 'po/POTFILES:1: the lines are to be sorted, each once'


def check_apostrophes(root):
    for path in find(root, 'src', ends=('.c', '.h')):
        text = re.sub(r'/\*.*?\*/', lambda match: '\n' * match[0].count('\n'), read(root, path), flags=re.S)
        for match in re.finditer(r'"(?:[^"\\\n]|\\.)*"', text):
            if re.search(r"[a-z]'[a-z]", match[0]):
                yield f'{path}:{text.count(chr(10), 0, match.start()) + 1}: the apostrophe in {match[0]} is to be ’'


CHECKS = {name[6:]: check for name, check in list(globals().items()) if name.startswith('check_')}


def main(arguments):
    if arguments[:1] == ['--list']:
        print('\n'.join(CHECKS))
        return 0
    if not arguments or arguments[0] not in CHECKS:
        print(f'usage: check-style.py {"|".join(CHECKS)} [ROOT]', file=sys.stderr)
        return 2
    wrong = list(CHECKS[arguments[0]](Path(arguments[1] if len(arguments) > 1 else '.')))
    for line in wrong:
        print(line)
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
