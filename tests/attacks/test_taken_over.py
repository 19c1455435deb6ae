"""The processes that read files and draw pictures, taken over: they reach nothing, whichever lock is tried alone."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.attacks.captured import DRAWER, READER, taken_over
from tests.attacks.locks import need


def start_a_process() -> dict[str, str]:
    return {
        "run a program": "subprocess.run(['/bin/true'])",
        "become a program": "os.execv('/bin/true', ['true'])",
        "run a program in another way": "os.posix_spawn('/bin/true', ['true'], {})",
        "fork": "os.fork() or os._exit(0)",
    }


def reach_the_network(port: int) -> dict[str, str]:
    return {
        "listen": "socket.create_server(('127.0.0.1', 0))",
        "connect": f"socket.create_connection(('127.0.0.1', {port}))",
    }


def open_a_socket() -> dict[str, str]:
    return {
        "a TCP socket": "socket.socket()",
        "a UDP socket": "socket.socket(type=socket.SOCK_DGRAM)",
        "a Unix socket": "socket.socket(socket.AF_UNIX)",
        "a pair of sockets": "socket.socketpair()",
    }


def read_files(secret: Path) -> dict[str, str]:
    return {
        "a secret file": f"open({str(secret)!r}).read()",
        "its folder": f"os.listdir({str(secret.parent)!r})",
        "the users of the machine": "open('/etc/passwd').read()",
        "the environment of the bot": f"open('/proc/{os.getpid()}/environ').read()",
        "what lies beside the code": "open(Path(reader.__file__).parents[2] / 'pyproject.toml').read()",
    }


def write_files(secret: Path) -> dict[str, str]:
    there, new = repr(str(secret)), repr(str(secret.with_name("new")))
    return {
        "a new file": f"open({new}, 'w')",
        "to an old file": f"open({there}, 'r+')",
        "empty a file": f"os.open({there}, os.O_RDONLY | os.O_TRUNC)",
        "cut a file": f"os.truncate({there}, 0)",
        "delete a file": f"os.unlink({there})",
        "rename a file": f"os.rename({there}, {new})",
        "link a file": f"os.link({there}, {new})",
        "a symbolic link": f"os.symlink({there}, {new})",
        "a folder": f"os.mkdir({new})",
        "its own code": "open(reader.__file__, 'a')",
    }


def hurt_others() -> dict[str, str]:
    return {"signal the bot": f"os.kill({os.getpid()}, 0)"}


def use_the_kernel() -> dict[str, str]:
    """Calls that reach as far as those above, by their numbers on x86-64."""
    return {
        "trace the bot": f"system_call(101, 16, {os.getpid()})",
        "read the memory of the bot": f"system_call(310, {os.getpid()}, 0, 0, 0, 0, 0)",
        "a queue of calls": "system_call(425, 8, ctypes.create_string_buffer(256))",
        "a file in memory": "system_call(319, b'x', 0)",
        "a handle of the bot": f"system_call(434, {os.getpid()}, 0)",
        "shared memory": "system_call(29, 0, 4096, 0o1600)",
        "a namespace": "system_call(272, 0x10000000)",
        "a program of the kernel": "system_call(321, 0, 0, 0)",
        "the keys": "system_call(250, 0, -3, 0)",
        "fork by its other number": "system_call(0x40000000 | 57)",
        "open by its old name": "system_call(2, b'/etc/passwd', 0)",
        "change the mode of a file": "os.chmod(reader.__file__, 0o777)",
        "another thread": "threading.Thread(target=print).start()",
    }


def take_more() -> dict[str, str]:
    return {
        "more memory": "len(bytearray(2 << 30))",
        "a higher limit": "resource.setrlimit(resource.RLIMIT_NPROC, (100, 100))",
        "many files": "[os.open(confining.__file__, os.O_RDONLY) for _ in range(100)]",
    }


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "roadmate.db"
    path.write_text("everything about everybody")
    return path


@pytest.fixture
def port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def done(outcomes: dict[str, str]) -> list[str]:
    """The deeds that came off."""
    return [f"{name} ({outcome})" for name, outcome in outcomes.items() if outcome.startswith("done")]


@pytest.mark.drill
def test_were_there_no_locks_these_deeds_would_come_off(secret: Path, port: int) -> None:
    """So that the tests below show what the locks do, and not that a deed is misspelt."""
    deeds = open_a_socket() | reach_the_network(port) | read_files(secret) | hurt_others()
    deeds |= {name: deed for name, deed in start_a_process().items() if name != "become a program"}
    for name, deed in write_files(secret).items():
        if name not in {"its own code", "rename a file", "link a file", "a folder", "delete a file"}:
            deeds[name] = deed
    outcomes = taken_over(READER, deeds, lock="none")
    assert {name for name, outcome in outcomes.items() if not outcome.startswith("done")} == {"a symbolic link"}
    assert secret.read_text() == ""


@pytest.mark.drill
@pytest.mark.parametrize("worker", [READER, DRAWER], ids=["the reader", "the drawer"])
def test_a_worker_that_was_taken_over_reaches_nothing(worker: str, secret: Path, port: int) -> None:
    need("landlock", "seccomp")
    deeds = (
        start_a_process() | open_a_socket() | reach_the_network(port) | read_files(secret) | write_files(secret)
        | hurt_others() | use_the_kernel() | take_more()
    )  # fmt: skip
    outcomes = taken_over(worker, deeds)
    assert outcomes.keys() == deeds.keys()
    assert done(outcomes) == []
    assert secret.read_text() == "everything about everybody"
    assert list(secret.parent.iterdir()) == [secret]


@pytest.mark.drill
def test_without_seccomp_landlock_keeps_files_programs_and_the_network_out_of_reach(secret: Path, port: int) -> None:
    need("landlock")
    programs = {name: deed for name, deed in start_a_process().items() if name != "fork"}
    deeds = programs | reach_the_network(port) | read_files(secret) | write_files(secret) | hurt_others()
    assert done(taken_over(READER, deeds, lock="landlock")) == []


@pytest.mark.drill
def test_without_landlock_seccomp_lets_nothing_be_started_sent_written_or_deleted(secret: Path, port: int) -> None:
    need("seccomp")
    deeds = (
        start_a_process() | open_a_socket() | reach_the_network(port) | write_files(secret) | hurt_others()
        | use_the_kernel()
    )  # fmt: skip
    assert done(taken_over(READER, deeds, lock="seccomp")) == []


@pytest.mark.drill
def test_limits_alone_keep_others_than_root_from_processes_memory_and_files_that_grow(tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    deeds = start_a_process() | take_more() | {"write": f"open('{tmp_path}/new', 'w', buffering=1).write('x\\n')"}
    deeds.pop("become a program")  # which is this very process all the same, with the same limits
    assert done(taken_over(READER, deeds, lock="limits")) == []
