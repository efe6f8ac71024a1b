// How is everything written?
// parameters: none
// rows: text text, kind text, case_sensitive boolean, entity text, label text, entity_kind text, entity_name text,
// name text
MATCH (n:Name)-[:NAMES]->(e:Entity)
RETURN n.name AS text, n.kind AS kind, n.case_sensitive AS case_sensitive, e.id AS entity, e.label AS label,
  e.kind AS entity_kind, e.name AS entity_name, n.id AS name
ORDER BY name, entity
