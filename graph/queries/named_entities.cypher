// Which things are there, and what are they called?
// parameters: none
// rows: id text, label text, kind text, name text, plain_name text
MATCH (e:Entity)
RETURN e.id AS id, e.label AS label, e.kind AS kind, e.name AS name, e.plain_name AS plain_name
ORDER BY id
