// What are these things called, and which classes hold those that are therapies? Rows of the second kind have the
// therapy in member and the statement that says so; the class is the thing of the row.
// parameters: ids texts
// rows: id text, label text, kind text, name text, plain_name text, definition text, mappings_json text,
// properties_json text, member text, statement text, note text
UNWIND $ids AS wanted
MATCH (e:Entity {id: wanted})
RETURN DISTINCT e.id AS id, e.label AS label, e.kind AS kind, e.name AS name, e.plain_name AS plain_name,
  e.definition AS definition, e.mappings_json AS mappings_json, e.properties_json AS properties_json,
  '' AS member, '' AS statement, '' AS note
ORDER BY id
UNION ALL
UNWIND $ids AS wanted
MATCH (t:Therapy {id: wanted})-[r:MEMBER_OF]->(e:Therapy)
RETURN DISTINCT e.id AS id, e.label AS label, e.kind AS kind, e.name AS name, e.plain_name AS plain_name,
  e.definition AS definition, e.mappings_json AS mappings_json, e.properties_json AS properties_json,
  t.id AS member, r.statement AS statement, r.note AS note
ORDER BY member, id, statement
