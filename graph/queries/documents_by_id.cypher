// Which documents are these, who published them, and when did what they say hold?
// parameters: ids texts
// rows: id text, title text, publisher text, url text, licence text, tier text, kind text, collection text, published
// text, retrieved text, attested text
UNWIND $ids AS wanted
MATCH (d:Document {id: wanted})
RETURN DISTINCT d.id AS id, d.title AS title, d.publisher AS publisher, d.url AS url, d.licence AS licence,
  d.tier AS tier, d.kind AS kind, d.collection AS collection, d.published AS published, d.retrieved AS retrieved,
  d.attested AS attested
ORDER BY id
