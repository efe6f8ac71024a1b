/* The widget's style: a constructed sheet, which a strict Content-Security-Policy allows. A page may set the
 * custom properties --explainer-accent and --explainer-font on the element. */
export const sheet = new CSSStyleSheet();
sheet.replaceSync(`
:host {
  display: block; container-type: inline-size; color-scheme: light dark;
  --panel: #ffffff; --ink: #1d2526; --soft: #566062; --line: #d9dcd6; --accent: var(--explainer-accent, #0b6b66);
  --accent-ink: #ffffff; --link: #0a5f8a; --yes: #1b6b34; --yes-ground: #e6f4e9; --some: #7a5200; --some-ground: #fdf3dc;
  --no: #9b2226; --no-ground: #fbeaea; --open: #4a5568; --open-ground: #eef0f3; --alarm: #a3161b; --mark: #fff3c4;
  font: 1rem/1.55 var(--explainer-font, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif);
  color: var(--ink); background: var(--panel); border: 1px solid var(--line); border-radius: 14px; padding: 1rem 1.1rem;
}
@media (prefers-color-scheme: dark) {
  :host {
    --panel: #1c2324; --ink: #e8ecea; --soft: #a9b4b4; --line: #364143; --accent: var(--explainer-accent-dark, #4fc3ba);
    --accent-ink: #08201e; --link: #7cc4f2; --yes: #86d79b; --yes-ground: #1b3323; --some: #f0c674; --some-ground: #382d14;
    --no: #f5a3a3; --no-ground: #3d1f20; --open: #c3cbd6; --open-ground: #2a3238; --alarm: #ff9c9c; --mark: #4a4016;
  }
}
:host([hidden]) { display: none; }
* { box-sizing: border-box; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
.unseen { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
label { display: block; font-weight: 600; margin-bottom: .35rem; }
.row { display: flex; gap: .5rem; }
.field { position: relative; flex: 1; min-width: 0; }
input, button { font: inherit; color: inherit; }
input { width: 100%; padding: .6rem .75rem; background: var(--panel); border: 1.5px solid var(--soft); border-radius: 10px; }
form button { padding: .6rem 1.15rem; border: 0; border-radius: 10px; background: var(--accent); color: var(--accent-ink); font-weight: 650; cursor: pointer; }
[role=listbox] { position: absolute; z-index: 3; inset: calc(100% + 4px) 0 auto; margin: 0; padding: .3rem; list-style: none; max-height: 17rem; overflow-y: auto; background: var(--panel); border: 1px solid var(--line); border-radius: 10px; box-shadow: 0 8px 24px rgb(0 0 0 / .18); }
[role=option] { padding: .5rem .6rem; border-radius: 7px; cursor: pointer; }
[role=option]:hover, [role=option][aria-selected=true] { background: var(--open-ground); }
[role=option][aria-selected=true] { outline: 2px solid var(--accent); outline-offset: -2px; }
h2 { font-size: 1.06rem; line-height: 1.3; margin: 1.2rem 0 .4rem; }
h2:focus { outline: none; }
p { margin: .45rem 0; }
a { color: var(--link); }
small { font-size: .875rem; color: var(--soft); }
.wait { color: var(--soft); padding: .6rem 0; }
.card { border: 1px solid var(--line); border-top: 5px solid var(--accent); border-radius: 12px; padding: .8rem 1rem; margin: 1rem 0; }
.card h2 { margin-top: 0; }
.card.verdict p:first-of-type { font-size: 1.08rem; font-weight: 600; }
.card.emergency { border: 2px solid var(--alarm); border-top-width: 8px; }
.card.emergency h2 { color: var(--alarm); font-size: 1.25rem; }
.card.emergency p:first-of-type { font-weight: 700; font-size: 1.12rem; }
.card.fault { border-top-color: var(--no); }
.statuses { list-style: none; margin: 0 0 .6rem; padding: 0; display: flex; flex-wrap: wrap; gap: .45rem; }
.statuses li { padding: .2rem .7rem; border-radius: 14px; background: var(--open-ground); color: var(--open); }
.statuses small { color: inherit; }
.statuses .yes { background: var(--yes-ground); color: var(--yes); }
.statuses .some { background: var(--some-ground); color: var(--some); }
.statuses .no { background: var(--no-ground); color: var(--no); }
.section { border-top: 1px solid var(--line); }
.section > summary { cursor: pointer; display: flex; align-items: center; gap: .55rem; padding: .65rem 0; list-style: none; }
.section > summary::-webkit-details-marker { display: none; }
.section > summary::before { content: ""; flex: none; width: .45rem; height: .45rem; border: solid var(--soft); border-width: 0 2px 2px 0; transform: rotate(-45deg); }
.section[open] > summary::before { transform: rotate(45deg); }
.section > summary h2 { margin: 0; }
.section ul, .section ol { margin: 0 0 .8rem; padding-left: 1.3rem; }
.lead-in { margin: 0 0 .35rem; color: var(--soft); }
.lead-in.situation { margin-top: .7rem; font-weight: 600; color: inherit; }
.card .more { border-top: 1px solid var(--line); margin-top: .7rem; }
.card .more > summary { padding: .55rem 0 .2rem; }
.back { display: block; margin-top: .35rem; padding: .25rem .6rem; border: 1px solid var(--soft); border-radius: 8px; background: var(--panel); color: var(--link); font-size: .875rem; cursor: pointer; }
.row { margin-bottom: 1rem; }
.more > summary { cursor: pointer; color: var(--link); padding: .2rem 0 .7rem; width: fit-content; }
.sources ul { list-style: none; padding-left: 0; }
.sources ul > li { margin: .8rem 0; }
.sources ol { padding-left: 2.4rem; margin: .2rem 0 0; font-size: .875rem; color: var(--soft); }
.sources ol li { margin: .1rem 0; }
.section li { margin: .3rem 0; overflow-wrap: anywhere; }
.sources small { display: block; }
.sought { background: var(--mark); outline: .3rem solid var(--mark); }
sup { line-height: 0; white-space: nowrap; }
.cite { font-size: .72rem; padding: .25em .2em; border: 0; background: none; color: var(--link); cursor: pointer; }
.cite:hover { text-decoration: underline; }
.questions { list-style: none; padding: 0; display: grid; gap: .4rem; }
.questions button { width: 100%; text-align: left; padding: .55rem .75rem; background: var(--panel); border: 1px solid var(--line); border-radius: 10px; color: var(--link); cursor: pointer; }
.questions button:hover { border-color: var(--accent); }
.questions small { display: block; }
footer { border-top: 1px solid var(--line); margin-top: 1rem; font-size: .92rem; color: var(--soft); }
@container (max-width: 24rem) { .row { flex-direction: column; } }
@media print { form { display: none; } }
`);
