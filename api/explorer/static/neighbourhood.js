/* Draws what is around a thing with Cytoscape.js. The list beside it says the same in words. */
const COLOURS = {
  Therapy: "#0b6b66", Cancer: "#9b2226", Biomarker: "#7a5200", Molecule: "#7a5200", AdverseEffect: "#8a3d86",
  Trial: "#0a5f8a", MechanismStep: "#4a5568", Barrier: "#4a5568", Strategy: "#4a5568",
};

async function draw(place) {
  const id = place.dataset.entity;
  const response = await fetch(`/v1/entities/${encodeURIComponent(id)}/neighbourhood?limit=16`);
  if (!response.ok) {
    place.hidden = true;
    return;
  }
  const found = await response.json();
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const ink = dark ? "#e8ecea" : "#1d2526";
  const drawing = globalThis.cytoscape({
    container: place,
    elements: [
      ...found.nodes.map((node) => ({ data: { id: node.id, name: node.name, colour: COLOURS[node.label] ?? "#4a5568", centre: node.id === found.centre ? 1 : 0 } })),
      ...found.links.map((link, at) => ({ data: { id: `link-${at}`, source: link.source, target: link.target, told: link.told } })),
    ],
    style: [
      { selector: "node", style: { label: "data(name)", "background-color": "data(colour)", color: ink, "font-size": 12, width: 16, height: 16, "text-wrap": "wrap", "text-max-width": 105, "text-valign": "bottom", "text-margin-y": 4, "text-background-color": dark ? "#1c2324" : "#ffffff", "text-background-opacity": 0.85, "text-background-padding": 2 } },
      { selector: "node[centre = 1]", style: { width: 30, height: 30, "font-size": 14, "font-weight": 700 } },
      { selector: "edge", style: { width: 1.2, "line-color": dark ? "#5b6a6c" : "#b4bcb6", "target-arrow-color": dark ? "#5b6a6c" : "#b4bcb6", "target-arrow-shape": "triangle", "curve-style": "bezier" } },
      { selector: "edge.near", style: { label: "data(told)", color: ink, "font-size": 10, "text-background-color": dark ? "#1c2324" : "#ffffff", "text-background-opacity": 1 } },
    ],
    layout: { name: "concentric", concentric: (node) => node.data("centre"), levelWidth: () => 1, minNodeSpacing: 58, padding: 40, animate: false },
    userZoomingEnabled: false,
    autoungrabify: true,
  });
  drawing.on("mouseover", "node", (event) => event.target.connectedEdges().addClass("near"));
  drawing.on("mouseout", "node", (event) => event.target.connectedEdges().removeClass("near"));
  drawing.on("tap", "node", (event) => location.assign(`/explore/${encodeURIComponent(event.target.id())}`));
}

/* Cytoscape adds a style element unless one of this name is there; the Content-Security-Policy would refuse it, and
 * page.css holds what it says. */
const held = document.createElement("meta");
held.id = "__________cytoscape_stylesheet";
document.head.append(held);

/* A phone shows the list alone: there the names would be too small to read. */
const place = document.getElementById("neighbourhood");
if (place?.offsetWidth && globalThis.cytoscape) draw(place);
