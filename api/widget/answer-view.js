/* An answer on the screen: its state, verdict, folding sections, and the sources of each sentence.
 * Every text is put in as text, never as markup. */
const STATUS = {
  approved: ["✓", "Approved", "yes"],
  approved_for_some: ["◐", "Approved for some", "some"],
  withdrawn: ["✕", "Withdrawn", "no"],
  refused: ["✕", "Refused", "no"],
  off_label_standard: ["○", "Used, but not approved for this", "some"],
  not_approved: ["✕", "Not approved", "no"],
  investigational: ["△", "Being studied", "open"],
  unknown: ["?", "We do not know", "open"],
  not_applicable: ["–", "Approval does not apply", "open"],
};
const TIERS = {
  regulator: "the agency itself",
  regulator_copy: "the agency's text, from a copy",
  institute: "a public cancer institute",
  company: "the company",
  paper: "a scientific paper",
  press: "a press report",
  other: "another source",
};
const MONTHS = "January February March April May June July August September October November December".split(" ");

/* Paragraphs of a section, and of the short answer, that are shown at once; so few more are never hidden. */
const SHOWN = 10;
const SHOWN_FIRST = 5;
const FEW = 3;

export class AnswerView {
  #count = 0;

  constructor(stage, status, { home, ask }) {
    this.stage = stage;
    this.status = status;
    this.home = home;
    this.ask = ask;
  }

  loading() {
    this.stage.setAttribute("aria-busy", "true");
    this.stage.dataset.state = "loading";
    this.status.textContent = "Looking up the records";
    this.stage.replaceChildren(make("p", { class: "wait" }, "Looking up the records …"));
  }

  offline() {
    this.problem("You are offline", "Connect to the internet, then ask again.", "offline");
  }

  problem(title, detail, state = "error") {
    const told = detail ? detail[0].toUpperCase() + detail.slice(1) : "Please try again.";
    this.#show(state, title, [make("div", { class: "card fault", role: "alert" }, make("h2", {}, title), make("p", {}, told))]);
  }

  answer(answer, moveFocus) {
    this.#count += 1;
    const first = answer.sections[0];
    const state = first?.id === "emergency" ? "emergency" : answer.question.type === "declined" ? "declined" : answer.verdict?.status === "unknown" ? "unknown" : "answered";
    const parts = answer.sections.map((section, at) => this.#section(section, answer, at));
    const links = answer.question.entities.length ? this.#list("Related questions", answer.related_questions, (one) => this.#question(one.text, one.preview)) : null;
    const readings = this.#list("Did you mean …?", answer.question.readings, (one) => this.#question(one.question));
    const asks = this.#list("Questions to ask your care team", answer.questions_to_ask, (one) =>
      make("li", {}, one.text, one.because ? make("small", {}, ` ${one.because}`) : ""),
    );
    const pieces = [...parts, readings, asks, links, this.#sources(answer), this.#known(answer), this.#about(answer)];
    this.#show(state, `Answer: ${first?.sentences[0]?.text ?? ""}`, pieces.filter(Boolean));
    if (moveFocus) this.stage.querySelector("h2")?.focus();
    this.stage.dispatchEvent(new CustomEvent("answered", { bubbles: true, composed: true, detail: { type: answer.question.type, state } }));
  }

  #show(state, spoken, parts) {
    this.stage.removeAttribute("aria-busy");
    this.stage.dataset.state = state;
    this.status.textContent = spoken;
    this.stage.replaceChildren(...parts);
  }

