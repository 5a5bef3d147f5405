/* The served pages' own behaviour: keys. Everything works without it. */
"use strict";
(() => {
  const sql = document.querySelector("form.sql textarea");
  const question = document.querySelector('form.search input[type="search"]');
  sql?.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      sql.form.requestSubmit();
    }
  });
  // "/" goes to the question, as in many sites; filters that are empty do not go into the address.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.target.closest("input, textarea, select")) return;
    event.preventDefault();
    (question ?? sql)?.focus();
  });
  document.querySelector("form.search")?.addEventListener("submit", ({ target }) => {
    for (const input of target.querySelectorAll(".filters input")) input.disabled = input.value.trim() === "";
  });
})();
