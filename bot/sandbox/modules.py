"""Where a process finds what it has yet to load of its own code."""

import sys
import sysconfig
from pathlib import Path


def loaded() -> frozenset[Path]:
    """The standard library and the packages that this process has loaded anything of: what they load later on lies
    within. Nothing beside them, for in a checkout the settings are beside the code."""
    library = Path(sysconfig.get_path("stdlib"))
    places = {library}
    for name, module in tuple(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if file and "." not in name and not Path(file).is_relative_to(library):
            places.add(Path(file).parent if hasattr(module, "__path__") else Path(file))
    return frozenset(filter(Path.exists, places))
