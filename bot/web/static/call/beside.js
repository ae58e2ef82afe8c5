// The data channels beside the media: what is pointed at (a lost one is made up for by the next) and what is drawn (all of
// it, in order). The server writes before each message who sent it: webrtc/transport/channels.py has the numbers and the limits.

/**
 * @typedef {"pointer" | "marks"} Channel
 * @typedef {(channel: Channel, by: string, data: string | ArrayBuffer) => void} Heard  by: the participant's id
 */

/** Messages that are larger are not passed on. */
export const BYTES_MAX = Object.freeze({ pointer: 4096, marks: 16 * 1024 });
const WAITING_BYTES_MAX = 64 * 1024;
const SENDER_MAX = 64;
const LINE_FEED = 10;

/** @type {Record<Channel, RTCDataChannelInit>} */
const CHANNELS = {
  pointer: { negotiated: true, id: 0, ordered: false, maxRetransmits: 0 },
  marks: { negotiated: true, id: 1, ordered: true },
};

/** The two channels of whichever connection stands. */
export class Beside {
  /** @type {Partial<Record<Channel, RTCDataChannel>>} */ #channels = {};
  #heard; #opened;

  /** @param {{onheard: Heard, onopen: () => void}} wires  onopen: from now on marks arrive, and those of before did not */
  constructor({ onheard, onopen }) {
    this.#heard = onheard;
    this.#opened = onopen;
  }

  /** Before its first offer. @param {RTCPeerConnection} connection */
  open(connection) {
    for (const name of /** @type {Channel[]} */ (Object.keys(CHANNELS))) {
      const channel = this.#channels[name] = connection.createDataChannel(name, CHANNELS[name]);
      channel.binaryType = "arraybuffer";
      channel.onmessage = ({ data }) => {
        const told = signed(data);
        if (told) this.#heard(name, ...told);
      };
    }
    const { marks } = this.#channels;
    if (marks) marks.onopen = () => this.#opened();
  }

  /** @param {string} data */
  point(data) {
    const { pointer } = this.#channels;
    if (pointer?.readyState === "open" && pointer.bufferedAmount < WAITING_BYTES_MAX) pointer.send(data);
  }

  /** Lost where the channel is not open: `onopen` is when to say everything again. @param {string | Uint8Array<ArrayBuffer>} data */
  mark(data) {
    const { marks } = this.#channels;
    if (marks?.readyState === "open") marks.send(/** @type {any} */ (data));
  }
}

/**
 * @param {string | ArrayBuffer} data  as it came
 * @returns {[string, string | ArrayBuffer] | null} who sent it and what; null where nobody has signed it
 */
export function signed(data) {
  const head = typeof data === "string" ? data.slice(0, SENDER_MAX) : String.fromCharCode(...new Uint8Array(data).subarray(0, SENDER_MAX));
  const end = head.indexOf(String.fromCharCode(LINE_FEED));
  return end < 1 ? null : [head.slice(0, end), data.slice(end + 1)];
}
