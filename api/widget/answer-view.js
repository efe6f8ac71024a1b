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

const SHOWN = 10;

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
    const pieces = [...parts, readings, asks, links, this.#sources(answer), this.#about(answer)];
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
    const top = at === 0 && ["verdict", "emergency"].includes(section.id);
    const told = paragraphs(section.sentences).map((run) => this.#paragraph(run));
    if (top) {
      const title = make("h2", { tabindex: "-1" }, section.title);
      const chips = section.id === "verdict" && answer.verdicts.length ? this.#statuses(answer.verdicts) : "";
      return make("section", { class: `card ${section.id}`, ...(section.id === "emergency" ? { role: "alert" } : {}) }, title, chips, ...told.map((one) => make("p", {}, one)));
    }
    const [shown, more] = told.length > SHOWN + 3 ? [told.slice(0, SHOWN), told.slice(SHOWN)] : [told, []];
    const body = make("div", {}, bullets(shown));
    if (more.length) body.append(make("details", { class: "more" }, make("summary", {}, `Show ${more.length} more`), bullets(more)));
    const fold = make("details", { class: "section" }, make("summary", {}, make("h2", at === 0 ? { tabindex: "-1" } : {}, section.title)), body);
    fold.open = at === 0 || (!section.folded && told.length <= 8);
    return fold;
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
      link.addEventListener("click", () => this.#toSource(first));
      return link;
    });
    return make("span", {}, line, make("sup", {}, ...links));
  }

  #toSource(number) {
    const fold = this.stage.querySelector("details.sources");
    fold.open = true;
    const item = fold.querySelector(`[data-number="${number}"]`);
    fold.querySelectorAll(".sought").forEach((one) => one.classList.remove("sought"));
    item.classList.add("sought");
    item.scrollIntoView({ block: "center" });
    item.focus();
  }

  #sources(answer) {
    if (!answer.citations.length) return null;
    const items = answer.citations.map((one) => {
      const when = one.published ? day(one.published) : one.attested ? `current ${one.attested.length === 10 ? "on" : "in"} ${day(one.attested)}` : "date not given";
      const title = one.url ? make("a", { href: one.url, target: "_blank", rel: "noopener noreferrer" }, one.title) : make("span", {}, one.title);
      return make("li", { value: String(one.number), "data-number": String(one.number), tabindex: "-1" }, title, make("small", {}, `${one.publisher} · ${when} · ${TIERS[one.tier] ?? one.tier} · ${one.locator}`));
    });
    return make("details", { class: "section sources" }, make("summary", {}, make("h2", {}, `Sources (${items.length})`)), make("ol", {}, ...items));
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

  #about(answer) {
    const notices = answer.notices.map((one) =>
      make("p", {}, one.text, one.url ? " " : "", one.url ? make("a", { href: one.url, target: "_blank", rel: "noopener noreferrer" }, one.title) : ""),
    );
    const link = answer.id ? make("a", { href: `${this.home}a/${answer.id}`, target: "_blank", rel: "noopener" }, "Link to this answer") : "";
    return make("footer", {}, ...notices, make("p", {}, `As of ${day(answer.as_of)}. `, link));
  }
}

function make(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children.filter((child) => child !== ""));
  return element;
}

function bullets(told) {
  if (told.length === 1) return make("p", {}, told[0]);
  return make("ul", {}, ...told.map((one) => make("li", {}, one)));
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
