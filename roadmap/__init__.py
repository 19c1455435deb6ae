"""The pure domain of Roadmate: values in, values out; no clock, no I/O, no chat."""
