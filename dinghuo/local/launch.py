"""Becomes another program after giving up rights and tying its life to its parent's.

Run as `python -IS launch.py [--user UID:GID | --namespace UID:GID] [--signal NAME] -- PROGRAM ARGUMENTS`. It is a
program of its own, and not a function between fork and exec, because its parents have threads.
"""

import ctypes
import os
import signal
import sys

CLONE_NEWUSER = 0x10000000
PR_SET_PDEATHSIG = 1


def become(user: str) -> None:
    """Change to another user for good. Needs root."""
    uid, gid = (int(part) for part in user.split(":"))
    os.setgroups([])
    os.setresgid(gid, gid, gid)
    os.setresuid(uid, uid, uid)


def appear_as(user: str) -> None:
    """Enter a user namespace that calls us another user, with no capability outside of it."""
    uid, gid = user.split(":")
    outer_uid, outer_gid = os.getuid(), os.getgid()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWUSER) != 0:
        raise OSError(ctypes.get_errno(), "unshare")
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{uid} {outer_uid} 1"),
        ("gid_map", f"{gid} {outer_gid} 1"),
    ):
        with open(f"/proc/self/{name}", "w") as file:
            file.write(text)


def die_with_parent(name: str, parent: int) -> None:
    """Ask the kernel for a signal when the parent's thread ends. Only Linux has this."""
    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.Signals[name].value, 0, 0, 0)
    if os.getppid() != parent:
        sys.exit("launch: the parent is gone already")


def main(arguments: list[str]) -> None:
    """Apply the options in order, then become the program."""
    parent = os.getppid()
    options, program = arguments[: arguments.index("--")], arguments[arguments.index("--") + 1 :]
    for option, value in zip(options[::2], options[1::2], strict=True):
        if option == "--user":
            become(value)
        elif option == "--namespace":
            appear_as(value)
        elif option == "--signal":
            # After the change of user: that clears the setting.
            die_with_parent(value, parent)
    os.execv(program[0], program)


if __name__ == "__main__":
    main(sys.argv[1:])
