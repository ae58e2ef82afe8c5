"""Which packets begin a picture that needs no other, and when to ask for one."""

INTERVAL_MIN_S = 1.0
INTERVAL_MAX_S = 4.0


def begins_key_frame(codec: str, payload: bytes) -> bool:
    """`codec` is the name in SDP, lower case. False for one that is not known."""
    try:
        return _BY_CODEC[codec](payload) if codec in _BY_CODEC else False
    except IndexError:
        return False


def _vp8(payload: bytes) -> bool:
    """RFC 7741, 4.2 and 4.3, and the start code of RFC 6386, 9.1, without which 5 % loss made a false one."""
    first, at = payload[0], 1
    if not first & 0x10 or first & 0x07:  # not the start of the first partition
        return False
    if first & 0x80:
        extended, at = payload[1], 2
        if extended & 0x80:
            at += 2 if payload[at] & 0x80 else 1
        at += bool(extended & 0x40) + bool(extended & 0x30)
    return not payload[at] & 0x01 and payload[at + 3 : at + 6] == b"\x9d\x01\x2a"


def _vp9(payload: bytes) -> bool:
    """RFC 9628, 4.2: begins a frame (B), not predicted from another (P = 0), of the lowest spatial layer."""
    first, at = payload[0], 1
    if first & 0x40 or not first & 0x08:
        return False
    if not first & 0x20:
        return True
    if first & 0x80:
        at += 2 if payload[at] & 0x80 else 1
    return (payload[at] >> 1) & 0x07 == 0


def _av1(payload: bytes) -> bool:
    """AV1 RTP specification 1.0, 4.4: N says that a new coded video sequence begins."""
    return bool(payload[0] & 0x08)


def _h264(payload: bytes) -> bool:
    """RFC 6184, 5.2: an IDR picture or the parameters before it, alone, aggregated (STAP-A) or fragmented (FU-A)."""
    kind = payload[0] & 0x1F
    if kind == 24:
        kind = payload[3] & 0x1F
    elif kind == 28:
        kind = payload[1] & 0x1F if payload[1] & 0x80 else 0
    return kind in (5, 7)


_BY_CODEC = {"vp8": _vp8, "vp9": _vp9, "av1": _av1, "h264": _h264}


class KeyFrameWish:
    """Requests at least a second apart, doubling to four seconds while none is answered.

    Every request costs the sender a large picture: asked for more often than a link can carry them, they would be all
    that it carries.
    """

    def __init__(self) -> None:
        self._wanted = False
        self._unanswered = False
        self._interval_s = INTERVAL_MIN_S
        self._next_s = 0.0

    def want(self) -> None:
        self._wanted = True

    def answered(self) -> None:
        self._wanted = self._unanswered = False
        self._interval_s = INTERVAL_MIN_S

    def due(self, now_s: float) -> bool:
        """Whether to ask now; True counts as asked."""
        if not (self._wanted or self._unanswered) or now_s < self._next_s:
            return False
        if self._unanswered:
            self._interval_s = min(2 * self._interval_s, INTERVAL_MAX_S)
        self._wanted, self._unanswered = False, True
        self._next_s = now_s + self._interval_s
        return True
