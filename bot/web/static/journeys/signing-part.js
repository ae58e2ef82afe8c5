import { useAsked } from "../rooms/asked.js";
import { act } from "../shared/act.js";
import { Segments } from "../shared/segments.js";
import { html, useState } from "../shared/html.js";
import { date, t } from "../shared/i18n.js";
import { lookAtSigning, makeSigning } from "./api.js";
import { CopyField } from "./copy-field.js";
import { SecretDialog } from "./secret-dialog.js";

/** The secret with which the shop's server signs who is looking at its page. */
export function SigningPart() {
  const { answer, again } = useAsked(lookAtSigning, []);
  const [secret, tell] = useState("");
  const [language, choose] = useState("python");
  const make = () => act(async () => { tell((await makeSigning()).secret); again(); });
  const stamp = (/** @type {number} */ at) => date(at, { dateStyle: "medium", timeStyle: "short" });
  return html`<section class="card key-part" aria-labelledby="signing-title"><h2 id="signing-title">${t("Customers who are signed in")}</h2>
    <p class="muted">${t("Your page can say which customer is there, so that agents see their purchases beside the conversation. Your server signs the customer number; a number without a fresh signature is ignored.")}</p>
    <p>${answer?.made_at ? t("The secret was made on {date}.", { date: stamp(answer.made_at) }) : t("There is no secret yet.")}
      ${answer?.former_until && html` <span class="muted">${t("The previous one works until {date}.", { date: stamp(answer.former_until) })}</span>`}</p>
    <div><button type="button" class="button" onClick=${make}>${answer?.made_at ? t("Make a new secret") : t("Make the secret")}</button></div>
    <h3>${t("In the page")}</h3><${CopyField} text=${embedCode()} label=${t("In the page")} />
    <h3>${t("On your server")}</h3>
    <div><${Segments} label=${t("Programming language")} chosen=${language} choose=${choose} options=${[["python", "Python"], ["php", "PHP"], ["node", "Node"]]} /></div>
    <${CopyField} text=${SIGNING[language]} label=${t("On your server")} />
    ${secret && html`<${SecretDialog} title=${t("The signing secret")} secret=${secret} onClose=${() => tell("")} />`}
  </section>`;
}

const embedCode = () => `<script src="${location.origin}/widget/loader.js" async
  data-customer="4711" data-signed-at="1763800000" data-signature="5f0c…"></script>`;

/** As in bot/web/API.md. @type {Record<string, string>} */
const SIGNING = {
  python: `import hashlib, hmac

def signature(secret: str, number: str, signed_at: int) -> str:
    return hmac.new(secret.encode(), f"{number}.{signed_at}".encode(), hashlib.sha256).hexdigest()`,
  php: `function signature(string $secret, string $number, int $signed_at): string {
    return hash_hmac("sha256", $number . "." . $signed_at, $secret);
}`,
  node: `import { createHmac } from "node:crypto";

export const signature = (secret, number, signedAt) =>
  createHmac("sha256", secret).update(\`\${number}.\${signedAt}\`).digest("hex");`,
};
