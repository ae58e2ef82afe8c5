// What this browser's encoders may use. The server knows how much each receiver's link carries and says so per track ("limits",
// webrtc/signals.py): the camera gives way before the screen, both before sound. No DOM.

/**
 * @typedef {import("./peer.js").Kind} Kind
 * @typedef {{camera: {active: boolean, max_bps: number}, screen: {active: boolean, max_bps: number, max_fps: number,
 *   codec: "av1" | "vp8"}, because: "" | "receiver" | "sender" | "busy", without: string[]}} Allowed
 */

const KINDS = /** @type {const} */ (["camera", "screen", "audio"]);

/** What each sender begins with: sound leaves this browser first, and the screen gets twice of what the camera gets. @type {Record<Kind, RTCRtpEncodingParameters>} */
export const ENCODINGS = {
  audio: { priority: "high", networkPriority: "high" },
  camera: { priority: "low", maxBitrate: 1_700_000 },
  screen: { priority: "medium", maxBitrate: 2_500_000 },
};

/** A shared text that is blurred is of no use; one that moves less often is. @type {Partial<Record<Kind, RTCDegradationPreference>>} */
const GIVES_WAY = { camera: "balanced", screen: "maintain-resolution" };

/** One connection's encoders. */
export class Encoders {
  /** @type {Map<Kind, RTCRtpSender>} */ #senders;
  /** @type {Allowed | null} */ #newest = null;
  /** @type {WeakSet<RTCRtpSender>} */ #settled = new WeakSet();
  /** @type {Promise<void>} */ #turn = Promise.resolve();  // a browser refuses a change while another is under way

  /** @param {Map<Kind, RTCRtpSender>} senders */
  constructor(senders) {
    this.#senders = senders;
  }

  /** After an answer: how each of them gives way; once, for a change that changes nothing may still cost a key frame. @returns {Promise<void>} */
  settle() {
    const settled = [...this.#senders.values()];
    if (settled.every((sender) => this.#settled.has(sender))) return this.#turn;
    for (const sender of settled) this.#settled.add(sender);
    return this.#turn = this.#turn.then(async () => {
      for (const kind of KINDS) await this.#set(kind, (parameters) => {
        if (GIVES_WAY[kind]) Object.assign(parameters, { degradationPreference: GIVES_WAY[kind] });
      });
    });
  }

  /** The newest wins: what was overtaken while it waited is left out. @param {Allowed} allowed @returns {Promise<void>} */
  apply(allowed) {
    this.#newest = allowed;
    return this.#turn = this.#turn.then(async () => {
      for (const kind of KINDS) {
        if (this.#newest === allowed) await this.#set(kind, (parameters) => change(parameters, kind, allowed));
      }
    });
  }

  /** A wish: what a browser cannot do it goes without. @param {Kind} kind @param {(parameters: RTCRtpSendParameters) => void} alter */
  async #set(kind, alter) {
    const sender = this.#senders.get(kind);
    if (!sender) return;
    const parameters = sender.getParameters();
    const before = JSON.stringify(parameters);
    alter(parameters);
    if (JSON.stringify(parameters) !== before) await sender.setParameters(parameters).catch(() => undefined);
  }
}

/** @param {RTCRtpSendParameters} parameters @param {Kind} kind @param {Allowed} allowed */
function change(parameters, kind, allowed) {
  const encoding = parameters.encodings?.[0];
  if (!encoding || kind === "audio") return;
  const { active, max_bps } = allowed[kind];
  Object.assign(encoding, { active, ...(active && { maxBitrate: max_bps }) });
  if (kind !== "screen") return;
  encoding.maxFramerate = allowed.screen.max_fps;
  choose(parameters, `video/${allowed.screen.codec}`);
}

/** Only where this browser can change codecs without a new offer; else it keeps the first one of the answer. @param {RTCRtpSendParameters} parameters @param {string} type */
function choose(parameters, type) {
  const chosen = parameters.codecs?.find(({ mimeType }) => mimeType.toLowerCase() === type);
  if (!chosen) return;
  const { mimeType, clockRate, channels, sdpFmtpLine } = chosen;
  Object.assign(parameters.encodings[0], { codec: { mimeType, clockRate, ...(channels && { channels }), ...(sdpFmtpLine && { sdpFmtpLine }) } });
}
