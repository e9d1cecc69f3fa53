/* Numbers beside the lines of a text, since what is wrong is said by line. */

class Lines extends HTMLElement {
  connectedCallback() {
    this.text = this.querySelector("textarea");
    this.numbers = this.querySelector("pre") ?? document.createElement("pre");
    this.numbers.setAttribute("aria-hidden", "true");
    this.text.before(this.numbers);
    this.text.addEventListener("input", () => this.#number());
    this.text.addEventListener("scroll", () => this.#follow(), { passive: true });
    this.#number();
  }

  #number() {
    const count = this.text.value.split("\n").length;
    this.numbers.textContent = Array.from({ length: count }, (_, at) => at + 1).join("\n") + "\n\n";
    this.#follow();
  }

  #follow() {
    this.numbers.scrollTop = this.text.scrollTop;
  }
}

customElements.define("ms-lines", Lines);
