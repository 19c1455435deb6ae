"""Numbers in the addresses of pages. Each has as many digits as one of ours may have: a longer one leads nowhere, as does what is none."""

from starlette.convertors import Convertor, register_url_convertor

KIND = "number"


class _Number(Convertor[int]):
    """Starlette's own takes any number of digits, and more than Python counts with raise before anything of ours is asked."""

    regex = "[0-9]{1,9}"

    def convert(self, value: str) -> int:
        return int(value)

    def to_string(self, value: int) -> str:
        return str(value)


register_url_convertor(KIND, _Number())


def numbered(name: str) -> str:
    """The place of a number in the path of a route, by whose name it is found among the parameters of the path."""
    return f"{{{name}:{KIND}}}"
