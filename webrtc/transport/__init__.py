"""One browser's connection: the UDP port that all share, offer and answer, DTLS, data channels."""
