// What is held of one thing?
// parameters: id text
// rows: id text, label text, kind text, name text, plain_name text, definition text, mappings_json text,
// properties_json text
MATCH (e:Entity {id: $id})
RETURN e.id AS id, e.label AS label, e.kind AS kind, e.name AS name, e.plain_name AS plain_name,
  e.definition AS definition, e.mappings_json AS mappings_json, e.properties_json AS properties_json
ORDER BY id
