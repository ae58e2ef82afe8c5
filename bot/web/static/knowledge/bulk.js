import { act } from "../shared/act.js";
import { t, tn } from "../shared/i18n.js";
import { toast } from "../shared/toast.js";
import { bulk, dropDraft, readArticle, saveDraft, undoVersion } from "./api.js";
import { NOTHING } from "./selection.js";

/** @typedef {"publish" | "remove" | "category" | "tag" | "untag" | "channels" | "audience"} Deed */
/** @typedef {import("./article-list.js").ArticleList} ArticleList */
/** @typedef {import("./types.js").Article} Article */

const MOST = 500; // articles in one request

/**
 * Does the same to several articles, says how many, and why not to the others; can be taken back.
 * @param {ArticleList} list @param {string[]} keys @param {Deed} deed @param {any} value
 */
export async function runBulk(list, keys, deed, value) {
  const drafts = await draftsOf(list, keys);
  const { done, failed, versions } = await inParts(keys, deed, value);
  list.selection.value = NOTHING;
  await list.load({ keep: true });
  const left = new Set(failed.map(({ key }) => key));
  const undo = () => void act(async () => {
    for (const key of keys) if (!left.has(key)) await takeBack(key, deed, versions[key], drafts.get(key));
    await list.load({ keep: true });
  });
  if (done) toast(doneWords(deed, done), { label: t("Undo"), run: undo });
  if (!failed.length) return;
  const why = t(failed[0].message);
  toast(tn("{n} article was left as it is: {why}", "{n} articles were left as they are: {why}", failed.length, { why }));
}

/**
 * @param {string} key @param {Deed} deed @param {number | undefined} version  that came of it
 * @param {Article | undefined} draft  as it was before
 */
async function takeBack(key, deed, version, draft) {
  if (version !== undefined) await undoVersion(key, version);
  if (deed === "publish") return; // what was published is a draft again
  const now = deed === "remove" ? null : (await readArticle(key)).draft;
  if (draft) await saveDraft(draft, now?.revision ?? null);
  else if (now) await dropDraft(key);
}

/** @param {string[]} keys @param {Deed} deed @param {any} value @returns {Promise<import("./types.js").BulkAnswer>} */
async function inParts(keys, deed, value) {
  const sum = /** @type {import("./types.js").BulkAnswer} */ ({ done: 0, failed: [], versions: {} });
  for (let from = 0; from < keys.length; from += MOST) {
    const part = await bulk(keys.slice(from, from + MOST), deed, value);
    sum.done += part.done;
    sum.failed.push(...part.failed);
    Object.assign(sum.versions, part.versions);
  }
  return sum;
}

/**
 * The drafts of those that are chosen, as they stand.
 * @param {ArticleList} list @param {string[]} keys @returns {Promise<Map<string, Article>>}
 */
async function draftsOf(list, keys) {
  const chosen = new Set(keys);
  const rows = (list.rows.peek() ?? []).filter(({ key, draft }) => draft && chosen.has(key));
  const standings = await Promise.all(rows.map(({ key }) => readArticle(key)));
  return new Map(standings.flatMap(({ draft }) => (draft ? [[draft.article.key, draft.article]] : [])));
}

/** @param {Deed} deed @param {number} n */
function doneWords(deed, n) {
  if (deed === "publish") return tn("{n} draft is published.", "{n} drafts are published.", n);
  if (deed === "remove") return tn("{n} article is removed.", "{n} articles are removed.", n);
  return tn("{n} article is changed.", "{n} articles are changed.", n);
}
