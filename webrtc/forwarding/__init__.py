"""Packets from one browser to the others, as they came: numbers, key frames, repair, reports."""
