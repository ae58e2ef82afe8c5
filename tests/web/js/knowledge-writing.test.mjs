import assert from "node:assert/strict";
import { test } from "node:test";
import {
  complete, differing, lacking, newArticle, parted, same, tidy, translationOf, withTranslation, withoutTranslation,
} from "../../../bot/web/static/knowledge/article.js";
import { keyOf, unused } from "../../../bot/web/static/knowledge/key.js";
import { attributesIn, conditional, linked, listed, withBlock, wrapped } from "../../../bot/web/static/knowledge/markdown.js";
import { fieldOf, momentOf } from "../../../bot/web/static/knowledge/moments.js";
import { altOf, problemOf } from "../../../bot/web/static/knowledge/pictures.js";
import { addVariants, duplicates, linesOf, moveVariant } from "../../../bot/web/static/knowledge/variants.js";

/** "|" stands where the selection begins and ends, once where nothing is selected. */
function written(marked) {
  const [start, end = start] = [...marked.matchAll(/\|/g)].map(({ index }, place) => index - place);
  return { text: marked.replaceAll("|", ""), start, end };
}

function shown({ text, start, end }) {
  const mark = end > start ? `|${text.slice(start, end)}|` : "|";
  return text.slice(0, start) + mark + text.slice(end);
}

test("a mark goes around the selection, and away again", () => {
  const bold = (marked) => shown(wrapped(written(marked), "**", "bold"));
  assert.equal(bold("press |Track| now"), "press **|Track|** now");
  assert.equal(bold("press **|Track|** now"), "press |Track| now");
  assert.equal(bold("press |"), "press **|bold|**");
  assert.equal(bold("press | Track |now"), "press  **|Track|** now", "spaces stay outside, or it is no Markdown");
});

test("a link takes the selection as its words, or as its address", () => {
  const link = (marked) => shown(linked(written(marked), "words"));
  assert.equal(link("see |here|"), "see [here](|https://|)");
  assert.equal(link("see |https://x.example/a|"), "see [|words|](https://x.example/a)");
  assert.equal(link("|"), "[words](|https://|)");
});

test("lines become a list, another list, and lines again", () => {
  const steps = (marked) => listed(written(marked), (place) => `${place + 1}. `).text;
  assert.equal(steps("a\n|b\nc|\nd"), "a\n1. b\n2. c\nd");
  assert.equal(steps("a\n|1. b\n2. c|\nd"), "a\nb\nc\nd");
  assert.equal(steps("|- b\n- c|"), "1. b\n2. c");
  assert.equal(steps("|"), "1. ");
  assert.equal(shown(listed(written("ab|c"), () => "- ")), "- ab|c", "the cursor stays on its letter");
});

test("a block stands on lines of its own", () => {
  assert.equal(shown(withBlock(written("one|"), "![a](/b)")), "one\n\n![a](/b)|");
  assert.equal(shown(withBlock(written("one\n|two"), "![a](/b)")), "one\n\n![a](/b)|\n\ntwo");
  assert.equal(shown(withBlock(written("|"), "x")), "x|");
});

test("a part for some only encloses what was selected, and is found again", () => {
  const made = conditional(written("first\n\n|press it|"), "model", "a1", "only a1");
  assert.equal(shown(made), "first\n\n::: model = a1\n|press it|\n:::");
  assert.deepEqual(attributesIn(`${made.text}\n\n::: plan=pro, free\nx\n:::\n::: model = a2\ny\n:::`), ["model", "plan"]);
});

test("variants are added one by one or by the dozen, each once", () => {
  const { variants, known } = addVariants(["Where is it?"], "- where is IT\n2) track my  parcel\n\n• track my parcel!", "Where is my order?");
  assert.deepEqual(variants, ["Where is it?", "track my parcel"]);
  assert.deepEqual(known, ["where is IT", "track my parcel!"]);
  assert.deepEqual(addVariants([], "where is my order", "Where is my order?").variants, []);
  assert.deepEqual(linesOf("3 days late\r\n-5 degrees"), ["3 days late", "-5 degrees"], "no bullet without a space behind it");
});

test("variants move within the list only", () => {
  assert.deepEqual(moveVariant(["a", "b", "c"], 2, 0), ["c", "a", "b"]);
  assert.deepEqual(moveVariant(["a", "b", "c"], 0, -1), ["a", "b", "c"]);
  assert.deepEqual(moveVariant(["a", "b", "c"], 2, 3), ["a", "b", "c"]);
});

