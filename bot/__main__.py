"""``python -m bot`` is ``roadmate``."""

import sys

from bot.cli import main

sys.exit(main())
