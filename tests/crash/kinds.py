# SPDX-License-Identifier: GPL-3.0-or-later
"""The kinds of passcodes: how users get one, and what they type then. Computed by others' programs."""
import secrets
import subprocess
from urllib.parse import parse_qs, urlsplit

NOW = 1795521600  # 2026-11-24T12:00:00Z, when a step of TOTP begins
STEP = 30
BATCH = 10


def compute(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


class Kind:
    """@uses: how often each passcode is good; None: any number of times"""
    # Whether it is of something that somebody else can have, too.
    is_of_device = False

    def __init__(self, name, uses=1):
        self.name = name
        self.uses = uses

    def columns(self, user, number):
        """What the import of @user brings; @number is nobody else's"""
        return {}

    def give(self, org, users):
        """Returns by user what passcode() takes."""
        raise NotImplementedError

    def passcode(self, given, n):
        """The @n-th passcode, of which none is given before its time: the clock moves a step with each."""
        raise NotImplementedError

    def give_more(self, org, user):
        """For a kind that runs out: returns what passcode() takes for the next BATCH of them."""
        return org.given[user]


class App(Kind):
    is_of_device = True

    def columns(self, user, number):
        return {'phone1': f'+479123{number:04}', 'platform1': 'iphone'}

    def give(self, org, users):
        keys = dict(org.read('SELECT username, phones.key FROM phones JOIN phone_owners ON phone_id = phones.id'
                             ' JOIN users ON user_id = users.id'))
        ids = [word for user in users for word in ('--id', keys[user])]
        shown = org.json('phone', 'activate', *ids)['secrets']
        return {user: parse_qs(urlsplit(shown[keys[user]]).query)['secret'][0] for user in users}

    def passcode(self, given, n):
        return compute('oathtool', '--totp', '--base32', f'--now=@{NOW + STEP * n}', given)


class SmsPasscode(Kind):
    is_of_device = True

    def columns(self, user, number):
        return {'phone1': f'+479123{number:04}', 'platform1': 'iphone'}

    def make(self, org, *words):
        return list(org.json('phone', 'make-sms-passcodes', *words)['secrets'].values())

    def give(self, org, users):
        org.run('settings', 'set', '--name', 'sms_batch', '--value', str(BATCH))
        numbers = dict(org.read('SELECT username, number FROM phones JOIN phone_owners ON phone_id = phones.id'
                                ' JOIN users ON user_id = users.id'))
        return {user: self.make(org, '--number', numbers[user]) for user in users}

    def give_more(self, org, user):
        # No phone may have more than ten batches a day.
        (n_phones,), = org.read('SELECT count(*) FROM phones')
        number = f'+479124{n_phones:04}'
        org.run('phone', 'add', '--username', user, '--number', number, '--type', 'mobile')
        return self.make(org, '--number', number)

    def passcode(self, given, n):
        return given[n % len(given)]


class Token(Kind):
    """Its name is its type. @length: of its secret, in bytes; @row: with how many passcodes it is resynchronised;
    @command: makes the @n-th passcode's command of it"""
    is_of_device = True

    def __init__(self, name, length, row, command):
        super().__init__(name)
        self.length = length
        self.row = row
        self.command = command

    def columns(self, user, number):
        return {'token1': user, 'type1': self.name}

    def give(self, org, users):
        given = {user: secrets.token_hex(self.length) for user in users}
        for user, secret in given.items():
            org.run('token', 'set-secret', '--serial', user, input=f'{secret}\n')
        return given

    def passcode(self, given, n):
        return compute(*self.command(given, n))


class BypassCode(Kind):
    def give(self, org, users):
        # A query for a name finds all that contain it.
        done = org.json('bypass-code', 'create', '--query', f'username:{self.name}', '--uses', str(self.uses or 0))
        assert set(done['secrets']) == set(users), done
        return {user: [code] for user, code in done['secrets'].items()}

    def give_more(self, org, user):
        # Nobody may have more than a hundred that are good.
        done = org.json('bypass-code', 'create', '--username', user, '--uses', str(self.uses or 0), '--minutes', '30',
                        '--count', str(BATCH))
        return list(done['secrets'].values())

    def passcode(self, given, n):
        return given[n % len(given)]


KINDS = [
    App('app'),
    Token('t6', 20, 2, lambda secret, n: ['oathtool', '--totp', f'--now=@{NOW + STEP * n}', secret]),
    Token('h6', 20, 3, lambda secret, n: ['oathtool', '--hotp', '--counter', str(n), secret]),
    Token('yk', 22, 2, lambda secret, n: ['ykgenerate', secret[12:], secret[:12], f'{n + 1:04x}', 'c0a8', '00', '00']),
    SmsPasscode('sms'),
    BypassCode('code-once', 1),
    BypassCode('code-thrice', 3),
    BypassCode('code-any', None),
]
