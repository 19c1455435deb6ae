"""``python -m bot`` is ``roadmate``."""

import sys

from bot.program.cli import main

sys.exit(main())
