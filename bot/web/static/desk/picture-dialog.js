import { act } from "../shared/act.js";
import { Dialog } from "../shared/dialog.js";
import { fitting } from "../shared/fitting.js";
import { html, useEffect, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { freshId } from "../shared/ids.js";

/**
 * A look at a picture before the customer gets it.
 * @param {{file: File, send: (picture: Blob, id: string) => Promise<unknown>, onClose: () => void}} props
 *   id: of the message, so that the same picture sent again is one
 */
export function PictureDialog({ file, send, onClose }) {
  const [url, setUrl] = useState("");
  const [busy, setBusy] = useState(false);
  const [id] = useState(freshId);
  useEffect(() => {
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  const press = async () => {
    if (busy) return;
    setBusy(true);
    if (await act(async () => send(await fitting(file), id))) onClose();
    else setBusy(false);
  };
  return html`<${Dialog} title=${t("Send this picture?")} onClose=${onClose}
    actions=${html`<button type="button" class="button primary" autofocus aria-disabled=${busy} onClick=${press}>${busy ? t("Sending…") : t("Send")}</button>`}>
    ${url && html`<img class="picture-to-send" src=${url} alt=${file.name} />`}
  <//>`;
}
