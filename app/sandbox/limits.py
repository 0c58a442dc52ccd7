"""What the child takes from itself: memory, time, files, processes, the network."""

import os
import sys
from contextlib import suppress
from pathlib import Path

from app.paths import ROOT

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

_FORBIDDEN = (
    *("socket.", "subprocess.", "shutil.", "webbrowser."),
    *("winreg.CreateKey", "winreg.DeleteKey", "winreg.DeleteValue", "winreg.SetValue"),
    *("os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.startfile", "os.system", "os.kill"),
    *("os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink", "os.truncate"),
    *("os.chmod", "os.chown", "os.putenv", "os.listxattr", "os.setxattr", "os.utime"),
)


def limit(memory: int, seconds: int) -> None:
    """Give up for good what reading a file does not need.

    The system holds memory, time and what is written to files, for code of any language. What
    Python's own code may open or start is held by a hook that cannot be taken off.
    """
    if sys.platform == "win32":
        _limit_by_job(memory, seconds)
        _write_nowhere()
    else:
        _limit_by_resource(memory, seconds)
    sys.addaudithook(_forbid)


def _forbid(event: str, facts: tuple[object, ...]) -> None:
    if is_forbidden(event, facts):
        raise PermissionError(event)


def is_forbidden(event: str, facts: tuple[object, ...]) -> bool:
    """Whether what Python's own code is about to do is nothing that reading a file needs."""
    return event.startswith(_FORBIDDEN) or (event == "open" and not _is_ours(*facts))


_FOLDERS = {sys.prefix, sys.base_prefix, str(ROOT), str(Path(sys.executable).parent)}
_ZONES = ("/usr/share/zoneinfo", "/usr/share/lib/zoneinfo", "/usr/lib/zoneinfo", "/etc/zoneinfo")
_OURS = tuple(f"{os.path.realpath(folder)}{os.sep}" for folder in (*_FOLDERS, *_ZONES))
"""Where the program itself is, and the system's zones of time: what is imported lies there."""


def _is_ours(path: object = None, mode: object = None, flags: object = 0) -> bool:
    """Whether something is opened only to be read, and belongs to the program."""
    if isinstance(path, int):
        return True  # a pipe that was open before
    writes = isinstance(flags, int) and flags & _WRITING
    is_plain = mode is None or (isinstance(mode, str) and not set(mode) & set("wax+"))
    text = os.fsdecode(path) if isinstance(path, str | bytes) else ""
    return is_plain and not writes and os.path.realpath(text).startswith(_OURS)


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    class _Basic(ctypes.Structure):
        _fields_ = (
            ("process_time", ctypes.c_int64),
            ("job_time", ctypes.c_int64),
            ("flags", wintypes.DWORD),
            ("least_set", ctypes.c_size_t),
            ("most_set", ctypes.c_size_t),
            ("processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("priority", wintypes.DWORD),
            ("scheduling", wintypes.DWORD),
        )

    class _Extended(ctypes.Structure):
        _fields_ = (
            ("basic", _Basic),
            ("counters", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peak_process", ctypes.c_size_t),
            ("peak_job", ctypes.c_size_t),
        )

    _EXTENDED = 9
    _TIME, _PROCESSES, _MEMORY, _NO_DIALOG, _KILL_ON_CLOSE = 0x2, 0x8, 0x100, 0x400, 0x2000

    def _limit_by_job(memory: int, seconds: int) -> None:
        """A job of this process alone: it ends with the job, and the job with the process."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        job = wintypes.HANDLE(kernel.CreateJobObjectW(None, None))
        told = _Extended()
        told.basic.flags = _TIME | _PROCESSES | _MEMORY | _NO_DIALOG | _KILL_ON_CLOSE
        told.basic.process_time = seconds * 10_000_000  # in steps of 100 nanoseconds
        told.basic.processes = 1
        told.process_memory = memory
        size = ctypes.sizeof(told)
        itself = wintypes.HANDLE(kernel.GetCurrentProcess())
        is_set = kernel.SetInformationJobObject(job, _EXTENDED, ctypes.byref(told), size)
        if not is_set or not kernel.AssignProcessToJobObject(job, itself):
            raise ctypes.WinError(ctypes.get_last_error())

    class _Label(ctypes.Structure):
        _fields_ = (("sid", ctypes.c_void_p), ("attributes", wintypes.DWORD))

    _ADJUST_DEFAULT, _INTEGRITY_LEVEL, _INTEGRITY = 0x80, 25, 0x20
    _LOW = "S-1-16-4096"

    def _write_nowhere() -> None:
        """Low integrity: Windows has such a process change no file, key or process of a person."""
        security = ctypes.WinDLL("advapi32", use_last_error=True)
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        itself = wintypes.HANDLE(kernel.GetCurrentProcess())
        token, label = wintypes.HANDLE(), _Label(None, _INTEGRITY)
        sid = ctypes.c_void_p()
        if not security.OpenProcessToken(
            itself, _ADJUST_DEFAULT, ctypes.byref(token)
        ) or not security.ConvertStringSidToSidW(_LOW, ctypes.byref(sid)):
            raise ctypes.WinError(ctypes.get_last_error())
        label.sid = sid.value
        size = ctypes.sizeof(label) + security.GetLengthSid(sid)
        told = ctypes.byref(label)
        if not security.SetTokenInformation(token, _INTEGRITY_LEVEL, told, size):
            raise ctypes.WinError(ctypes.get_last_error())

else:
    import resource
    from threading import Thread
    from time import sleep

    _WATCHED = 0.05

    def _limit_by_resource(memory: int, seconds: int) -> None:
        """The system's own limits; macOS knows none for memory, so there it is watched."""
        _at_most(resource.RLIMIT_CPU, seconds)
        _at_most(resource.RLIMIT_FSIZE, 0)
        _at_most(resource.RLIMIT_CORE, 0)
        if sys.platform == "darwin":
            Thread(target=_watch, args=(memory,), daemon=True).start()
        else:
            _at_most(resource.RLIMIT_AS, memory)
        with suppress(ValueError, OSError):  # a system may not know it
            _at_most(resource.RLIMIT_NPROC, 0)

    def _at_most(what: int, most: int) -> None:
        _, hard = resource.getrlimit(what)
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (least, least))

    def _watch(memory: int) -> None:
        """End this process as soon as it has ever used more memory than it may."""
        while resource.getrusage(resource.RUSAGE_SELF).ru_maxrss <= memory:  # bytes, on macOS
            sleep(_WATCHED)
        os._exit(1)
