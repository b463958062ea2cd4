"""Limits on a process of ours on Windows, through a job object. Untested: nobody has run it on Windows yet.

On Linux a process limits itself (`confined`); Windows lets only its starter do so.
"""

from __future__ import annotations

import sys

if sys.platform == "win32":
    import ctypes
    import subprocess
    from ctypes import wintypes

    _EXTENDED_LIMITS = 9
    _LIMIT_PROCESS_TIME = 0x2
    _LIMIT_PROCESS_MEMORY = 0x100
    _LIMIT_DIE_ON_UNHANDLED_EXCEPTION = 0x400
    _LIMIT_KILL_ON_CLOSE = 0x2000
    _TICKS = 10_000_000

    class _Basic(ctypes.Structure):
        _fields_ = (
            ("PerProcessUserTimeLimit", ctypes.c_int64),
            ("PerJobUserTimeLimit", ctypes.c_int64),
            ("LimitFlags", wintypes.DWORD),
            ("MinimumWorkingSetSize", ctypes.c_size_t),
            ("MaximumWorkingSetSize", ctypes.c_size_t),
            ("ActiveProcessLimit", wintypes.DWORD),
            ("Affinity", ctypes.c_size_t),
            ("PriorityClass", wintypes.DWORD),
            ("SchedulingClass", wintypes.DWORD),
        )

    class _Extended(ctypes.Structure):
        _fields_ = (
            ("Basic", _Basic),
            ("IoInfo", ctypes.c_uint64 * 6),
            ("ProcessMemoryLimit", ctypes.c_size_t),
            ("JobMemoryLimit", ctypes.c_size_t),
            ("PeakProcessMemoryUsed", ctypes.c_size_t),
            ("PeakJobMemoryUsed", ctypes.c_size_t),
        )

    class Job:
        """A job that ends its process at a limit, and at the latest when it is closed."""

        def __init__(self, handle: int) -> None:
            self._handle = handle

        @classmethod
        def around(cls, process: subprocess.Popen[bytes], seconds: int, memory_bytes: int) -> Job | None:
            """Put a process into a new job; None where Windows does not let us: the clock alone ends it then."""
            kernel = ctypes.WinDLL("kernel32", use_last_error=True)
            kernel.CreateJobObjectW.restype = wintypes.HANDLE
            handle = kernel.CreateJobObjectW(None, None)
            if not handle:
                return None
            limits = _Extended()
            limits.Basic.LimitFlags = (
                _LIMIT_PROCESS_TIME | _LIMIT_PROCESS_MEMORY | _LIMIT_DIE_ON_UNHANDLED_EXCEPTION | _LIMIT_KILL_ON_CLOSE
            )
            limits.Basic.PerProcessUserTimeLimit = seconds * _TICKS
            limits.ProcessMemoryLimit = memory_bytes
            job = cls(handle)
            is_set = kernel.SetInformationJobObject(
                wintypes.HANDLE(handle), _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits)
            )
            own = wintypes.HANDLE(int(process._handle))  # type: ignore[attr-defined]  # subprocess has no other door
            if not is_set or not kernel.AssignProcessToJobObject(wintypes.HANDLE(handle), own):
                job.close()
                return None
            return job

        def close(self) -> None:
            """Let go of the job; what still runs in it ends."""
            ctypes.WinDLL("kernel32").CloseHandle(wintypes.HANDLE(self._handle))
