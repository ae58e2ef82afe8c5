/** What a connection offers to the server, and its answers. No DOM. */
export class Offers {
  /** @type {RTCPeerConnection | null} */ #connection = null;
  #made = 0;
  /** @type {Promise<void>} */ #turn = Promise.resolve();
  #send;

  /** @param {(description: {type: "description", sdp: string, number: number}) => void} send */
  constructor(send) {
    this.#send = send;
  }

  /** @param {RTCPeerConnection | null} connection  whose lines are offered from now on; null: nothing is */
  of(connection) {
    this.#connection = connection;
  }

  /**
   * One after the other: a browser refuses a description that another was made after. What was overtaken is left out.
   * @returns {Promise<void>}
   */
  make() {
    const connection = this.#connection, number = ++this.#made;
    const newest = () => connection === this.#connection && number === this.#made;
    const offered = this.#turn.then(async () => {
      if (!connection || !newest()) return;
      await connection.setLocalDescription(await connection.createOffer());
      if (newest()) this.#send({ type: "description", sdp: connection.localDescription?.sdp ?? "", number });
    });
    this.#turn = offered.catch(() => undefined);
    return offered;
  }

  /**
   * @param {string} sdp @param {number} number  of the offer that it answers; an older one's answer is not wanted any more
   * @returns {Promise<RTCPeerConnection | null>} the connection that goes by it now; null where none does
   * @throws {DOMException} for an answer that the browser does not take
   */
  async answered(sdp, number) {
    const connection = this.#connection;
    if (!connection || number !== this.#made) return null;
    try {
      await connection.setRemoteDescription({ type: "answer", sdp });
    } catch (error) {
      if (connection === this.#connection) throw error;
    }
    return connection === this.#connection ? connection : null;
  }
}
