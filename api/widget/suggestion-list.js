/* Suggestions under the question box, after the combobox pattern of the WAI-ARIA practices:
 * arrows move, Enter takes, Escape closes; the box keeps the focus throughout. */
const WAIT = 150;

export class SuggestionList {
  #asked = 0;
  #active = -1;
  #timer = null;

  constructor(input, list, find) {
    this.input = input;
    this.list = list;
    this.find = find;
    input.addEventListener("input", () => this.#later());
    input.addEventListener("keydown", (event) => this.#key(event));
    input.addEventListener("blur", () => this.close());
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.#take(option);
    });
  }

  close() {
    clearTimeout(this.#timer);
    this.#asked += 1;
    this.#active = -1;
    this.list.hidden = true;
    this.list.replaceChildren();
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  #later() {
    clearTimeout(this.#timer);
    const text = this.input.value.trim();
    if (text.length < 2) {
      this.close();
      return;
    }
    this.#timer = setTimeout(() => this.#show(text), WAIT);
  }

  async #show(text) {
    const asked = (this.#asked += 1);
    let found = [];
    try {
      found = await this.find(text);
    } catch {
      /* Suggestions are a help, not a need: without them the question can still be asked. */
    }
    if (asked !== this.#asked) return;
    if (!found.length) {
      this.close();
      return;
    }
    this.#active = -1;
    this.list.replaceChildren(
      ...found.map((one, place) => {
        const option = document.createElement("li");
        option.id = `suggestion-${place}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.textContent = one.text;
        return option;
      }),
    );
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
  }

  #key(event) {
    const options = [...this.list.children];
    if (event.key === "Escape" && options.length) {
      event.preventDefault();
      this.close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!options.length) {
        this.#later();
        return;
      }
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      const start = this.#active < 0 && step < 0 ? 0 : this.#active;
      this.#mark((start + step + options.length) % options.length);
    } else if (event.key === "Enter" && this.#active >= 0) {
      event.preventDefault();
      this.#take(options[this.#active]);
    }
  }

  #mark(place) {
    this.#active = place;
    [...this.list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === place)));
    const option = this.list.children[place];
    this.input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  #take(option) {
    this.input.value = option.textContent;
    this.close();
    this.input.focus();
    this.input.form.requestSubmit();
  }
}
