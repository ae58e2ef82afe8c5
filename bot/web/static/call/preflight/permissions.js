import { signal } from "../../shared/html.js";

/** @typedef {"granted" | "denied" | "prompt" | "unknown"} Permission  unknown: this browser does not tell */

/** What the person has permitted this page, kept up to date while it is watched. */
export class Permissions {
  microphone = signal(/** @type {Permission} */ ("unknown"));
  camera = signal(/** @type {Permission} */ ("unknown"));

  /** @type {PermissionStatus[]} */ #watched = [];

  async watch() {
    await Promise.all([this.#follow("microphone"), this.#follow("camera")]);
  }

  stop() {
    for (const status of this.#watched.splice(0)) status.onchange = null;
  }

  /** @param {"microphone" | "camera"} name */
  async #follow(name) {
    try {
      const status = await navigator.permissions.query({ name: /** @type {PermissionName} */ (name) });
      const tell = () => { this[name].value = status.state; };
      status.onchange = tell;
      this.#watched.push(status);
      tell();
    } catch {
      // Some browsers know no such name, and an insecure page has nothing to ask: it stays unknown.
    }
  }
}
