"""The groups of the ``dalil`` command."""
