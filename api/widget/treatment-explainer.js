/* <treatment-explainer>: the question box and its answer, as one element for any page.
 *
 * Attributes: server (where to ask; the script's own server by default), question (asked at once),
 * level (plain, standard or expert). It sends requests to that server only, keeps nothing, and styles itself with a
 * constructed sheet, so that it runs under a Content-Security-Policy without 'unsafe-inline'.
 */
import { AnswerView } from "./answer-view.js";
import { SuggestionList } from "./suggestion-list.js";
import { sheet } from "./style.js";

const HOME = new URL("..", import.meta.url).href;
const PATIENCE = 20000;

class TreatmentExplainer extends HTMLElement {
  #root = this.attachShadow({ mode: "open" });
  #running = null;

  connectedCallback() {
    if (this.#root.childElementCount) return;
    this.#root.adoptedStyleSheets = [sheet];
    this.#root.append(this.#form(), this.#stage());
    this.list = new SuggestionList(this.input, this.#root.querySelector("[role=listbox]"), (text) => this.#suggest(text));
    this.view = new AnswerView(this.stage, this.status, {
      home: this.server,
      ask: (question) => this.ask(question),
    });
    const question = this.getAttribute("question");
    if (question) this.ask(question, false);
  }

  disconnectedCallback() {
    this.#running?.abort();
  }

  get server() {
    return new URL(this.getAttribute("server") || HOME, document.baseURI).href.replace(/\/?$/, "/");
  }

  /** Ask a question and show its answer. */
  async ask(question, moveFocus = true) {
    this.input.value = question;
    this.list.close();
    this.#running?.abort();
    const running = (this.#running = new AbortController());
    const late = setTimeout(() => running.abort(new DOMException("late", "TimeoutError")), PATIENCE);
    this.view.loading();
    try {
      const response = await fetch(`${this.server}v1/answers`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ question, level: this.getAttribute("level") || "plain" }),
        signal: running.signal,
        credentials: "omit",
        referrerPolicy: "no-referrer",
      });
      const body = await response.json();
      if (running !== this.#running) return;
      if (response.ok) this.view.answer(body, moveFocus);
      else this.view.problem(body.title, body.detail);
    } catch (error) {
      if (running !== this.#running) return;
      if (!navigator.onLine) this.view.offline();
      else if (running.signal.aborted) this.view.problem("This takes too long", "Please try again in a minute.");
      else this.view.problem("The answers cannot be reached", "Please try again in a minute.");
    } finally {
      clearTimeout(late);
    }
  }

  async #suggest(text) {
    const url = `${this.server}v1/suggest?${new URLSearchParams({ q: text.slice(0, 200) })}`;
    const response = await fetch(url, { credentials: "omit", referrerPolicy: "no-referrer" });
    return response.ok ? (await response.json()).suggestions : [];
  }

  #form() {
    const form = document.createElement("form");
    form.setAttribute("role", "search");
    form.innerHTML = `
      <label for="question">Ask about a cancer treatment</label>
      <div class="row">
        <div class="field">
          <input id="question" type="text" maxlength="4000" autocomplete="off" spellcheck="true" required
                 role="combobox" aria-expanded="false" aria-controls="suggestions" aria-autocomplete="list"
                 placeholder="Is Keytruda approved for lung cancer?">
          <ul id="suggestions" role="listbox" aria-label="Suggested questions" hidden></ul>
        </div>
        <button type="submit">Ask</button>
      </div>`;
    this.input = form.querySelector("input");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const question = this.input.value.trim();
      if (question) this.ask(question);
    });
    return form;
  }

  #stage() {
    const part = document.createElement("div");
    this.status = document.createElement("p");
    this.status.className = "unseen";
    this.status.setAttribute("role", "status");
    this.stage = document.createElement("div");
    this.stage.className = "stage";
    part.append(this.status, this.stage);
    return part;
  }
}

if (!customElements.get("treatment-explainer")) customElements.define("treatment-explainer", TreatmentExplainer);
