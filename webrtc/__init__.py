"""Live sessions: rooms, participants and their media, forwarded packet by packet and never decoded.

Knows nothing of bots, contacts or articles. `webrtc.media.Media` is the door for the rest of the product; the media
itself runs in a worker process (`python -m webrtc`) that the first join starts.
"""
