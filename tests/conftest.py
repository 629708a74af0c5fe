"""What holds for every test."""

from hypothesis import settings

# How long an example takes depends on the machine; speed is measured in the benches.
settings.register_profile("bitext", deadline=None)
settings.load_profile("bitext")
