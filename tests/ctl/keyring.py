# SPDX-License-Identifier: GPL-3.0-or-later
"""A real gnome-keyring on a bus of its own, on which nothing can be started."""
import contextlib
import os
import signal
import subprocess
import time

# Only reached if a program hangs.
PATIENCE = 120
CONFIG = '''<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><keep_umask/><listen>unix:dir={folder}</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>'''


class Keyring:
    def __init__(self, folder):
        self.folder = os.path.join(folder, 'keyring')
        os.makedirs(self.folder, mode=0o700)
        config = os.path.join(self.folder, 'bus.conf')
        with open(config, 'w', encoding='ascii') as file:
            file.write(CONFIG.format(folder=self.folder))
        self.bus = subprocess.Popen(['dbus-daemon', '--nofork', f'--config-file={config}', '--print-address'],
                                    stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.address = self.bus.stdout.readline().strip()
        self.daemon = None

    def is_there(self):
        asked = subprocess.run(['dbus-send', f'--bus={self.address}', '--print-reply=literal', '--dest=org.freedesktop.DBus',
                                '/', 'org.freedesktop.DBus.NameHasOwner', 'string:org.freedesktop.secrets'],
                               capture_output=True, text=True, check=True)
        return 'true' in asked.stdout

    def wait_until(self, is_there):
        end = time.monotonic() + PATIENCE
        while self.is_there() != is_there:
            assert time.monotonic() < end, 'the keyring hangs'
            time.sleep(0.02)

    def start(self, unlocked=True):
        env = dict(os.environ, HOME=self.folder, XDG_DATA_HOME=self.folder, XDG_RUNTIME_DIR=self.folder,
                   DBUS_SESSION_BUS_ADDRESS=self.address)
        for name in ('DISPLAY', 'WAYLAND_DISPLAY', 'G_DEBUG'):
            env.pop(name, None)
        self.daemon = subprocess.Popen(['gnome-keyring-daemon', '--foreground', '--components=secrets',
                                        *(['--unlock'] if unlocked else [])], env=env, stdin=subprocess.PIPE,
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with contextlib.suppress(BrokenPipeError):
            self.daemon.stdin.write(b'password')
            self.daemon.stdin.close()
        self.wait_until(True)

    def stop(self):
        if self.daemon is not None:
            self.daemon.send_signal(signal.SIGCONT)
            self.daemon.terminate()
            self.daemon.wait(PATIENCE)
            self.daemon = None
            self.wait_until(False)

    def close(self):
        self.stop()
        self.bus.terminate()
        self.bus.wait(PATIENCE)


@contextlib.contextmanager
def open_keyring(folder):
    keyring = Keyring(folder)
    try:
        yield keyring
    finally:
        keyring.close()
