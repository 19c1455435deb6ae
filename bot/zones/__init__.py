"""Time zones as people name them: by a city, a country, an IANA name or an abbreviation."""
