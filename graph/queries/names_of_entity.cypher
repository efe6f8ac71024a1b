// How is one thing written?
// parameters: id text
// rows: text text, kind text, case_sensitive boolean, document_id text, name text
MATCH (e:Entity {id: $id})<-[:NAMES]-(n:Name)
RETURN n.name AS text, n.kind AS kind, n.case_sensitive AS case_sensitive, n.document_id AS document_id, n.id AS name
ORDER BY text, kind, name
