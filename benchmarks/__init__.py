"""What it must cost: each figure beside its baseline, both measured in the same run."""
