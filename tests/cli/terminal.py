#!/usr/bin/python3
"""Runs a command on a terminal of its own and types answers.

    terminal.py ANSWER... -- COMMAND...

An answer is typed when the command waits at the end of a line that ends in
": "; "^C" and "^D" are those keys. WIDTH in the environment says how many
columns the terminal has. Shown is what stands on the terminal, and
how the command ended.
"""
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios

SECONDS = 30
KEYS = {"^C": b"\x03", "^D": b"\x04"}


def main():
    at = sys.argv.index("--")
    answers, command = sys.argv[1:at], sys.argv[at + 1:]
    child, terminal = pty.fork()
    if child == 0:
        size = struct.pack("HHHH", 24, int(os.environ.get("WIDTH", 80)), 0, 0)
        fcntl.ioctl(0, termios.TIOCSWINSZ, size)
        # Who runs in the background may have been told to ignore it.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.execvp(command[0], command)
    shown, asked = b"", 0
    while True:
        if not select.select([terminal], [], [], SECONDS)[0]:
            os.kill(child, signal.SIGKILL)
            shown += b"\n(it waits)\n"
            break
        try:
            block = os.read(terminal, 4096)
        except OSError:  # the other end is closed
            break
        if not block:
            break
        shown += block
        if shown[asked:].endswith(b": ") and answers:
            answer = answers.pop(0)
            os.write(terminal, KEYS.get(answer, answer.encode() + b"\n"))
            asked = len(shown)
    status = os.waitpid(child, 0)[1]
    sys.stdout.write(shown.replace(b"\r", b"").decode(errors="replace"))
    if os.WIFSIGNALED(status):
        print("\nended by", signal.Signals(os.WTERMSIG(status)).name)
    else:
        print("exit status", os.WEXITSTATUS(status))
    if answers:
        print("not asked for:", answers)


main()
