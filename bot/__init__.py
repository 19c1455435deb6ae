"""Everything around the domain: chats, storage, nudges, platforms."""
