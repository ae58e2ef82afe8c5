"""What is used of aiortc and of aioice, on which it stands, beneath what they document: all of it, in one place.

Their minor versions are pinned for it. A test holds these names against the installed versions, and this package's
sources against these names, so that an upgrade that breaks one fails with that name.
"""

MEMBERS: dict[str, tuple[str, ...]] = {
    "aiortc.RTCDtlsTransport": ("_set_role", "_rx_srtp", "_tx_srtp"),
    "aiortc.RTCSctpTransport": ("_handle_data",),
}
"""Of objects: keys, roles and packets that their own way through queues would slow down, or end by an exception."""

TRANSPORT = ("_recv", "_send", "role")
"""All that RTCDtlsTransport asks of the transport below it."""

MODULES: dict[str, dict[str, str]] = {
    "aiortc": {"RTCDataChannel": "transport, parameters", "RTCDtlsTransport": "transport, certificates", "sdp": ""},
    "aiortc.rtcrtpparameters": {"RTCRtcpFeedback": "type, parameter", "RTCRtpParameters": "codecs, headerExtensions"},
    "aiortc.rtcsctptransport": {"RTCSctpCapabilities": "maxMessageSize"},
    "aiortc.rtp": {
        "RTCP_PSFB_APP": "",
        "RTCP_PSFB_FIR": "",
        "RTCP_PSFB_PLI": "",
        "RTCP_RTPFB": "",
        "RTCP_RTPFB_NACK": "",
        "RtcpPacket": "",
        "RtcpPsfbPacket": "fmt, ssrc, media_ssrc, fci",
        "RtcpReceiverInfo": "ssrc, fraction_lost, packets_lost, highest_sequence, jitter, lsr, dlsr",
        "RtcpRrPacket": "ssrc, reports",
        "RtcpRtpfbPacket": "fmt, ssrc, media_ssrc, lost",
        "RtcpSdesPacket": "chunks",
        "RtcpSenderInfo": "ntp_timestamp, rtp_timestamp, packet_count, octet_count",
        "RtcpSourceInfo": "ssrc, items",
        "RtcpSrPacket": "ssrc, sender_info, reports",
        "pack_remb_fci": "bitrate, ssrcs",
    },
    "aiortc.sdp": {
        "GroupDescription": "semantic, items",
        "MediaDescription": "kind, port, profile, fmt",
        "SessionDescription": "",
        "SsrcDescription": "ssrc, cname",
    },
    "aioice": {"stun": ""},
    "aioice.stun": {
        "Class": "",
        "HEADER_LENGTH": "",
        "Message": "message_method, message_class, transaction_id",
        "Method": "",
        "parse_message": "data",
        "set_body_length": "data, length",
    },
}
"""By module: the names, each with the first parameters that it is called with; "" where it is not called."""