  #section(section, answer, at) {
    if (at === 0 && (answer.question.type === "declined" || ["verdict", "emergency"].includes(section.id))) return this.#card(section, answer);
    const held = blocks(section.sentences);
    const [shown, rest] = firstAndRest(held);
    const alone = held.length === 1;
    const body = make("div", {}, ...shown.flatMap((one) => this.#block(one, alone)));
    if (rest.length) body.append(more(`Show ${count(rest)} more`, rest.flatMap((one) => this.#block(one))));
    const fold = make("details", { class: "section" }, make("summary", {}, make("h2", at === 0 ? { tabindex: "-1" } : {}, section.title)), body);
    fold.open = at === 0 || (!section.folded && count(held) <= SHOWN + FEW);
    return fold;
  }

  #card(section, answer) {
    const verdict = section.id === "verdict";
    const told = paragraphs(section.sentences).map((run) => make("p", {}, this.#paragraph(run)));
    const cut = verdict && told.length > SHOWN_FIRST + FEW ? SHOWN_FIRST : told.length;
    const urgent = section.id === "emergency";
    const card = make("section", { class: `card ${section.id}`, ...(urgent ? { role: "alert" } : {}) }, make("h2", { tabindex: "-1" }, section.title));
    if (verdict && answer.verdicts.length) card.append(this.#statuses(answer.verdicts));
    card.append(...told.slice(0, cut));
    if (cut < told.length) card.append(more(`More about this answer (${told.length - cut})`, told.slice(cut)));
    return card;
  }

  #block(block, alone = false) {
    const situation = block.lead?.at(-1).text.endsWith(":") ? " situation" : "";
    const lead = block.lead ? [make("p", { class: `lead-in${situation}` }, this.#paragraph(block.lead))] : [];
    const told = block.told.map((run) => this.#paragraph(run));
    if (!told.length) return lead;
    if (told.length === 1 && !block.lead && alone) return [make("p", {}, told[0])];
    return [...lead, make("ul", {}, ...told.map((one) => make("li", {}, one)))];
  }

  #statuses(verdicts) {
    return make("ul", { class: "statuses" }, ...verdicts.map((one) => {
      const [mark, word, tone] = STATUS[one.status] ?? ["", one.status.replaceAll("_", " "), "open"];
      const when = one.attested_on ? `as of ${day(one.attested_on)}` : one.coverage?.checked_on ? `checked ${day(one.coverage.checked_on)}` : "";
      return make("li", { class: tone }, make("strong", {}, one.agency), " ", make("span", { "aria-hidden": "true" }, mark), ` ${word} `, make("small", {}, when));
    }));
  }

  #paragraph(sentences) {
    return make("span", {}, ...sentences.flatMap((one, place) => {
      const again = String(one.citations) === String(sentences[place + 1]?.citations);
      return [place ? " " : "", this.#sentence(one, !again)];
    }));
  }

  #sentence(sentence, cite = true) {
    const line = make("span", { class: sentence.kind }, sentence.text);
    if (!cite || !sentence.citations.length) return line;
    const links = runs(sentence.citations).map(([first, last]) => {
      const label = first === last ? `Source ${first}` : `Sources ${first} to ${last}`;
      const link = make("button", { type: "button", class: "cite", "aria-label": label }, first === last ? `${first}` : `${first}–${last}`);
      link.addEventListener("click", () => this.#toSource(first, link));
      return link;
    });
    return make("span", {}, line, make("sup", {}, ...links));
  }

  #toSource(number, from) {
    const fold = this.stage.querySelector("details.sources");
    fold.open = true;
    const item = fold.querySelector(`[data-number="${number}"]`);
    fold.querySelectorAll(".sought").forEach((one) => one.classList.remove("sought"));
    fold.querySelector(".back")?.remove();
    item.classList.add("sought");
    const back = make("button", { type: "button", class: "back" }, "Back to the text");
    back.addEventListener("click", () => {
      back.remove();
      item.classList.remove("sought");
      from.scrollIntoView({ block: "center" });
      from.focus();
    });
    item.append(back);
    item.scrollIntoView({ block: "center" });
    item.focus();
  }

  /* Each document once, with the places in it that sentences rest on, by their numbers. */
  #sources(answer) {
    if (!answer.citations.length) return null;
    const documents = new Map();
    for (const one of answer.citations) documents.set(one.document_id, [...(documents.get(one.document_id) ?? []), one]);
    const items = [...documents.values()].map((places) => {
      const [one] = places;
      const when = one.published ? day(one.published) : one.attested ? `current ${one.attested.length === 10 ? "on" : "in"} ${day(one.attested)}` : "date not given";
      const title = one.url ? outward(one.url, one.title) : make("span", {}, one.title);
      const numbered = places.map((place) => make("li", { value: String(place.number), "data-number": String(place.number), tabindex: "-1" }, place.locator));
      return make("li", {}, title, make("small", {}, `${one.publisher} · ${when} · ${TIERS[one.tier] ?? one.tier}`), make("ol", {}, ...numbered));
    });
    return make("details", { class: "section sources" }, make("summary", {}, make("h2", {}, `Sources (${items.length})`)), make("ul", {}, ...items));
  }

  #list(title, values, item) {
    if (!values?.length) return null;
    const items = values.map(item);
    return make("section", {}, make("h2", {}, title), make("ul", { class: items[0].dataset.ask ? "questions" : "" }, ...items));
  }

  #question(text, preview = "") {
    const button = make("button", { type: "button" }, text, preview ? make("small", {}, preview) : "");
    button.addEventListener("click", () => this.ask(text));
    return make("li", { "data-ask": "yes" }, button);
  }

  /* What stands behind the answer, in numbers and with ways to look for oneself. */
  #known(answer) {
    const claims = answer.sections.flatMap((section) => section.sentences).filter((one) => one.kind === "claim");
    if (!claims.length) return null;
    const records = new Set(claims.flatMap((one) => one.statement_ids));
    const documents = new Set(answer.citations.map((one) => one.document_id));
    const things = answer.question.entities.map((one) => make("li", {}, outward(`${this.home}explore/${one.id}`, `All that we hold on ${one.name}`)));
    return make(
      "details",
      { class: "section" },
      make("summary", {}, make("h2", {}, "How do we know this?")),
      make("p", {}, `Nobody wrote this answer, and no language model did. A program put it together from ${plural(records.size, "record")}, each with a place in one of ${plural(documents.size, "source")}. A number after a sentence leads there.`),
      make("p", {}, "Where our records end, the answer says so. Records can be old or incomplete: the dates say how old."),
      make("ul", {}, ...things, make("li", {}, outward(`${this.home}sources`, "Where our records come from, and how fresh they are"))),
    );
  }

  #about(answer) {
    const notices = answer.notices.map((one) => make("p", {}, linked(one.text)));
    const link = answer.id ? outward(`${this.home}a/${answer.id}`, "Link to this answer") : "";
    return make("footer", {}, ...notices, make("p", {}, `As of ${day(answer.as_of)}. `, link));
  }
}

function outward(href, text) {
  return make("a", { href, target: "_blank", rel: "noopener noreferrer" }, text);
}

/* "Name: https://…" as a link of that name. */
function linked(text) {
  const [, name, url] = text.match(/^(.*): (https:\/\/\S+)$/) ?? [];
  return url ? outward(url, name) : text;
}

function plural(number, noun) {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

function make(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children.filter((child) => child !== ""));
  return element;
}

function more(title, parts) {
  return make("details", { class: "more" }, make("summary", {}, title), ...parts);
}

/* Paragraphs under the connective sentence that leads to them. One that names a situation of its own, as its lead
 * does ("For …:"), stands outside that lead. */
function blocks(sentences) {
  const found = [];
  for (const run of paragraphs(sentences)) {
    const lead = found.at(-1)?.lead?.[0].text ?? "";
    const apart = lead.endsWith(":") && lead.split(" ")[0] === run[0].text.split(" ")[0];
    if (run[0].kind === "connective") found.push({ lead: run, told: [] });
    else if (found.length && !apart) found.at(-1).told.push(run);
    else found.push({ lead: null, told: [run] });
  }
  return found;
}

function count(held) {
  return held.reduce((sum, block) => sum + block.told.length, 0);
}

/* A block is cut only where it alone is longer than what is shown at once. */
function firstAndRest(held) {
  if (count(held) <= SHOWN + FEW) return [held, []];
  const shown = [];
  for (const [place, block] of held.entries()) {
    if (count(shown) + block.told.length <= SHOWN) shown.push(block);
    else if (count(shown)) {
      const last = shown.findLastIndex((one) => one.told.length); // no lead without what it leads to
      return [shown.slice(0, last + 1), held.slice(last + 1)];
    }
    else return [[...shown, { ...block, told: block.told.slice(0, SHOWN) }], [{ lead: null, told: block.told.slice(SHOWN) }, ...held.slice(place + 1)]];
  }
  return [shown, []];
}

/* Sentences that rest on the same statements stand side by side. */
function paragraphs(sentences) {
  const found = [];
  let before = "";
  for (const sentence of sentences) {
    const grounds = sentence.statement_ids.join(" ");
    if (grounds && grounds === before) found.at(-1).push(sentence);
    else found.push([sentence]);
    before = grounds;
  }
  return found;
}

function day(text) {
  const [year, month, date] = text.split("-").map(Number);
  if (!month) return text;
  return date ? `${date} ${MONTHS[month - 1]} ${year}` : `${MONTHS[month - 1]} ${year}`;
}

function runs(numbers) {
  const found = [];
  for (const number of [...new Set(numbers)].sort((a, b) => a - b)) {
    const last = found.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else found.push([number, number]);
  }
  return found;
}
