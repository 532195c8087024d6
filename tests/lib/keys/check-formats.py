#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Computes the examples of docs/formats.md without a line of Gatehouse. Prints TAP.

check-formats.py FORMATS.md
"""
import hashlib
import hmac
import re
import sys
import unicodedata

from nacl import bindings

with open(sys.argv[1], encoding='utf-8') as page:
    boxes = re.findall(r'^```\n(.*?)^```', page.read(), re.MULTILINE | re.DOTALL)
V = dict(line.split(': ', 1) for box in boxes for line in box.splitlines())
ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'


def given(name):
    return bytes.fromhex(V[name])


def netstrings(*values):
    parts = [value if isinstance(value, bytes) else str(value).encode() for value in values]
    return b''.join(b'%d:%s,' % (len(part), part) for part in parts)


def sub_key(context, master='master'):
    return hashlib.blake2b(b'', digest_size=32, key=given(master), salt=(1).to_bytes(8, 'little') + bytes(8),
                           person=context.encode() + bytes(8)).digest()


def keyed(context, *values):
    return hmac.new(sub_key(context), netstrings(*values), 'sha256').hexdigest()


def twice(a):
    return (a << 1) ^ (0x25 if a & 16 else 0)


def check(values):
    result = 0
    for value in values:
        result = twice(result ^ value)
    return result


def recovery_text(key):
    number = int.from_bytes(key, 'big')
    values = [(number >> (155 - 5 * i)) & 31 for i in range(32)]
    values.append(check(values))
    groups = [values[i:i + 3] for i in range(0, 33, 3)]
    return '-'.join(''.join(ALPHABET[value] for value in group) + ALPHABET[check(group) ^ number]
                    for number, group in enumerate(groups, 1))


def introduced(what, number, public):
    _, secret = bindings.crypto_sign_seed_keypair(sub_key('ghLog___'))
    return bindings.crypto_sign(netstrings(what, V['organisation'], number, public), secret)[:64].hex()


def fold(text):
    folded = unicodedata.normalize('NFKD', unicodedata.normalize('NFKD', text).casefold())
    return ''.join(letter for letter in folded if not unicodedata.category(letter).startswith('M'))


def left_texts(name):
    key = unicodedata.normalize('NFKC', unicodedata.normalize('NFKC', name).casefold())
    return [key, fold(key), fold(key.rpartition('\\')[2].partition('@')[0]) + '@']


def computed():
    organisation, number = V['organisation'], V['key-number']
    for context in ('ghSeed__', 'ghCode__', 'ghAppl__', 'ghLook__', 'ghLog___', 'ghCheck_'):
        yield context, sub_key(context).hex()

    public, _ = bindings.crypto_sign_seed_keypair(sub_key('ghLog___'))
    yield 'log-public', public.hex()
    yield 'fingerprint', hashlib.sha256(public).hexdigest()[:16]
    following, _ = bindings.crypto_sign_seed_keypair(sub_key('ghLog___', 'next-master'))
    yield 'next-public', following.hex()
    yield 'introduction', introduced('gatehouse-next-key-1', V['next-number'], following)
    yield 'check-value', keyed('ghCheck_', 'gatehouse-check-1', organisation, number)

    nonce = given('sealed')[:24]
    data = netstrings('gatehouse-seal-1', organisation, V['kind'], V['purpose'], V['record'], number)
    yield 'sealed', (nonce + bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(given('value'), data, nonce,
                                                                                 sub_key('ghSeed__'))).hex()
    yield 'sms-hash', keyed('ghLook__', 'sms', V['sms-phone'], V['sms-code'])
    yield 'seed-hash', hashlib.sha256(netstrings('gatehouse-seed-1', given('salt'), given('seed'))).hexdigest()
    for i, text in enumerate(left_texts(V['name']), 1):
        yield f'name-text-{i}', text
        yield f'name-hash-{i}', hashlib.sha256(netstrings('gatehouse-name-1', given('salt'), text)).hexdigest()
    yield 'bypass-hash', keyed('ghLook__', 'bypass', V['bypass-user'], V['bypass-code'])

    typed = unicodedata.normalize('NFC', re.sub(r'.', lambda c: ' ' if unicodedata.category(c[0]) == 'Zs' else c[0],
                                                given('password-typed').decode(), flags=re.DOTALL))
    yield 'password', typed
    halves = bindings.crypto_pwhash_alg(64, V['password'].encode(), given('password-salt'), int(V['password-passes']),
                                        int(V['password-memory']), bindings.crypto_pwhash_ALG_ARGON2ID13)
    yield 'verifier', hashlib.sha256(halves[:32]).hexdigest()
    yield 'seal-key', halves[32:].hex()
    nonce = given('own-sealed')[:24]
    data = netstrings('gatehouse-own-seed-1', organisation, V['administrator'], V['factor'])
    yield 'own-sealed', (nonce + bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(given('own-seed'), data, nonce,
                                                                                     halves[32:])).hex()
    code = given('one-time-code')
    bits = ''.join(f'{byte:08b}' for byte in code)
    characters = ['0123456789ABCDEFGHJKMNPQRSTVWXYZ'[int(bits[i:i + 5].ljust(5, '0'), 2)] for i in range(0, len(bits), 5)]
    yield 'one-time-text', re.sub(r'(.{4})(?=.)', r'\1-', ''.join(characters))
    yield 'one-time-hash', hashlib.sha256(netstrings('gatehouse-one-time-1', V['factor'], code)).hexdigest()

    yield 'recovery-text', recovery_text(given('recovery-key'))
    seed = hashlib.sha256(netstrings('gatehouse-recovery-key-1', given('recovery-key'))).digest()
    public, secret = bindings.crypto_box_seed_keypair(seed)
    yield 'recovery-public', public.hex()
    yield 'recovery-proof', keyed('ghCheck_', 'gatehouse-recovery-1', organisation, number, public)
    yield 'master', bindings.crypto_box_seal_open(given('for-recovery'), public, secret).hex()

    service, _ = bindings.crypto_sign_seed_keypair(given('service-seed'))
    # The box of the credential is the last that has the name.
    credential = dict(line.split(': ', 1) for line in boxes[-1].splitlines())
    V['introduction'] = credential['introduction']
    for context in ('ghCode__', 'ghAppl__', 'ghSeed__', 'ghLook__'):
        V[f'coming-{context}'] = credential[f'coming-{context}']
        yield f'coming-{context}', sub_key(context, 'next-master').hex()
    yield 'introduction', introduced('gatehouse-service-key-1', V['service-key'], service)


V.update(dict(line.split(': ', 1) for box in boxes[:-1] for line in box.splitlines()))
print('TAP version 13')
count = failed = 0
for name, value in computed():
    count += 1
    ok = V[name] == value
    failed += not ok
    print(f'{"ok" if ok else "not ok"} {count} /J8/formats/{name}')
    if not ok:
        print(f'# {value} is computed, {V[name]} is on the page')
print(f'1..{count}')
sys.exit(1 if failed else 0)