test("variants that ask the same are flagged, the first of them not", () => {
  assert.deepEqual([...duplicates(["Where is it", "where is it?", "title", "other"], "Title?")], [1, 2]);
});

test("a key is made of a title in any script that we speak", () => {
  assert.equal(keyOf("Kje je moje naročilo?"), "kje-je-moje-narocilo");
  assert.equal(keyOf("Где мой заказ?"), "gde-moy-zakaz");
  assert.equal(keyOf("Дзе мая пасылка, ўжо ў дарозе?"), "dze-maya-pasylka-uzho-u-daroze");
  assert.equal(keyOf("What's “new”?"), "whats-new");
  assert.equal(keyOf("注文はどこですか"), "article");
  assert.ok(keyOf("very ".repeat(60)).length <= 60);
  assert.equal(unused("a", new Set(["a", "a-2"])), "a-3");
});

test("an article is complete, and an edit leaves the one before as it was", () => {
  const article = newArticle("k", "en", "Hello");
  const edited = withTranslation(article, "sl", { title: "Živjo" });
  assert.deepEqual(article.translations.length, 1);
  assert.deepEqual(edited.translations.map(({ language }) => language), ["en", "sl"]);
  assert.equal(translationOf(edited, "sl")?.answer, "");
  assert.ok(same(article, withoutTranslation(edited, "sl")));
  assert.ok(same(complete({ key: "k", translations: [{ language: "en", title: "Hello" }] }), article), "absent is the default");
});

test("what can be sent: begun languages are left out, a missing title is told", () => {
  const article = withTranslation(newArticle("k", "en", "Hello"), "sl", {});
  assert.deepEqual(tidy({ ...article, category: "  ", link: " " }), tidy(newArticle("k", "en", "Hello")));
  assert.equal(lacking(tidy(article)), null);
  assert.deepEqual(lacking(tidy(withTranslation(article, "sl", { answer: "Da." }))), { language: "sl", field: "title" });
});

test("where two articles differ", () => {
  const mine = withTranslation({ ...newArticle("k", "en", "Hello"), tags: ["a"] }, "sl", { title: "Živjo" });
  const theirs = withTranslation({ ...newArticle("k", "en", "Hello!"), tags: ["a"] }, "en", { variants: ["hi", "hey"] });
  assert.deepEqual(differing(mine, theirs), [
    { field: "title", language: "en", mine: "Hello", theirs: "Hello!" },
    { field: "variants", language: "en", mine: "", theirs: "hi\nhey" },
    { field: "title", language: "sl", mine: "Živjo", theirs: "" },
  ]);
  assert.deepEqual(differing(mine, mine), []);
});

test("a moment is the same after a walk through its field", () => {
  const at = new Date(2026, 10, 22, 8, 30).getTime();
  assert.equal(fieldOf(at), "2026-11-22T08:30");
  assert.equal(momentOf(fieldOf(at)), at);
  assert.equal(momentOf(""), null);
  assert.equal(fieldOf(null), "");
});

test("pictures: which may be sent, and what to call them", () => {
  assert.equal(problemOf({ name: "a.png", type: "image/png", size: 10 }), "");
  assert.match(problemOf({ name: "a.svg", type: "image/svg+xml", size: 10 }), /a\.svg: pictures may be PNG/);
  assert.match(problemOf({ name: "a.png", type: "image/png", size: 2 ** 20 + 1 }), /larger than 1 MB/);
  assert.equal(altOf("tracking_page [new].png"), "tracking page new");
  for (const name of ["image.png", "Screenshot 2026-11-22 at 08.30.png", "IMG_2041.jpg"]) assert.match(altOf(name), /picture|at/, name);
});

test("where two texts part and meet again", () => {
  assert.deepEqual(parted("press the red button twice", "press the green button twice"), { head: "press the ", mine: "red", theirs: "green", tail: " button twice" });
  assert.deepEqual(parted("", "all new"), { head: "", mine: "", theirs: "all new", tail: "" });
  for (const [a, b] of [["a a", "a"], ["one two", "one two"], ["x y z", "z y x"]]) {
    const { head, mine, theirs, tail } = parted(a, b);
    assert.deepEqual([head + mine + tail, head + theirs + tail], [a, b]);
  }
});
