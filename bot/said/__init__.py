"""PURE: a typed line becomes readings whose slots cover it, every word of it. The only place that reads typed words."""
