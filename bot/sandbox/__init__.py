"""Processes that handle what strangers send, and what the kernel lets them do: compute, and nothing else.

What holds where:

* any Unix: no file grows, memory, time of the processor and open files are bounded, and no process is started, except by
  root; all that by limits of resources;
* Linux on x86-64 and on 64-bit ARM: of the kernel only those calls are left that a computation and the reading of files
  need, so that nothing is started, sent, signalled, written, deleted or renamed, not by root either (``seccomp``);
* Linux with Landlock (since 5.13): no file can be read but where ``confine`` says so, not by root either, and most of
  what ``seccomp`` refuses is refused once more (``landlock``).

On macOS and on older kernels so much less holds: ``roadmate doctor`` tells what does on a machine.
"""
