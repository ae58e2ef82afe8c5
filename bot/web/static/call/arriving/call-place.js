import { AppWindow } from "../../vendor/lucide-calling.js";
import { html, useEffect, useRef } from "../../shared/html.js";
import { t } from "../../shared/i18n.js";
import { Icon } from "../../shared/icons.js";
import { toast } from "../../shared/toast.js";
import { explain } from "../../shared/wording.js";

/**
 * A call over the chat, from the questions before it to what happened.
 * @param {{options: import("../call.js").Options, room: string | null, live: boolean}} props  room: null before there is one.
 *   live: it is offered or runs, so that it may go on in a window of its own
 */
export function CallPlace({ options, room, live }) {
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    let unmount = () => {};
    let here = true;
    import("../call.js").then(({ mountCall }) => { if (here && place.current) unmount = mountCall(place.current, options); },
      () => toast(t("The call could not be loaded. Check your connection, then press again.")));
    return () => { here = false; unmount(); };
  }, []);
  return html`<div class="call-place">
    ${room && live && html`<p class="call-strip"><button type="button" class="button quiet small" onClick=${() => openOwn(options.connection, room)}>
      <${Icon} of=${AppWindow} size=${16} />${t("Open in a window of its own")}</button></p>`}
    <div class="call-mount" ref=${place}></div>
  </div>`;
}

/**
 * The same person's further place in the call; once they are in it there, this one says that it goes on elsewhere.
 * @param {import("../../shared/connection.js").Connection} connection @param {string} room
 */
async function openOwn(connection, room) {
  const own = open("about:blank", "_blank", "popup,width=1100,height=760");  // now: a browser allows it during a press only
  try {
    const { url } = await connection.request("call.link", { room });
    const address = `${location.origin}/call/${new URL(url).hash}.own`;
    if (own) own.location.href = address;
    else toast(t("The browser did not let a window open. Allow it beside the address, then press again."));
  } catch (error) {
    own?.close();
    toast(explain(error));
  }
}
