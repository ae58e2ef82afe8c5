import { X } from "../vendor/lucide-widget.js";
import { html, useEffect, useRef, useState } from "./html.js";
import { t } from "./i18n.js";
import { Icon } from "./icons.js";
import { bearing } from "./upload.js";

/**
 * A picture that was taken in a call, in its message; a press shows it as large as fits. Loaded when the first one is seen.
 * @param {{body: import("./conversation.js").Picture, conversation: string, token?: () => Promise<string | null>}} props
 *   token: whose, where no cookie says who reads this
 */
export function PictureBody({ body, conversation, token }) {
  const { url, failed, again } = usePicture(`/api/conversations/${conversation}/pictures/${body.picture}`, token);
  const large = useRef(/** @type {HTMLDialogElement | null} */ (null));
  const size = { width: body.width, height: body.height };
  if (failed) {
    return html`<p class="picture-lost">${body.alt}<br /><button type="button" class="button link" onClick=${again}>${t("Try again")}</button></p>`;
  }
  return html`<button type="button" class="picture-small" style=${{ "aspect-ratio": `${size.width} / ${size.height}`, width: `min(${size.width}px, 320px)` }}
      title=${body.alt} onClick=${() => large.current?.showModal()}>
      ${url && html`<img src=${url} alt=${body.alt} ...${size} />`}</button>
    <dialog class="picture-large" ref=${large} aria-label=${body.alt} onClick=${() => large.current?.close()}>
      ${url && html`<img src=${url} alt=${body.alt} ...${size} />`}
      <button type="button" class="button bare" aria-label=${t("Close")}><${Icon} of=${X} /></button>
    </dialog>`;
}

/**
 * @param {string} address @param {(() => Promise<string | null>) | undefined} token
 * @returns {{url: string, failed: boolean, again: () => void}} url: "" until it is here
 */
function usePicture(address, token) {
  const [url, setUrl] = useState("");
  const [failed, setFailed] = useState(false);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let here = true, kept = "";
    const got = async () => {
      const response = await fetch(address, { headers: bearing(await token?.()) });
      if (!response.ok) throw new Error(response.statusText);
      const blob = await response.blob();
      if (here) setUrl(kept = URL.createObjectURL(blob));
    };
    setFailed(false);
    got().catch(() => { if (here) setFailed(true); });
    return () => {
      here = false;
      URL.revokeObjectURL(kept);
    };
  }, [address, turn]);
  return { url, failed, again: () => setTurn(turn + 1) };
}

const { href } = new URL("picture.css", import.meta.url);
document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
